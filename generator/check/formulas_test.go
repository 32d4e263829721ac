package check

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

func TestFormulas(t *testing.T) {
	for text, want := range map[string]bool{
		"=cmd|' /C calc'!A0": true, "=1+1": true, "@SUM(A1)": true, "+cmd|' /C calc'!A0": true, "-cmd": true, "-2+3+cmd|' /C calc'!A0": true, "+HYPERLINK(\"x\")": true, "- (1)": true,
		"-5": false, "+3,2 %": false, "-5 °C": false, "+221 77 123": false, "-": false, "--": false, "- aucun": false, "–5": false, "a=b": false, "": false, "=": false, "-٥": false, "−5": false, "+.5": false,
	} {
		if got := formula(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	ms := formulas(diag.Source{Path: "d.csv", Text: []byte("a,b\n1,-5\n2,\"=cmd|' /C calc'!A0\"\n")})
	if len(ms) != 1 || ms[0].Severity != diag.Warning || fmt.Sprint(ms[0].Range.Start) != "{3 3}" {
		t.Errorf("%v", ms)
	}
	if ms := formulas(diag.Source{Path: "d.csv", Text: []byte(strings.Repeat("=x\n", 1000))}); len(ms) != maxFormulas {
		t.Errorf("%d messages", len(ms))
	}
}
