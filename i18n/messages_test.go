package i18n

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestEmbeddedMessages holds Tract's own messages to what is asked of a site's.
func TestEmbeddedMessages(t *testing.T) {
	entries, err := embeddedFiles.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	english := embedded()["en"]()
	allowed := &Catalogue{}
	for _, e := range entries {
		text, err := embeddedFiles.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		stem := strings.TrimSuffix(e.Name(), ".yaml")
		tag, ok := Canonical(stem)
		if !ok || tag != stem {
			t.Errorf("%s is not named for a language", e.Name())
		}
		read, faults := readMessages(e.Name(), tag, text)
		for _, f := range faults {
			t.Errorf("%s:%d:%d: %s %v", f.File, f.Line, f.Column, f.ID, f.Args)
		}
		for key, text := range read {
			if _, ok := english[key]; !ok {
				t.Errorf("%s: %s is not a message of en.yaml", e.Name(), key)
			}
			names, _ := allowed.allowed(key)
			for _, name := range text.names() {
				if !slices.Contains(names, name) {
					t.Errorf("%s: %s has a placeholder {%s} that the source has not", e.Name(), key, name)
				}
			}
		}
	}
	for _, tag := range sources {
		c, _ := LoadMessages(nil, []string{tag})
		if missing := c.Missing(tag); missing != nil {
			t.Errorf("%s lacks %v", tag, missing)
		}
	}
}

func TestMessageFaults(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"none", "fr", "home: Début\n", ""},
		{"empty", "fr", "", ""},
		{"comments", "fr", "# rien\n", ""},
		{"mark and CRLF", "fr", "\uFEFFhome: Début\r\nlanguages: Tongues\r\n", ""},
		{"own key", "fr", "our_motto: Ensemble\n", ""},
		{"braces that are text", "fr", "home: \"{Début} {}\"\n", ""},
		{"not a language", "francais", "home: Début\n", "francais.yaml:0:0 messages-language name=francais"},
		{"another language", "de", "home: [1]\n", ""},
		{"syntax", "fr", "home: Début\nlanguages: \"Tongues\nhome2: x\n", "fr.yaml:4:1 messages-syntax"},
		{"not a map", "fr", "- home\n", "fr.yaml:1:1 messages-shape"},
		{"number", "fr", "home: 12\n", "fr.yaml:1:7 messages-value key=home"},
		{"nothing", "fr", "home:\nlanguages: Tongues\n", "fr.yaml:1:1 messages-value key=home"},
		{"list", "fr", "é: x\nhome: [a]\n", "fr.yaml:2:7 messages-value key=home"},
		{"alias", "fr", "a: &a x\nhome: *a\n", "fr.yaml:2:7 messages-value key=home"},
		{"twice", "fr", "home: a\nhome: b\n", "fr.yaml:2:1 messages-duplicate key=home line=1"},
		{"missing form", "ar", "signatories: {other: x, one: y}\n",
			"ar.yaml:1:14 messages-plural-missing key=signatories language=ar missing=zero, two, few, many"},
		{"many may be missing in French", "fr", "signatories: {one: x, other: y}\n", ""},
		{"unknown form", "fr", "signatories: {one: é, few: x, other: y}\n",
			"fr.yaml:1:23 messages-plural-unknown key=signatories category=few language=fr expected=one, other"},
		{"form that is no text", "fr", "signatories: {one: x, other: [y]}\n",
			"fr.yaml:1:14 messages-plural-missing key=signatories language=fr missing=other; fr.yaml:1:30 messages-value key=signatories.other"},
		{"placeholder", "fr", "page_of: \"Page {pge} sur {pages}\"\n",
			"fr.yaml:1:10 messages-placeholder key=page_of name=pge names={page}, {pages}"},
		{"placeholder where there is none", "fr", "home: \"{page}\"\n", "fr.yaml:1:7 messages-placeholder-none key=home name=page"},
		{"near key", "fr", "skip_to_contnet: x\n", "fr.yaml:1:18 messages-key-near key=skip_to_contnet near=skip_to_content"},
		{"bytes", "fr", "home: x\nlanguages: a\xff\n", "fr.yaml:2:13 messages-encoding"},
		{"nul", "fr", "home: \x00\n", "fr.yaml:1:7 messages-encoding"},
		{"brackets", "fr", strings.Repeat("[", 20000), "fr.yaml:1:10001 messages-syntax"},
		{"bomb", "fr", "a: &a [x,x]\nb: &b [*a,*a]\nhome: [*b,*b]\n",
			"fr.yaml:1:4 messages-value key=a; fr.yaml:2:4 messages-value key=b; fr.yaml:3:7 messages-value key=home"},
		{"large", "fr", "home: " + strings.Repeat("x", maxMessages), "fr.yaml:0:0 messages-too-large"},
	} {
		site := fstest.MapFS{"i18n/" + test.file + ".yaml": {Data: []byte(test.text)}}
		_, faults := LoadMessages(site, []string{"fr", "ar"})
		var got []string
		for _, f := range faults {
			line := fmt.Sprintf("%s:%d:%d %s", strings.TrimPrefix(f.File, "i18n/"), f.Line, f.Column, f.ID)
			for i := 0; i+1 < len(f.Args); i += 2 {
				line += " " + f.Args[i] + "=" + f.Args[i+1]
			}
			got = append(got, line)
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, s, test.want)
		}
	}
}

