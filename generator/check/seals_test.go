package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/seal"
)

const lawHead = "---\ntitle: Loi\n"

const law = `Nous sommes ~~jamais~~ d’accord.

Ce n’est <del>pas</del> un droit.

Selon la [loi](https://a.example/x).

Cela fait 1,000 francs.

3. Air
4. Eau

- Terre

Il faut ` + "`x < 1`" + ` en tout.

Un droit à l’air.
`

const erratum = "errata:\n  - {date: 2026-03-01, text: Le droit est un devoir.}\n"

// lawSite is a site of one law with its seal, which may be missing.
func lawSite(front, body, sealed, list string) fstest.MapFS {
	files := fstest.MapFS{
		"tract.yaml":                     {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\nmessages: {ui-message-missing: off}\n")},
		"content/declarations/law.fr.md": {Data: []byte(lawHead + front + "---\n" + body)},
	}
	if sealed != "" {
		files["content/declarations/law.fr.seal"] = &fstest.MapFile{Data: []byte(sealed)}
	}
	if list != "" {
		files["content/declarations/law.signatories.yaml"] = &fstest.MapFile{Data: []byte(list)}
	}
	return files
}

// sealOf is the seal of the law as it stands, in one of the two forms.
func sealOf(t *testing.T, front, body string, former bool) *seal.Seal {
	t.Helper()
	l := build.Load(build.Settings{Files: lawSite(front, body, "", "")})
	e := l.Site.Publication("declarations/law").Source
	r, err := seal.Like(seal.Record{Former: former}, l.Site, e, []byte(lawHead+front+"---\n"+body))
	if err != nil {
		t.Fatal(err)
	}
	return &seal.Seal{Records: []seal.Record{r}}
}

func lawTold(files fstest.MapFS) []string {
	var got []string
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		got = append(got, fmt.Sprintf("%s %s %d", m.Severity, m.ID, m.Range.Start.Line))
	}
	return got
}

// Whatever changes the meaning of a sealed text is told with its line.
func TestSealMeaning(t *testing.T) {
	sealed := string(sealOf(t, "", law, false).Format())
	for _, c := range []struct {
		old, new string
		line     int
	}{
		{"", "", 0},
		{"sommes ~~jamais~~ d’accord.", "sommes\n~~jamais~~   *d'accord* !", 0},
		{"[loi](https://a.example/x).", "[loi][1].\n\n[1]: https://a.example/x", 0},
		{"3. Air\n4. Eau", "3) Air\n\n4) Eau", 0},
		{"~~jamais~~", "jamais", 4},
		{"<del>pas</del>", "pas", 6},
		{"https://a.example/x", "https://b.example/y", 8},
		{"1,000", "1.000", 10},
		{"3. Air", "5. Air", 12},
		{"- Terre", "1. Terre", 15},
		{"x < 1", "x > 1", 17},
		{"Un droit", "Un devoir", 19},
	} {
		var want []string
		if c.line > 0 {
			want = []string{fmt.Sprintf("error seal-changed %d", c.line)}
		}
		if got := lawTold(lawSite("", strings.Replace(law, c.old, c.new, 1), sealed, "")); !slices.Equal(got, want) {
			t.Errorf("%q for %q: %v, want %v", c.new, c.old, got, want)
		}
	}
}

// One correction covers what was sealed with it, and no later change.
func TestSealErrata(t *testing.T) {
	changed := strings.Replace(law, "Un droit", "Un devoir", 1)
	first := sealOf(t, "", law, false)
	second := &seal.Seal{Records: append(slices.Clone(first.Records), sealOf(t, erratum, changed, false).Records...)}
	more := strings.Replace(changed, "Cela fait", "Cela ne fait pas", 1)
	another := erratum + "  - {date: 2026-04-01, text: Rien ne coûte.}\n"
	for name, c := range map[string]struct {
		front, body string
		seal        *seal.Seal
		want        string
	}{
		"without a word":                   {"", changed, first, "error seal-changed 19"},
		"with a correction not sealed yet": {erratum, changed, first, "error seal-renew 21"},
		"sealed":                           {erratum, changed, second, ""},
		"a later change":                   {erratum, more, second, "error seal-changed 12"},
		"the correction in other words":    {strings.Replace(erratum, "devoir", "mot", 1), more, second, "error seal-erratum 4, error seal-changed 12"},
		"the correction is gone":           {"", changed, second, "error seal-erratum 1"},
		"with a further correction":        {another, more, second, "error seal-renew 13"},
	} {
		if got := strings.Join(lawTold(lawSite(c.front, c.body, string(c.seal.Format()), "")), ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Seals of the first form are compared as they were made, and to be renewed.
func TestSealFormer(t *testing.T) {
	former := strings.Replace(string(sealOf(t, "", law, true).Format()), "seal 2", "seal 1", 1)
	former = strings.Replace(former, "\nformer ", "\ntext ", 1)
	for body, want := range map[string]string{
		law: "warning seal-former 0",
		strings.Replace(law, "1,000", "1.000", 1):        "warning seal-former 0",
		strings.Replace(law, "Un droit", "Un devoir", 1): "error seal-changed 19, warning seal-former 0",
	} {
		if got := strings.Join(lawTold(lawSite("", body, former, "")), ", "); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Signatures name the text that was sealed; never one that nobody has seen yet.
func TestSignatureDigests(t *testing.T) {
	sealed := sealOf(t, "", law, false)
	now, former := sealed.Last().Digest, sealOf(t, "", law, true).Last().Digest
	changed := strings.Replace(law, "https://a.example/x", "https://b.example/y", 1)
	list := func(digest string) string {
		return "- {name: A, digest: \"" + digest + "\"}\n- {name: B}\n"
	}
	for name, c := range map[string]struct{ body, list, want, args string }{
		"as it is":       {law, list(now), "notice signatures-unbound 2", now},
		"a link changed": {changed, list(now), "error seal-changed 8, error signatures-earlier 1, notice signatures-unbound-changed 2", now},
		"former":         {law, list(former), "warning signatures-former 1, notice signatures-unbound 2", now},
	} {
		files := lawSite("", c.body, string(sealed.Format()), c.list)
		if got := strings.Join(lawTold(files), ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		for _, m := range build.Load(build.Settings{Files: files}).Messages {
			if m.ID == "signatures-unbound-changed" && (m.Args.Get("sealed") != c.args || m.Args.Get("now") != "") {
				t.Errorf("%s: %v", name, m.Args)
			}
		}
	}
}
