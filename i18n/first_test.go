package i18n

import "testing"

// TestFirstDay: French counts the first day of a month where the month is a
// word, and no other day; the tables of CLDR write a plain 1.
func TestFirstDay(t *testing.T) {
	fr := Load("fr")
	first := Date{2026, 2, 1}
	for got, want := range map[string]string{
		fr.Date(first, Full):                  "dimanche 1er février 2026",
		fr.Date(first, Long):                  "1er février 2026",
		fr.Date(first, Medium):                "1er févr. 2026",
		fr.Date(first, Short):                 "01/02/2026",
		fr.Date(Date{2026, 2, 11}, Long):      "11 février 2026",
		fr.Date(Date{0, 5, 1}, Long):          "1er mai",
		fr.DateRange(first, Date{2026, 2, 4}): "1er–4 février 2026",
		fr.DateRange(first, Date{2026, 3, 1}): "1er février – 1er mars 2026",
		fr.DateTime(first, 9, 30):             "1er février 2026 à 09:30",
		Load("fr-CA").Date(first, Long):       "1er février 2026",
		Load("es").Date(first, Long):          "1 de febrero de 2026",
	} {
		if plainSpaces(got) != plainSpaces(want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
