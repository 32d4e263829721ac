package markdown

import (
	"encoding/json"
	"os"
	"testing"
)

// differences are the examples of CommonMark that come out otherwise, on purpose.
// One that begins to come out as the specification says fails the test.
var differences = map[int]string{
	21:  element,
	31:  element,
	148: element,
	149: element,
	150: element,
	151: loose,
	154: lines,
	156: element,
	157: element,
	158: element,
	159: element,
	160: element,
	161: loose,
	162: element,
	163: element,
	164: element,
	165: loose,
	166: loose,
	167: lines,
	169: element,
	170: element,
	171: element,
	172: element,
	173: element,
	176: element,
	177: loose,
	178: element,
	180: element,
	181: element,
	182: element,
	186: loose,
	187: element,
	190: element,
	191: element,
	196: lines,
	201: element,
	344: element,
	475: element,
	476: element,
	477: element,
	491: element,
	494: element,
	524: element,
	536: element,
	596: scheme,
	598: scheme,
	599: scheme,
	601: scheme,
	602: gfm,
	608: gfm,
	611: gfm,
	612: gfm,
	613: element,
	614: element,
	615: element,
	616: element,
	617: element,
	623: element,
	625: comment,
	627: element,
	628: element,
	629: element,
	630: element,
	631: element,
	642: element,
	643: element,
}

// The reasons.
const (
	element = "raw HTML that is not on the list of allowed elements, or is no tag, is shown as text"
	loose   = "text of an HTML block that stands in no element gets a paragraph, and stray end tags vanish"
	lines   = "line ends within attributes become spaces, and those between blocks vanish"
	scheme  = "only http, https, mailto and tel are linked"
	gfm     = "GFM links addresses without markup"
	comment = "comments vanish"
)

// TestCommonMark runs the examples of CommonMark 0.31.2.
func TestCommonMark(t *testing.T) {
	data, err := os.ReadFile("testdata/commonmark-0.31.2.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, e := range examples {
		got := canonical(t, filled(compile("plain", e.Markdown)))
		want := canonical(t, e.HTML)
		reason, known := differences[e.Example]
		switch {
		case got == want && known:
			t.Errorf("example %d is as the specification says now, and is listed as different: %s", e.Example, reason)
		case got != want && !known:
			t.Errorf("example %d (%s)\n%s\n got %s\nwant %s", e.Example, e.Section, e.Markdown, got, want)
		}
	}
}
