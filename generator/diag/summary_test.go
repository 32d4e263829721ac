package diag

import "testing"

func TestSummary(t *testing.T) {
	cases := []struct {
		name   string
		run    Run
		en, fr string
	}{
		{"built", Run{Work: Built, Published: true, Pages: 412, Languages: 9, Written: 37, Unchanged: 375, Removed: 2, Destination: "public", Tally: Tally{Warnings: 3, WarningFiles: 1}},
			"Built 412 pages in 9 languages into public/ (37 written, 375 unchanged, 2 removed). 3 warnings.",
			"Site construit : 412 pages en 9 langues dans public/ (fichiers : 37 écrits, 375 inchangés, 2 retirés). 3 avertissements."},
		{"one of each", Run{Work: Built, Published: true, Pages: 1, Languages: 1, Written: 1, Removed: 1, Destination: "out/", Tally: Tally{Warnings: 1}},
			"Built 1 page in 1 language into out/ (1 written, 1 removed). 1 warning.",
			"Site construit : 1 page en 1 langue dans out/ (fichiers : 1 écrit, 1 retiré). 1 avertissement."},
		{"thousands", Run{Work: Built, Published: true, Pages: 84978, Languages: 10, Unchanged: 1234567, Destination: "public"},
			"Built 84,978 pages in 10 languages into public/ (1,234,567 unchanged).",
			"Site construit : 84 978 pages en 10 langues dans public/ (fichiers : 1 234 567 inchangés)."},
		{"empty site", Run{Work: Built, Published: true, Destination: "public"},
			"Built 0 pages into public/.", "Site construit : 0 page dans public/."},
		{"nothing published", Run{Work: Built, Tally: Tally{Errors: 2, ErrorFiles: 1}},
			"2 things to mend in 1 file. Nothing was published; the site online is unchanged.",
			"2 points à corriger dans 1 fichier. Rien n’a été publié ; le site en ligne reste inchangé."},
		{"no file", Run{Work: Built, Tally: Tally{Errors: 1, Warnings: 1}},
			"1 thing to mend. Nothing was published; the site online is unchanged. 1 warning.",
			"1 point à corriger. Rien n’a été publié ; le site en ligne reste inchangé. 1 avertissement."},
		{"keep going", Run{Work: Built, Published: true, KeptBack: 2, Pages: 410, Languages: 9, Written: 410, Destination: "public", Tally: Tally{Errors: 3, ErrorFiles: 2}},
			"3 things to mend in 2 files. Built 410 pages in 9 languages into public/ (410 written). 2 pages with errors were left out.",
			"3 points à corriger dans 2 fichiers. Site construit : 410 pages en 9 langues dans public/ (fichiers : 410 écrits). 2 pages en erreur ont été laissées de côté."},
		{"strict", Run{Work: Built, Strict: true, Tally: Tally{Warnings: 3, WarningFiles: 2}},
			"3 warnings in 2 files, counted as errors because of --strict. Nothing was published; the site online is unchanged.",
			"3 avertissements dans 2 fichiers, à traiter comme des erreurs (--strict). Rien n’a été publié ; le site en ligne reste inchangé."},
		{"strict with errors", Run{Work: Built, Strict: true, Tally: Tally{Errors: 1, ErrorFiles: 1, Warnings: 1, WarningFiles: 1}},
			"1 thing to mend in 1 file; 1 warning in 1 file, counted as an error because of --strict. Nothing was published; the site online is unchanged.",
			"1 point à corriger dans 1 fichier ; 1 avertissement dans 1 fichier, à traiter comme une erreur (--strict). Rien n’a été publié ; le site en ligne reste inchangé."},
		{"strict, nothing found", Run{Work: Built, Strict: true, Published: true, Pages: 3, Languages: 2, Written: 5, Destination: "public"},
			"Built 3 pages in 2 languages into public/ (5 written).",
			"Site construit : 3 pages en 2 langues dans public/ (fichiers : 5 écrits)."},
		{"checked", Run{Pages: 412, Languages: 9},
			"Checked 412 pages in 9 languages: nothing to mend.",
			"412 pages en 9 langues vérifiées : rien à corriger."},
		{"checked one, warned", Run{Pages: 1, Languages: 1, Tally: Tally{Warnings: 2, WarningFiles: 1}},
			"Checked 1 page in 1 language: nothing to mend. 2 warnings.",
			"1 page en 1 langue vérifiée : rien à corriger. 2 avertissements."},
		{"checked, to mend", Run{Pages: 412, Languages: 9, Tally: Tally{Errors: 1, ErrorFiles: 1, Warnings: 2}},
			"1 thing to mend in 1 file. 2 warnings.",
			"1 point à corriger dans 1 fichier. 2 avertissements."},
		{"checked, strict", Run{Strict: true, Pages: 412, Languages: 9, Tally: Tally{Warnings: 2, WarningFiles: 2}},
			"2 warnings in 2 files, counted as errors because of --strict.",
			"2 avertissements dans 2 fichiers, à traiter comme des erreurs (--strict)."},
	}
	for _, c := range cases {
		if got := Summary(English, c.run); got != c.en {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.en)
		}
		if got := plainSpaces(Summary(French, c.run)); got != c.fr {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.fr)
		}
	}
}

// plainSpaces lets the table be typed. That the sentence has no-break spaces
// is seen by TestSummarySpaces.
func plainSpaces(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\u00A0' || r == '\u202F' {
			out[i] = ' '
		}
	}
	return string(out)
}

func TestSummarySpaces(t *testing.T) {
	got := Summary(French, Run{Pages: 1234, Languages: 2})
	if want := "1\u202F234 pages en 2 langues vérifiées\u00A0: rien à corriger."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCount(t *testing.T) {
	got := Count([]Message{
		In("link-unresolved", "a.md"), In("link-unresolved", "a.md"), In("title-colon", ""),
		In("shortcode", "a.md"), In("shortcode", "b.md"), In("missing-language", "c.md"),
	})
	if want := (Tally{Errors: 3, Warnings: 2, Notices: 1, ErrorFiles: 1, WarningFiles: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, c := range []struct {
		t      Tally
		strict bool
		want   bool
	}{
		{Tally{Errors: 1}, false, true}, {Tally{Warnings: 1}, false, false},
		{Tally{Warnings: 1}, true, true}, {Tally{Notices: 1}, true, false},
	} {
		if c.t.Failed(c.strict) != c.want {
			t.Errorf("%+v strict %v", c.t, c.strict)
		}
	}
}
