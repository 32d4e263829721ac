package diag

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSentence(t *testing.T) {
	long := strings.Repeat("é", 500)
	cases := []struct {
		m              Message
		lang           Language
		sentence, mend string
	}{
		{In("link-unresolved", "a.md", "target", "x"), English, "The link to “x” leads nowhere.", "Write the path of a file in content/, or the id of a publication."},
		{In("link-unresolved", "a.md", "target", "a : b"), French, "Le lien vers «\u00A0a : b\u00A0» ne mène nulle part.",
			"Écrivez le chemin d’un fichier de content/, ou l’identifiant d’une publication\u00A0; voir `a : b`."},
		{In("link-unresolved", "a.md", "target", "{target}"), English, "The link to “{target}” leads nowhere.", "Write the path of a file in content/, or the id of a publication."},
		{In("shortcode", "a.md", "name", "fig", "count", "2"), English, "Tract does not run shortcodes such as {{< fig >}}; 2 of them are shown as text.", ""},
		{In("shortcode", "a.md"), English, "Tract does not run shortcodes such as {{<  >}};  of them are shown as text.", ""},
		{In("english-only", "a.md", "word", long), French, "Only English says “" + long[:2*valueLength] + "…”.", ""},
		{In("unheard-of", "a.md", "target", "x", "near", "y", "odd"), French, "unheard-of: target “x”, near “y”", ""},
		{In("unheard-of", "a.md"), English, "unheard-of", ""},
		{In("missing-language", "a.md"), "tlh", "Nothing is written in this language yet.", ""},
	}
	for _, c := range cases {
		if got := c.m.Sentence(c.lang); got != c.sentence {
			t.Errorf("%s %s: %q, want %q", c.m.ID, c.lang, got, c.sentence)
		}
		if got := c.m.Mend(c.lang); got != c.mend {
			t.Errorf("%s %s: mend %q, want %q", c.m.ID, c.lang, got, c.mend)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for template, want := range map[string]string{
		"":                          "",
		"{a} and {b_2}, {a}":        "a b_2 a",
		"{{< figure >}} {#id} {}":   "",
		"[x]{lang=ar} {{title}} {x": "",
		"{{< {name} >}} {Big} {é}":  "name",
		"{ {a}":                     "a",
	} {
		if got := strings.Join(placeholders(template), " "); got != want {
			t.Errorf("%q: %q, want %q", template, got, want)
		}
	}
}

func FuzzFill(f *testing.F) {
	f.Add("The {a} of {{b}} {c", "x{a}")
	f.Fuzz(func(t *testing.T, template, value string) {
		got := fill(template, Args{"a", value}, asIs)
		if len(placeholders(template)) == 0 && got != template {
			t.Errorf("%q became %q", template, got)
		}
	})
}

func TestCatalogue(t *testing.T) {
	if got := SeverityOf("shortcode"); got != Warning {
		t.Errorf("shortcode is %v", got)
	}
	if got := SeverityOf("unheard-of"); got != Error {
		t.Errorf("an unknown id is %v", got)
	}
	if !Known("shortcode") || Known("unheard-of") || Known("") {
		t.Error("Known")
	}
	if !Fixed("title-colon") || Fixed("shortcode") || Fixed("unheard-of") {
		t.Error("Fixed")
	}
	want := []string{"english-only", "link-near", "link-unresolved", "missing-language", "shortcode", "title-colon"}
	if got := IDs(); !slices.Equal(got, want) {
		t.Errorf("IDs %v", got)
	}
	for _, s := range []Severity{Error, Warning, Notice} {
		if got, ok := ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("%v does not come back", s)
		}
	}
	if _, ok := ParseSeverity("off"); ok {
		t.Error("off is no severity")
	}
}

// A slip in one entry leaves the others standing, and nothing panics.
func TestCatalogueFaults(t *testing.T) {
	files := fstest.MapFS{
		"c/en/broken.yaml": {Data: []byte("a: {sentence: [\n")},
		"c/en/empty.yaml":  {Data: nil},
		"c/en/list.yaml":   {Data: []byte("- a\n")},
		"c/en/slips.yaml":  {Data: []byte("one: {sentence: One., severity: warning}\ntwo: text\nthree: {sentense: x}\none: {sentence: Again.}\nfour: {sentence: Four.}\n")},
	}
	c := readCatalogue(files, "c/en")
	if c.entries["one"].Sentence != "One." || c.entries["four"].Sentence != "Four." {
		t.Errorf("%v", c.entries)
	}
	if len(c.faults) != 6 {
		t.Errorf("%d faults:\n%s", len(c.faults), strings.Join(c.faults, "\n"))
	}
}

func TestOverride(t *testing.T) {
	ms := []Message{In("shortcode", "a"), In("title-colon", "b"), In("missing-language", "c"), In("english-only", "d")}
	got := Override(ms, map[string]Severity{"shortcode": Error, "title-colon": Notice, "missing-language": Warning}, "english-only", "title-colon")
	var list []string
	for _, m := range got {
		list = append(list, m.ID+" "+m.Severity.String())
	}
	if want := "shortcode error, title-colon error, missing-language warning"; strings.Join(list, ", ") != want {
		t.Errorf("%v, want %s", list, want)
	}
	if ms[0].Severity != Warning {
		t.Error("the messages given were altered")
	}
}

func TestLanguageFromEnvironment(t *testing.T) {
	cases := []struct {
		all, messages, lang string
		want                Language
	}{
		{"", "", "", English},
		{"", "", "fr_FR.UTF-8", French},
		{"", "", "fr", French},
		{"", "", "FR-ca@euro", French},
		{"", "fr_BE", "en_GB.UTF-8", French},
		{"C", "fr_FR", "fr_FR", English},
		{"", "POSIX", "fr_FR", English},
		{"", "", "fur_IT.UTF-8", English},
		{"", "", "ar_EG.UTF-8", English},
		{"fr.UTF-8", "de", "de", French},
	}
	for _, c := range cases {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := LanguageFromEnvironment(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", env, got, c.want)
		}
	}
}
