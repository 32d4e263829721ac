package data

import (
	"strings"
	"testing"
	"time"
)

var yamlCases = []struct{ text, want string }{
	{"a: b\n", `{a:"b"}`},
	{"no: no\nyes: yes\non: on\noff: OFF\ny: y\n", `{no:"no" yes:"yes" on:"on" off:"OFF" y:"y"}`},
	{"a: true\nb: False\nc: TRUE\nd: 'true'\ne: !!str true\n", `{a:true b:false c:true d:"true" e:"true"}`},
	{"a:\nb: ~\nc: null\nd: Null\ne: ''\nf: 'null'\n", `{a:null b:null c:null d:null e:"" f:"null"}`},
	{"a: 1\nb: -2.50\nc: 007\nd: 1e3\ne: 0x1F\nf: .inf\ng: 1_000\nh: 1.2.3\ni: +33\nj: -\u00A0x\nk: '12'\n", "{a:1 b:-2.50 c:007 d:1e3 e:0x1F f:.inf g:\"1_000\" h:\"1.2.3\" i:+33 j:\"-\\u00a0x\" k:\"12\"}"},
	{"a: 2016-03-04\nb: 2016-03-04T10:00:00Z\nc: 2016-03-04 10:00:00\nd: 12:30\ne: 2016-03\n", `{a:"2016-03-04" b:"2016-03-04T10:00:00Z" c:"2016-03-04 10:00:00" d:"12:30" e:"2016-03"}`},
	{"a: x#y\nb: https://example.org/a#b\nc: a:b\nd: don't\ne: \"a\\tb\\u00e9\\\"\"\nf: 'it''s'\n", `{a:"x#y" b:"https://example.org/a#b" c:"a:b" d:"don't" e:"a\tbé\"" f:"it's"}`},
	{"a: [b, 'c, d', \"e\", 1, true, ~, ]\nb: []\nc: {}\nd: {x: 1, y: [z]}\n", `{a:["b" "c, d" "e" 1 true null] b:[] c:{} d:{x:1 y:["z"]}}`},
	{"a:\n- b\n- c\nd:\n  - e\n  -\n  - f: g\n    h: i\n", `{a:["b" "c"] d:["e" null {f:"g" h:"i"}]}`},
	{"a:\n  b:\n    c: d\n  e: f\ng: h\n", `{a:{b:{c:"d"} e:"f"} g:"h"}`},
	{"a: |\n  x\n   y\n\n  z\nb: >-\n  x\n  y\n\nc: |+\n  x\n\nd: |\ne: >2\n    x\n", `{a:"x\n y\n\nz\n" b:"x y" c:"x\n\n" d:"" e:"  x\n"}`},
	{"a: b\n  c\n  d\ne: \"f\n  g\"\nh: 'i\n\n  j'\n", `{a:"b c d" e:"f g" h:"i\nj"}`},
	{"base: &base {a: 1, b: 2}\nx:\n  <<: *base\n  b: 3\ny: *base\nz: [*base]\n", `{base:{a:1 b:2} x:{b:3 a:1} y:{a:1 b:2} z:[{a:1 b:2}]}`},
	{"m: {<<: [*x, *y]}\n", ``},
	{"x: &x {a: 1}\ny: &y {a: 2, b: 3}\nm: {<<: [*x, *y], c: 4}\n", `{x:{a:1} y:{a:2 b:3} m:{c:4 a:1 b:3}}`},
	{"? a\n: b\n'c': d\n\"e f\": g\n1: 2\n~: x\n", `{a:"b" c:"d" e f:"g" 1:2 ~:"x"}`},
	{"---\na: b\n...\n", `{a:"b"}`},
	{"%YAML 1.2\n---\na: b\n", `{a:"b"}`},
	{"- a\n- b: c\n", `["a" {b:"c"}]`},
	{"العنوان: الصحة\nالوسوم: [ماء، , هواء]\n", ``},
	{"العنوان: الصحة  # ملاحظة\n標題: 健康\n", `{العنوان:"الصحة" 標題:"健康"}`},
	{"a: &x\nb: !!str\nc: &y !!str d\n", `{a:null b:"" c:"d"}`},
	{"# only\n# remarks\n", `null`},
	{"a: \"\\0\"\n", "{a:\"\uFFFD\"}"},
	{"a: 'x' # r\nb: [x, # r\n  y]\n", `{a:"x" b:["x" "y"]}`},
}

