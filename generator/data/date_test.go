package data

import "testing"

var dateCases = []struct {
	text string
	want string // RFC 3339 or shorter; empty when it is no date
}{
	{"2016-03-04", "2016-03-04"},
	{"2016-03", "2016-03"},
	{"2016", "2016"},
	{"0001-01-01", "0001-01-01"},
	{"2016-03-04T18:30:00+02:00", "2016-03-04T18:30:00+02:00"},
	{"2016-03-04t18:30:00z", "2016-03-04T18:30:00Z"},
	{"2016-03-04 18:30", "2016-03-04T18:30:00"},
	{"2016-03-04 18:30:05.250 +0200", "2016-03-04T18:30:05+02:00"},
	{"2016-03-04 18:30:05 UTC", "2016-03-04T18:30:05Z"},
	{"2016-03-04T18:30:00-03", "2016-03-04T18:30:00-03:00"},
	{"2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"},
	{"2024-02-29", "2024-02-29"},
	{"2000-02-29", "2000-02-29"},
	{"2023-02-29", ""},
	{"1900-02-29", ""},
	{"2026-02-30", ""},
	{"2026-04-31", ""},
	{"2026-13-01", ""},
	{"2026-00-01", ""},
	{"2026-1-1", ""},
	{"0000-01-01", ""},
	{"04/03/2016", ""},
	{"2016/03/04", ""},
	{"2016-03-04T", ""},
	{"2016-03-04T25:00", ""},
	{"2016-03-04T18:60", ""},
	{"2016-03-04T18:30:00.", ""},
	{"2016-03-04T18:30:00+25:00", ""},
	{"2016-03-04x", ""},
	{"2016-03-0é", ""},
	{"+201", ""},
	{"", ""},
}

func TestParseDate(t *testing.T) {
	for _, c := range dateCases {
		d, ok := ParseDate(c.text)
		if got := d.RFC3339(); got != c.want || ok != (c.want != "") {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", c.text, got, ok, c.want)
		}
	}
}

var dateSlipCases = []struct {
	text      string
	want      string
	ambiguous bool
}{
	{"04/03/2016", "2016-03-04", true},
	{"04/04/2016", "2016-04-04", false},
	{"25/12/2016", "2016-12-25", false},
	{"12/25/2016", "2016-12-25", false},
	{"4.3.2016", "2016-03-04", true},
	{"4. 3. 2016", "2016-03-04", true},
	{"2016/03/04", "2016-03-04", false},
	{"2016-3-4", "2016-03-04", false},
	{"2016.03.04", "2016-03-04", false},
	{"4 mars 2016", "2016-03-04", false},
	{"1er août 2016", "2016-08-01", false},
	{"1er aou\u0302t 2016", "2016-08-01", false},
	{"le 4 févr. 2016", "2016-02-04", false},
	{"4 juin 2016", "2016-06-04", false},
	{"4 juillet 2016", "2016-07-04", false},
	{"March 4, 2016", "2016-03-04", false},
	{"the 4th of March 2016", "2016-03-04", false},
	{"4 de marzo de 2016", "2016-03-04", false},
	{"4 de março de 2016", "2016-03-04", false},
	{"May 2016", "2016-05", false},
	{"03/2016", "2016-03", false},
	{"4 مارس 2016", "2016-03-04", false},
	{"٤ مايو ٢٠١٦", "2016-05-04", false},
	{"٢٠١٦-٠٣-٠٤", "2016-03-04", false},
	{"۲۰۱۶", "2016", false},
	{"2016年3月4日", "2016-03-04", false},
	{"4 मार्च 2016", "2016-03-04", false},
	{"৪/৩/২০১৬", "2016-03-04", true},
	{"4 марта 2016 г.", "2016-03-04", false},
	{"31/02/2016", "", false},
	{"99/99/2016", "", false},
	{"04/03/16", "", false},
	{"2016-03-04", "", false},
	{"2016", "", false},
	{"soon", "", false},
	{"4 mars avril 2016", "", false},
	{"12345", "", false},
	{"", "", false},
}

func TestDateSlip(t *testing.T) {
	for _, c := range dateSlipCases {
		got, ok := DateSlip(c.text)
		if !ok {
			got = ""
		}
		if got != c.want || DateAmbiguous(c.text) != c.ambiguous {
			t.Errorf("DateSlip(%q) = %q, ambiguous %v; want %q, %v", c.text, got, DateAmbiguous(c.text), c.want, c.ambiguous)
		}
	}
}

func TestDateCompare(t *testing.T) {
	order := []string{"2015-12-31", "2016", "2016-01", "2016-01-01", "2016-01-01T10:00", "2016-01-02"}
	for i := range order {
		for j := range order {
			a, _ := ParseDate(order[i])
			b, _ := ParseDate(order[j])
			if got := a.Compare(b); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%s and %s compare as %d", order[i], order[j], got)
			}
		}
	}
}
