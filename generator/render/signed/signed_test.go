package signed

import "testing"

func TestInert(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Réseau": "Réseau", "=cmd": "'=cmd", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "|x": "'|x", "%x": "'%x", "＝x": "'＝x",
		"\u200F=x": "'\u200F=x", "'=x": "''=x", " =x": "' =x", "a=b": "a=b", "O'Brien": "O'Brien", "'aql": "'aql", "https://x.org/": "https://x.org/",
	} {
		if got := inert(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