func TestYAML(t *testing.T) {
	for _, c := range yamlCases {
		v, ms := Parse(source(c.text), YAML)
		if c.want == "" {
			continue // a seed of the fuzz tests
		}
		if got := plain(v); got != c.want || len(ms) > 0 {
			t.Errorf("%q\nread %s %s\nwant %s", c.text, got, ids(ms), c.want)
		}
	}
}

var tomlCases = []struct{ text, want string }{
	{"a = \"b\"\nc = 'd'\n", `{a:"b" c:"d"}`},
	{"a = 1\nb = -2.50\nc = 1_000\nd = 0xFF\ne = 1e3\nf = inf\ng = true\n", `{a:1 b:-2.50 c:1000 d:0xFF e:1e3 f:inf g:true}`},
	{"a = 2016-03-04\nb = 2016-03-04T10:00:00Z\nc = 2016-03-04 10:00:00+02:00\nd = 10:30:00\ne = 2016-03-04t10:00:00.5z\n", `{a:"2016-03-04" b:"2016-03-04T10:00:00Z" c:"2016-03-04T10:00:00+02:00" d:"10:30:00" e:"2016-03-04T10:00:00.5Z"}`},
	{"a = 2026-02-30\n", `{a:"2026-02-30"}`},
	{"a = [\"x\", 'y', # r\n  1,\n]\nb = []\nc = [[1], [\"z\"]]\n", `{a:["x" "y" 1] b:[] c:[[1] ["z"]]}`},
	{"a = {x = 1, y.z = \"w\"}\nb = {}\n", `{a:{x:1 y:{z:"w"}} b:{}}`},
	{"a.b.c = 1\na.d = 2\n\"x y\" = 3\n'z' . w = 4\n", `{a:{b:{c:1} d:2} x y:3 z:{w:4}}`},
	{"[a]\nb = 1\n[a.c]\nd = 2\n[e.f]\ng = 3\n[e]\nh = 4\n", `{a:{b:1 c:{d:2}} e:{f:{g:3} h:4}}`},
	{"[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4\n", `{a:[{b:1} {b:2 c:{d:3} e:[{f:4}]}]}`},
	{"a = \"\"\"\nx\n  y\\\n   z\"\"\"\nb = '''\nc\\d'''\nc = \"\"\"\"q\"\"\"\"\n", `{a:"x\n  yz" b:"c\\d" c:"\"q\""}`},
	{"a = \"\\u00e9\\t\\\"\\U0001F600\"\n", `{a:"é	\"😀"}`},
	{"a = \"x\" # remark\n# more\n", `{a:"x"}`},
	{"a = 1#remark\nb = true#remark\nc = [1,#remark\n2]\n", `{a:1 b:true c:[1 2]}`},
	{"a = {\nb = 1,\nc = \"x\",\n}\nd = 2\n", `{a:{b:1 c:"x"} d:2}`},
	{"a = \"\\u0000\"\n", "{a:\"\uFFFD\"}"},
}

func TestTOML(t *testing.T) {
	for _, c := range tomlCases {
		v, ms := Parse(source(c.text), TOML)
		want := strings.ReplaceAll(c.want, "\t", `\t`)
		if got := plain(v); got != want || len(ms) > 0 {
			t.Errorf("%q\nread %s %s\nwant %s", c.text, got, ids(ms), want)
		}
	}
}

