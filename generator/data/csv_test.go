package data

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

func TestReadCells(t *testing.T) {
	tests := []struct {
		name, text, want string
	}{
		{"plain", "a,b\n1,2\n", "a|b / 1|2"},
		{"semicolon", "a;b\n1,5;2\n", "a|b / 1,5|2"},
		{"tab, with empty cells", "a\tb\tc\n\t\t3\n", "a|b|c / ||3"},
		{"separator in quotes", "\"a;x;y\",b\n1,2\n", "a;x;y|b / 1|2"},
		{"named separator", "sep=;\r\na;b\r\n1;2\r\n", "a|b / 1|2"},
		{"byte order mark", "\uFEFFa,b\n", "a|b"},
		{"CRLF and space", "a, b \r\n \"1\" ,2\r\n", "a|b / csv-quote 2:4"},
		{"space before quotes", "a,b\n1, \"2, 3\"\n", "a|b / 1|2, 3"},
		{"rows without text", "a,b\n,\n\n1,2\n,,,\n", "a|b / 1|2"},
		{"other lengths", "a,b\n1\n1,2,3\n", "a|b / 1 / 1|2|3"},
		{"a quote in a cell", "a,b\nLa \"Main\",2\n3,4\n", "a|b / 3|4 / csv-quote 2:4"},
		{"a quote that is not closed", "a,b\n\"La Main,2\n3,4\n", "a|b / 3|4 / csv-quote-open 2:1"},
		{"lines in a cell", "a,b\n\"1\n2\",3\nx,y\n", "a|b / 1\n2|3 / x|y"},
		{"line ends of old Macintoshes", "a,b\r1,2\r", "a|b / 1|2 / line-ends-mac 0:0"},
		{"UTF-16", "\xFF\xFEa\x00,\x00b\x00", "encoding-utf16 0:0"},
		{"Windows-1252", "nom\nSant\xE9\n", "nom / Sant? / encoding-legacy 2:5"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, ms := ReadCells(diag.Source{Path: "t.csv", Text: []byte(tt.text)})
			var parts []string
			for _, row := range rows {
				var cells []string
				for _, c := range row {
					cells = append(cells, c.Text)
				}
				parts = append(parts, strings.Join(cells, "|"))
			}
			for _, m := range ms {
				parts = append(parts, fmt.Sprintf("%s %d:%d", m.ID, m.Range.Start.Line, m.Range.Start.Column))
			}
			if got := strings.Join(parts, " / "); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// The bytes of a cell are the cell.
func TestCellPlaces(t *testing.T) {
	text := "\uFEFFname;url\r\n\"Ligue; des droits\";x\r\n\"two\nlines\"; y\nz;\n"
	rows, ms := ReadCells(diag.Source{Path: "t.csv", Text: []byte(text)})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	var got []string
	for _, row := range rows {
		for _, c := range row {
			got = append(got, text[c.Start:c.End])
		}
	}
	want := []string{"name", "url", "\"Ligue; des droits\"", "x", "\"two\nlines\"", "y", "z", ""}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzReadCells(f *testing.F) {
	for _, s := range []string{"a,b\n1,2", "a;b\n\"1\n2\";3", "sep=;\na;b", "\uFEFFa\tb\n\t\n", "\"\"\"\n\"", "a\rb\r", "\"a\nb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, ms := ReadCells(diag.Source{Path: "t.csv", Text: []byte(text)})
		for _, row := range rows {
			if len(row) == 0 {
				t.Fatal("a row without cells")
			}
			for i, c := range row {
				if c.Start < 0 || c.End < c.Start || c.End > len(text) || i > 0 && c.Start < row[i-1].End {
					t.Fatalf("cell %d from %d to %d in %q", i, c.Start, c.End, text)
				}
			}
		}
		for _, m := range ms {
			if !diag.Known(m.ID) {
				t.Fatal(m.ID)
			}
		}
	})
}
