package i18n

import (
	"compress/flate"
	"io"
	"strings"
	"testing"
)

// TestTablesAreWhole unpacks every block, so that reading them at run time
// has no error to report.
func TestTablesAreWhole(t *testing.T) {
	x := cldr()
	if x.version == "" || x.root == nil || len(x.locales) < 700 {
		t.Fatalf("version %q, %d locales", x.version, len(x.locales))
	}
	if size := len(indexText) + len(tableBytes); size > 1_700_000 {
		t.Errorf("the tables weigh %d bytes", size)
	}
	whole := func(b block) string {
		if b.size == 0 {
			return ""
		}
		text, err := io.ReadAll(flate.NewReader(strings.NewReader(tableBytes[b.offset : b.offset+b.size])))
		if err != nil {
			t.Errorf("block at %d: %v", b.offset, err)
		}
		return string(text)
	}
	end := 0
	for name, table := range x.tables {
		if text := whole(table.block); !strings.HasSuffix(text, "\n") {
			t.Errorf("table %s is not made of lines", name)
		} else {
			for line := range strings.Lines(text) {
				key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
				if got, ok := find(name, key); !ok || got != value {
					t.Errorf("table %s: %s is %q", name, key, got)
				}
			}
		}
		end = max(end, table.block.offset+table.block.size)
	}
	for name, e := range x.locales {
		if (e.parent == nil) != (e == x.root) {
			t.Errorf("%s has no parent", name)
		}
		for s, b := range e.blocks {
			lines := strings.Count(whole(b), "\n") + 1
			if lines > len(x.keys[s]) {
				t.Errorf("%s has %d values in section %d, of %d keys", name, lines, s, len(x.keys[s]))
			}
			end = max(end, b.offset+b.size)
		}
	}
	if end != len(tableBytes) {
		t.Errorf("the index describes %d bytes, there are %d", end, len(tableBytes))
	}
}

// TestEveryLocale asks each locale for everything: no answer may be empty,
// show a pattern's letters or placeholders, or fall apart.
func TestEveryLocale(t *testing.T) {
	for name := range cldr().locales {
		l := Load(name)
		d := Date{2026, 3, 4}
		answers := map[string]string{
			"full": l.Date(d, Full), "long": l.Date(d, Long), "medium": l.Date(d, Medium), "short": l.Date(d, Short),
			"month": l.MonthYear(2026, 3), "year": l.Date(Date{Year: 2026}, Long), "name": l.MonthName(3),
			"day": l.Date(Date{Month: 3, Day: 4}, Long), "time": l.Time(15, 5), "both": l.DateTime(d, 15, 5),
			"range":  l.DateRange(d, Date{2026, 3, 8}),
			"months": l.DateRange(Date{2026, 3, 0}, Date{2026, 5, 0}),
			"years":  l.DateRange(Date{Year: 2020}, Date{Year: 2026}),
			"number": l.Integer(-1234567), "decimal": l.Decimal(0.5, 1), "percent": l.Percent(0.25), "size": l.Bytes(1_234_567),
			"list": l.List([]string{"a", "b", "c"}), "or": l.ListOr([]string{"a", "b"}),
			"open": l.Quotes().Open, "close": l.Quotes().Close, "plural": l.Plural(1), "ordinal": l.Ordinal(1),
		}
		for what, got := range answers {
			if got == "" || strings.ContainsAny(got, "{}\x1e\x1f\x00\uFFFD") {
				t.Errorf("%s: %s is %q", name, what, got)
			}
		}
		if l.Dir() != "ltr" && l.Dir() != "rtl" || len(l.Script()) != 4 {
			t.Errorf("%s: %s %s", name, l.Dir(), l.Script())
		}
		if want := l.entry.value(core, "order") == "right-to-left"; want != (l.Dir() == "rtl") {
			t.Errorf("%s: CLDR's layout and its script (%s) disagree", name, l.Script())
		}
		if Autonym(name) == "" || len(l.Categories()) == 0 {
			t.Errorf("%s: autonym %q, categories %v", name, Autonym(name), l.Categories())
		}
		l.Collator().Key("Éa ا 中 10")
	}
}
