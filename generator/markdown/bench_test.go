package markdown

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"tract/generator/diag"
)

// page is a body of about 700 words with the constructs of a usual page.
func page() []byte {
	var b strings.Builder
	for i := range 5 {
		b.WriteString("## Section " + string(rune('A'+i)) + ": the right to health\n\n")
		b.WriteString("The assembly met for **three days** and heard [testimonies](../pha/index.md) from groups of many " +
			"countries; it's a *common* programme, not a list of demands. Readers find the text at " +
			"https://example.org/text and may write to \"the secretariat\" before the end of the month, " +
			"when the drafts are read again... Each group keeps its own calendar -- and its own words.\n\n")
		b.WriteString("Health is made where people live, work and grow old. A clinic without water, a nurse without pay and a " +
			"medicine without a price that people can bear are not accidents: they follow from choices, and\n" +
			"choices can be made otherwise. The [charter](/charter/) says so in `plain words`.\n\n")
		b.WriteString("- The first point, with a [link](https://example.org/a).\n- The second point is longer and runs over " +
			"the end of its line\n  without trouble.\n- The third.\n\n")
		if i%2 == 0 {
			b.WriteString("| Year | Place | People |\n|:-----|:-----:|-------:|\n| 2000 | Savar | 1,453 |\n" +
				"| 2005 | Cuenca | 1,492 |\n\n")
		} else {
			b.WriteString("> We do not ask for charity. We ask for what is ours.\n\n![A map of the groups](map.png \"The groups\")\n\n")
		}
	}
	return []byte(b.String())
}

func BenchmarkCompile(b *testing.B) {
	src := diag.Source{Path: "content/a.md", Text: page()}
	c := New(languages["en"])
	b.ReportAllocs()
	b.SetBytes(int64(len(src.Text)))
	for b.Loop() {
		c.Compile(src, 0)
	}
}

// BenchmarkGoldmark converts the same page with goldmark's own renderer.
func BenchmarkGoldmark(b *testing.B) {
	src := page()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList,
		extension.Typographer), goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()))
	var out bytes.Buffer
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		out.Reset()
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGoldmarkBare is goldmark without any extension.
func BenchmarkGoldmarkBare(b *testing.B) {
	src := page()
	md := goldmark.New()
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	}
}
