package html

import (
	"bytes"
	"slices"
	"strings"

	"tract/generator/config"
	"tract/i18n"
)

// rhythms are the tokens of scripts for the languages that a theme's style
// sheet does not name: lines high enough for their signs, and stress by weight
// where a script has no italics. A script that stands here with nothing is set
// as Latin is; one that does not stand here gets those of "".
var rhythms = map[string]string{
	"Latn": "", "Cyrl": "", "Grek": "", "Armn": "", "Geor": "", "Copt": "", "Glag": "",
	"Arab": "--lead:1.85;--tight:1.45;--slant:normal;--stress:600",
	"Aran": "--lead:2.2;--tight:1.9;--slant:normal;--stress:600",
	"Hebr": "--tight:1.25;--slant:normal;--stress:600",
	"Hans": "--lead:1.85;--tight:1.4;--slant:normal",
	"Hant": "--lead:1.85;--tight:1.4;--slant:normal",
	"Jpan": "--lead:1.85;--tight:1.4;--slant:normal",
	"Kore": "--lead:1.85;--tight:1.4;--slant:normal",
	"Tibt": "--lead:1.9;--tight:1.7;--slant:normal;--stress:600",
	"":     "--lead:1.8;--tight:1.4;--slant:normal;--stress:600",
}

// upright is what a language in Latin letters takes back of a parent that the
// sheet names for another script: hi-Latn of hi.
const upright = "--lead:1.6;--tight:1.15;--slant:italic;--stress:inherit"

// hanging are the languages of Arabic letters that are set in nastaliq, whose
// words hang from the line.
var hanging = []string{"ks", "pnb", "skr", "phr", "khw", "pa-Arab"}

// writeRhythms gives the languages of the site that a style sheet does not name
// the rhythm of their script. One that it names, or whose parent in the same
// script it names, is left to it.
func writeRhythms(w *bytes.Buffer, sheet []byte, c *config.Config) {
	for i := range c.Languages {
		tag := c.Languages[i].Tag
		script := i18n.Load(tag).Script()
		language, _, _ := strings.Cut(tag, "-")
		parent := bytes.Contains(sheet, []byte(":lang("+language+")"))
		if bytes.Contains(sheet, []byte(":lang("+tag+")")) || parent && i18n.Load(language).Script() == script {
			continue
		}
		if slices.Contains(hanging, tag) {
			script = "Aran"
		}
		tokens, ok := rhythms[script]
		switch {
		case !ok:
			tokens = rhythms[""]
		case tokens == "" && parent:
			tokens = upright
		case tokens == "":
			continue
		}
		w.WriteString(":lang(" + tag + "){" + tokens + "}")
	}
}