var jsonCases = []struct{ text, want string }{
	{`{"a": "b", "c": [1, -2.5e3, true, false, null, {}], "d": {"e": []}}`, `{a:"b" c:[1 -2.5e3 true false null {}] d:{e:[]}}`},
	{` [ "a\u00e9\ud83d\ude00\n\"\/" ] `, `["aé😀\n\"/"]`},
	{`"x"`, `"x"`},
	{`["\ud800", "\ud800\u0041", "\u0000"]`, "[\"\uFFFD\" \"\uFFFDA\" \"\uFFFD\"]"},
	{"{\"a\": \"2016-03-04\",\r\n\"b\": 2016}", `{a:"2016-03-04" b:2016}`},
}

func TestJSON(t *testing.T) {
	for _, c := range jsonCases {
		v, ms := Parse(source(c.text), JSON)
		want := c.want
		if got := plain(v); got != want || len(ms) > 0 {
			t.Errorf("%q\nread %s %s\nwant %s", c.text, got, ids(ms), want)
		}
	}
}

// TestDeep holds that no nesting takes the reader down, or long.
func TestDeep(t *testing.T) {
	const n = 20_000
	r := strings.Repeat
	cases := map[string]struct {
		format Format
		text   string
	}{
		"YAML lists":             {YAML, "a: " + r("[", n)},
		"YAML closed lists":      {YAML, "a: " + r("[", n) + r("]", n)},
		"YAML maps":              {YAML, r("{a: ", n)},
		"YAML dashes":            {YAML, r("- ", n)},
		"YAML steps":             {YAML, steps(1000)},
		"YAML quotes":            {YAML, "a: " + r("\"", n)},
		"YAML single quotes":     {YAML, "a: " + r("'", n+1)},
		"YAML question marks":    {YAML, r("? ", n)},
		"YAML colons":            {YAML, r("a: ", n)},
		"TOML lists":             {TOML, "a = " + r("[", n)},
		"TOML closed lists":      {TOML, "a = " + r("[", n) + r("]", n)},
		"TOML tables":            {TOML, "a = " + r("{a = ", n)},
		"TOML names":             {TOML, r("a.", n) + "a = 1"},
		"TOML headers":           {TOML, "[" + r("a.", n) + "a]"},
		"TOML brackets":          {TOML, r("[", n)},
		"TOML quotes":            {TOML, "a = " + r("\"", n+1)},
		"JSON lists":             {JSON, r("[", n)},
		"JSON closed lists":      {JSON, r("[", n) + r("]", n)},
		"JSON maps":              {JSON, r("{\"a\": ", n)},
		"JSON quotes":            {JSON, r("\"", n+1)},
		"YAML lines of brackets": {YAML, r("a: [\n", n/10)},
		"YAML lines of slips":    {YAML, r("a: b: c\n", n/10)},
		"YAML aliases":           {YAML, bomb(12)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			v, ms := Parse(source(c.text), c.format)
			if d := time.Since(start); d > time.Second {
				t.Errorf("%v", d)
			}
			if len(ms) == 0 {
				t.Errorf("no message for %.60q", plain(v))
			}
			if name == "YAML aliases" && ms[0].ID != "yaml-alias-bomb" || strings.Contains(name, "list") && ms[0].ID != "data-too-deep" {
				t.Errorf("messages %s", ids(ms))
			}
			ReadFrontMatter(source(opening(c.format) + "\n" + c.text))
		})
	}
}

