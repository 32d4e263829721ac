package scaffold

import (
	"embed"
	"strings"
	"sync"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

// The texts of a new site and of new publications, by language.
//
//go:embed texts
var texts embed.FS

// What comments in new texts say, by language of messages.
//
//go:embed words
var words embed.FS

// written are the languages that texts/ holds.
var written = []string{"en", "fr", "es", "pt", "ar"}

// textLanguage is the language of texts/ that serves a language: itself or
// one that it inherits from. It is false when there is none.
func textLanguage(tag string) (string, bool) {
	for _, t := range append([]string{tag}, i18n.Parents(tag)...) {
		for _, w := range written {
			if t == w {
				return w, true
			}
		}
	}
	return "", false
}

// paperLanguage is the language that README.md and the comments of tract.yaml
// have in a site.
func paperLanguage(tag string) string {
	if found, _ := textLanguage(tag); found == "fr" {
		return "fr"
	}
	return "en"
}

// text is a file of texts/.
func text(language, name string) string {
	b, err := texts.ReadFile("texts/" + language + "/" + name)
	if err != nil {
		panic(err) // the file is part of the program: a test reads each
	}
	return string(b)
}

// fill puts values in the place of {names}.
func fill(template string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

// phrase is an entry of texts/<language>/words.yaml, or "".
func phrase(language, name string) string {
	v, _ := parsed()["texts/"+language].Get(name)
	return v.Text
}

// meanings are the comments in a language of messages.
type meanings struct{ root data.Value }

func meaningsIn(l diag.Language) meanings {
	return meanings{parsed()["words/"+string(l)]}
}

// say is a sentence of its own, such as intro.
func (m meanings) say(name string) string {
	v, _ := m.root.Get(name)
	return v.Text
}

// field is what a field of a kind means, or "" for one that is not Tract's.
func (m meanings) field(kind, name string) string {
	fields, _ := m.root.Get("fields")
	if v, ok := fields.Get(kind + "." + name); ok {
		return v.Text
	}
	v, _ := fields.Get(name)
	return v.Text
}

// own is what a field of one of the site's own kinds takes, by its type.
func (m meanings) own(fieldType string) string {
	types, _ := m.root.Get("own")
	v, _ := types.Get(fieldType)
	return v.Text
}

// parsed are the words by the file that they stand in, without its extension.
var parsed = sync.OnceValue(func() map[string]data.Value {
	out := map[string]data.Value{}
	read := func(name string, b []byte) {
		v, _ := data.Parse(diag.Source{Path: name, Text: b}, data.YAML)
		out[name] = v
	}
	for _, l := range written {
		read("texts/"+l, []byte(text(l, "words.yaml")))
	}
	for _, l := range []diag.Language{diag.English, diag.French} {
		b, _ := words.ReadFile("words/" + string(l) + ".yaml")
		read("words/"+string(l), b)
	}
	return out
})
