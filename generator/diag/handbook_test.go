package diag

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// manual is the handbook's page of messages in one language.
type manual struct {
	lang     Language
	file     string
	intro    string
	severity [3]string
	fixed    string
	example  string
	mend     string
}

var manuals = []manual{
	{
		lang: English, file: "docs/handbook/messages.md",
		intro: `# Messages

What Tract says, message by message: the sentence, a line that provokes it and what to do. The name
in square brackets behind each message is its id; look for it here. Words in *italics* are filled in.

An **error** keeps its page from being published, and without ` + "`--keep-going`" + ` the whole site. A
**warning** does not, unless you build with ` + "`--strict`" + `. A **notice** only informs. A site may choose
otherwise, id by id, in ` + "`tract.yaml`" + `:

` + "```yaml\nmessages: {link-unresolved: warning}\n```" + `

A message marked “always an error” cannot be lowered: its page could not be published rightly.
`,
		severity: [3]string{"Error", "Warning", "Notice"}, fixed: "always",
		example: "For example:", mend: "What to do: ",
	},
	{
		lang: French, file: "docs/handbook/fr/messages.md",
		intro: `# Messages

Ce que dit Tract, message par message : la phrase, une ligne qui la provoque et ce qu’il faut faire.
Le nom entre crochets à la fin de chaque message est son identifiant : cherchez-le ici. Les mots en
*italique* sont remplis par Tract.

Une **erreur** empêche la publication de sa page et, sans ` + "`--keep-going`" + `, celle de tout le site. Un
**avertissement** ne l’empêche pas, sauf avec ` + "`--strict`" + `. Une **remarque** ne fait qu’informer. Un
site peut en décider autrement, identifiant par identifiant, dans ` + "`tract.yaml`" + ` :

` + "```yaml\nmessages: {link-unresolved: warning}\n```" + `

Un message marqué « toujours une erreur » ne peut pas être abaissé : sa page ne pourrait pas être
publiée correctement.
`,
		severity: [3]string{"Erreur", "Avertissement", "Remarque"}, fixed: "toujours",
		example: "Par exemple :", mend: "Que faire : ",
	},
}

// The handbook holds every message. go generate ./generator/diag renews it.
func TestHandbook(t *testing.T) {
	en, fr := realCatalogue(t)
	for _, page := range manuals {
		words := en
		if page.lang == French {
			words = fr
		}
		got := page.write(en, words)
		file := filepath.Join("..", "..", filepath.FromSlash(page.file))
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, _ := os.ReadFile(file)
		// A checkout on Windows may have other line ends.
		if strings.ReplaceAll(string(have), "\r\n", "\n") == got {
			continue
		}
		var missing []string
		for _, id := range slices.Sorted(maps.Keys(words.entries)) {
			if !strings.Contains(string(have), "\n## "+id+"\n") {
				missing = append(missing, id)
			}
		}
		t.Errorf("%s is stale: run go generate ./generator/diag. Not in it: %s", page.file, strings.Join(missing, " "))
	}
}

func (p manual) write(en, words catalogue) string {
	var b strings.Builder
	b.WriteString(p.intro)
	for _, id := range slices.Sorted(maps.Keys(en.entries)) {
		e, ok := words.entries[id]
		if !ok {
			continue
		}
		severity, _ := ParseSeverity(en.entries[id].Severity)
		label := p.severity[severity]
		if en.entries[id].Fixed {
			label += " (" + p.fixed + ")"
		}
		fmt.Fprintf(&b, "\n## %s\n\n**%s.** %s\n", id, label, inHandbook(e.Sentence))
		if example := en.entries[id].Example; example != "" {
			fence := "```"
			for strings.Contains(example, fence) {
				fence += "`"
			}
			fmt.Fprintf(&b, "\n%s\n\n%s\n%s\n%s\n", p.example, fence, strings.TrimRight(example, "\n"), fence)
		}
		if e.Mend != "" {
			fmt.Fprintf(&b, "\n%s%s\n", p.mend, inHandbook(e.Mend))
		}
	}
	if p.lang == French {
		return strings.NewReplacer(" :\n", "\u00A0:\n", " : ", "\u00A0: ", "« ", "«\u00A0", " »", "\u00A0»").Replace(b.String())
	}
	return b.String()
}

// inHandbook is a template as Markdown: its placeholders in italics, code
// between backquotes as code, all else as text.
func inHandbook(template string) string {
	var b strings.Builder
	text := func(s string) {
		for _, r := range s {
			if strings.ContainsRune("\\*_[]<>{}#|&~$", r) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		}
	}
	for i, piece := range strings.Split(template, "`") {
		if i%2 == 1 {
			b.WriteString("`" + piece + "`")
			continue
		}
		for {
			before, name, rest, found := cutPlaceholder(piece)
			text(before)
			if !found {
				break
			}
			b.WriteString("*" + name + "*")
			piece = rest
		}
	}
	return b.String()
}

func TestInHandbook(t *testing.T) {
	for template, want := range map[string]string{
		"The link to “{target}” leads": "The link to “*target*” leads",
		"{a_b}*x* <b> {{< y >}}":       `*a_b*\*x\* \<b\> \{\{\< y \>\}\}`,
		"write `a*{b}*` or *":          "write `a*{b}*` or \\*",
	} {
		if got := inHandbook(template); got != want {
			t.Errorf("%q: %q, want %q", template, got, want)
		}
	}
}