// TestLarge holds that a large file is refused or read in good time.
func TestLarge(t *testing.T) {
	r := strings.Repeat
	const n = 20_000
	for name, c := range map[string]struct {
		format Format
		text   string
	}{
		"TOML on a line": {TOML, "a = [" + r("1, \"é\", ", n) + "]"},
		"JSON on a line": {JSON, "[" + r("1, \"é\", ", n) + "1]"},
		"YAML on a line": {YAML, "a: [" + r("é, \"\\t\", ", n) + "]"},
		"commas":         {YAML, "a: [" + r("é، é, \"\\t\", ", n) + "]"},
		"mended":         {YAML, "a: [" + r("é, \"\\t\", ", n) + "\nb: c"},
		"quotes":         {YAML, "a: [" + r("\"é\" \"é\" ", n) + "\nb: c"},
	} {
		start := time.Now()
		Parse(source(c.text), c.format)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
	for name, line := range map[string]string{
		"slips":   "a: b: c\n",
		"quotes":  "  \"x\n",
		"fields":  "- name: Ana\n  country: fr\n",
		"indents": "a: [x,\n  y\n",
	} {
		text := strings.Repeat(line, 256<<10/len(line))
		start := time.Now()
		Parse(source(text), YAML)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
	_, ms := Parse(source(strings.Repeat("a: b\n", maxSize/4)), YAML)
	if ids(ms) != "data-too-large@1:1" {
		t.Errorf("messages %s", ids(ms))
	}
}

// steps is maps inside each other, one level deeper on each line.
func steps(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// bomb is a list of ten of a list of ten and so on.
func bomb(levels int) string {
	b := "a0: &a0 x\n"
	for i := 1; i <= levels; i++ {
		from, to := string(rune('a'+i-1)), string(rune('a'+i))
		if i == 1 {
			from = "a0"
		}
		b += to + ": &" + to + " [*" + from + strings.Repeat(", *"+from, 9) + "]\n"
	}
	return b
}

// TestLibraryAsksToo holds that what only the library refuses is a message of
// ours at its place.
func TestLibraryAsksToo(t *testing.T) {
	text := "a = 1\nb = ?\n"
	r := &tomlReader{faults: &faults{src: source(text)}, text: text}
	r.ask()
	if got := ids(r.messages()); got != "toml-syntax@2:5" {
		t.Errorf("messages %s", got)
	}
}

func TestSyntaxGuess(t *testing.T) {
	_, ms := Parse(source("a: x\nb: \"c\" : d\ne: f\n"), YAML)
	if len(ms) != 1 || ms[0].Suggestion == "" {
		t.Errorf("%+v", ms)
	}
}

func TestReaders(t *testing.T) {
	v, _ := Parse(source("n: 012\nq: '12'\nx: 1.5\nb: true\ns: yes\nd: 2016-03-04\nl: [a, 1, true]\nm: {a: b}\nz:\nbad: [a, [b]]\n"), YAML)
	get := func(name string) Value { v, _ := v.Get(name); return v }
	for name, want := range map[string]int{"n": 12, "q": 12} {
		if got, ok := get(name).AsInt(); !ok || got != want {
			t.Errorf("%s: %d, %v", name, got, ok)
		}
	}
	for _, name := range []string{"x", "b", "l", "z", "s"} {
		if got, ok := get(name).AsInt(); ok {
			t.Errorf("%s: %d", name, got)
		}
	}
	if got, ok := get("b").AsBool(); !got || !ok {
		t.Error("b is not true")
	}
	if _, ok := get("s").AsBool(); ok {
		t.Error("yes is a truth value")
	}
	if d, ok := get("d").AsDate(); !ok || d != (Date{Year: 2016, Month: 3, Day: 4}) {
		t.Errorf("date %v, %v", d, ok)
	}
	if _, ok := get("l").AsDate(); ok {
		t.Error("a list is a date")
	}
	for name, want := range map[string]string{"l": "a 1 true", "n": "012", "z": ""} {
		if got, ok := get(name).AsStrings(); !ok || strings.Join(got, " ") != want {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
	for _, name := range []string{"m", "bad"} {
		if got, ok := get(name).AsStrings(); ok {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, ok := v.Get("none"); ok {
		t.Error("none is there")
	}
}

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]Format{"a.yaml": YAML, "b/c.YML": YAML, "a.toml": TOML, "a.json": JSON, "a.md": None, "yaml": None} {
		if got := FormatOf(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