func TestCatalogue(t *testing.T) {
	site := fstest.MapFS{
		"i18n/FR_be.yml": {Data: []byte("home: Chez nous\n")},
		"i18n/fr.yaml":   {Data: []byte("languages: Tongues\nour_motto: Ensemble, à {count}\n")},
		"i18n/notes.txt": {Data: []byte("[")},
	}
	c, faults := LoadMessages(site, []string{"fr-BE", "ar"})
	if len(faults) != 0 {
		t.Fatal(faults)
	}
	for _, test := range []struct{ chain, key, want, lang string }{
		{"fr-BE", "home", "Chez nous", "fr-BE"},
		{"fr-BE", "languages", "Tongues", "fr"},
		{"fr-be", "our_motto", "Ensemble, à 1\u202f234", "fr"},
		{"fr", "home", "Accueil", "fr"},
		{"gn fr-BE", "home", "Chez nous", "fr-BE"},
		{"gn", "home", "Home", "en"},
		{"", "our_motto", "Ensemble, à 1\u202f234", "fr"},
		{"fr", "nothing_like_it", "", ""},
		{"fr", "signatories", "1\u202f234 signataires", "fr"},
	} {
		text, ok := c.Find(strings.Fields(test.chain), test.key)
		if got := text.Format(Load("fr"), "count", 1234); got != test.want || text.Lang != test.lang || ok != (test.lang != "") {
			t.Errorf("%s of %q: %q in %s, want %q in %s", test.key, test.chain, got, text.Lang, test.want, test.lang)
		}
	}
	if got := c.Missing("fr-BE"); got != nil {
		t.Errorf("missing in fr-BE: %v", got)
	}
	if got := c.Missing("gn"); len(got) != len(c.Keys()) {
		t.Errorf("missing in gn: %v", got)
	}
}

func TestFormat(t *testing.T) {
	arabic, err := Load("ar").WithDigits("arab")
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]string{"zero": "z{count}", "one": "o", "two": "t", "few": "f{count}", "many": "m{count}", "other": "x{count}"}
	for _, test := range []struct {
		text Text
		l    *Locale
		args []any
		want string
	}{
		{Text{Lang: "fr", Pattern: "{a} et {b}"}, Load("fr"), []any{"a", "x", "b", 1234.5}, "x et 1\u202f234,5"},
		{Text{Lang: "fr", Pattern: "{a} et {b}"}, Load("fr"), []any{"a", "{b}"}, "{b} et {b}"},
		{Text{Lang: "fr", Pattern: "{ a} {} {A} {a"}, Load("fr"), []any{"a", "x"}, "{ a} {} {A} {a"},
		{Text{Lang: "ar", Forms: forms}, arabic, []any{"count", 3}, "f٣"},
		{Text{Lang: "ar", Forms: forms}, arabic, []any{"count", 0}, "z٠"},
		{Text{Lang: "ar", Forms: forms}, arabic, []any{"count", 12}, "m١٢"},
		{Text{Lang: "ar", Forms: forms}, arabic, []any{"count", 100}, "x١٠٠"},
		{Text{Lang: "ar", Forms: forms}, arabic, []any{"count", int64(2)}, "t"},
		{Text{Lang: "ar", Forms: forms}, arabic, nil, "x{count}"},
		// A message in another language is of one piece: its own plural, its own digits.
		{Text{Lang: "en", Forms: map[string]string{"one": "{count} copy", "other": "{count} copies"}}, arabic, []any{"count", 2000}, "2,000 copies"},
		{Text{Lang: "fr", Forms: map[string]string{"one": "{count} part", "other": "{count} parts"}}, nil, []any{"count", 1.5}, "1,5 part"},
		{Text{Lang: "fr", Forms: map[string]string{"other": "{count} parts"}}, Load("fr-CA"), []any{"count", "1"}, "1 parts"},
		{Text{Lang: "fr", Pattern: "{a}{b}"}, Load("fr"), []any{"a", nil, "b"}, "{b}"},
	} {
		if got := test.text.Format(test.l, test.args...); got != test.want {
			t.Errorf("%+v %v: %q, want %q", test.text, test.args, got, test.want)
		}
	}
}

func FuzzMessages(f *testing.F) {
	for _, s := range []string{"home: x", "signatories: {one: \"{count}\", other: y}", "a: &a [*a]", "home: |\n  x\n", "? [a]\n: b", "---\n---\n", "\"\\x", "%YAML 3", "home: !!binary x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, faults := LoadMessages(fstest.MapFS{"i18n/fr.yaml": {Data: text}}, []string{"fr"})
		for _, fault := range faults {
			if fault.ID != "messages-too-large" && (fault.Line < 1 || fault.Column < 1) {
				t.Errorf("%+v has no place", fault)
			}
		}
		for key := range c.languages["fr"] {
			text, _ := c.Find([]string{"fr"}, key)
			text.Format(Load("fr"), "count", 3)
		}
	})
}
