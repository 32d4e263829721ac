package sitetest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"tract/generator/render/search/words"
)

// found is what the search page shows after a search.
type found struct {
	Status string
	First  string   // the address of the first result
	Titles []string // of all that are shown
	Marks  []string // the marked words of the first
	Pieces []string // the text of each excerpt
	Files  []string // of the index that were loaded so far
	Query  string   // in the address
}

// searchFor types into the search page that is open, sends the form and waits
// for the results.
const searchFor = `(query => new Promise((done, failed) => {
	const form = document.querySelector('main form[role=search]'), status = document.querySelector('.found [role=status]')
	if (query !== null) {
		status.textContent = ''
		form.elements.q.value = query
		form.requestSubmit()
	}
	let turns = 0
	const wait = setInterval(() => {
		if (!status.textContent && turns++ < 1500) return
		clearInterval(wait)
		const all = s => [...document.querySelectorAll(s)]
		done({
			Status: status.textContent, First: (document.querySelector('.found h2 a') || {}).href || '',
			Titles: all('.found h2').map(e => e.textContent), Marks: all('.found li:first-child mark').map(e => e.textContent),
			Pieces: all('.found .summary').map(e => e.textContent),
			Files: all('script').map(e => e.src).filter(n => /\/search\/[^/]+\.js/.test(n)).map(n => n.replace(/.*\/|\?.*/g, '')),
			Query: location.search + location.hash,
		})
	}, 20)
}))`

func (tb *tab) search(t *testing.T, query *string) found {
	t.Helper()
	argument, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	var f found
	tb.value(t, searchFor+"("+string(argument)+")", &f)
	return f
}

// TestSearch asks the theme's script, on pages from a disk, what
// generator/render/search asks its own reading of the index: the page that
// readers look for comes first, with the words marked.
func TestSearch(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 412, 800)
	asked, right := map[string]int{}, map[string]int{}
	at := ""
	for _, q := range searchQueries(t) {
		lang, query, want := q[0], q[1], q[2]
		if at != lang {
			at = lang
			tb.visit(t, fileURL(b.root, lang+"/search/index.html"))
		}
		f := tb.search(t, &query)
		asked[lang]++
		first := address(t, f.First)
		switch {
		case strings.TrimSuffix(strings.TrimPrefix(first, filepath.ToSlash(b.root)+"/"+lang+"/"), "/index.html") != want:
			t.Errorf("%s %q (%s) finds %q first, want %s\n%s", lang, query, q[3], first, want, f.Status)
		case len(f.Marks) == 0:
			t.Errorf("%s %q marks no word of its first result: %q", lang, query, f.Pieces)
		case b.byPath[strings.TrimPrefix(first, filepath.ToSlash(b.root)+"/")] == nil:
			t.Errorf("%s %q leads to %s, where there is no page", lang, query, first)
		default:
			right[lang]++
		}
		if got, err := url.Parse(f.Query); err != nil || !strings.Contains(f.Query, url.PathEscape(query)) && got.Fragment != "q="+query {
			t.Logf("%s", f.Query)
			t.Errorf("%s %q cannot be linked to: the address says %q", lang, query, f.Query)
		}
		tb.settle()
		for _, x := range tb.trouble {
			t.Errorf("%s %q: %s", lang, query, x)
		}
		tb.trouble = nil
	}
	for lang, n := range asked {
		t.Logf("%s: %d of %d", lang, right[lang], n)
	}
	if len(asked) < 9 {
		t.Errorf("only %d languages were asked", len(asked))
	}
}

// address is the path of a link to a disk.
func address(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return u.Path
}

// searchQueries are the queries of generator/render/search: language, query,
// address below the language, what it tries.
func searchQueries(t *testing.T) [][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(repository(), "generator/render/search/testdata/queries.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out [][]string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := lines.Text(); line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, " | "))
		}
	}
	if len(out) < 80 {
		t.Fatalf("there are %d queries", len(out))
	}
	return out
}

// A search can be linked to, is said in the reader's language and digits, works
// with the keyboard alone, and has no fault that axe knows of.
func TestSearchPage(t *testing.T) {
	t.Parallel()
	b := reference(t)
	source := axeSource(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 360, 740)
	for _, tt := range []struct{ lang, query, status string }{
		{"fr", "santé", " résultats"}, {"en", "xenophobia", "2 results"}, {"ar", "الصحة", "نتيجة"}, {"hi", "स्वास्थ्य", " परिणाम"}, {"zh", "健康", " 条结果"},
		{"ar", "zzzz", "لم يُعثر"}, {"en", "xenophobia zzzz", "No page has all"},
	} {
		tb.visit(t, fileURL(b.root, tt.lang+"/search/index.html")+"?q="+url.QueryEscape(tt.query))
		f := tb.search(t, nil)
		if !strings.Contains(f.Status, tt.status) {
			t.Errorf("%s %q is answered %q, want …%s…", tt.lang, tt.query, f.Status, tt.status)
		}
		if tt.lang == "ar" && strings.ContainsAny(f.Status, "0123456789") {
			t.Errorf("the number is not written in Arabic digits: %s", f.Status)
		}
		if !strings.HasPrefix(f.Status, "ل") && len(f.Titles) == 0 {
			t.Errorf("%s %q shows nothing", tt.lang, tt.query)
		}
		r := tb.axe(t, source)
		for _, v := range r.Violations {
			t.Errorf("%s %q: axe: %s (%s): %s %s", tt.lang, tt.query, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, " "))
		}
		if r.Rules < 15 || r.Nodes < 50 {
			t.Errorf("%s %q: axe had only %d rules with %d nodes to look at", tt.lang, tt.query, r.Rules, r.Nodes)
		}
		var wide int
		tb.value(t, `document.documentElement.scrollWidth - innerWidth`, &wide)
		if wide > 0 {
			t.Errorf("%s %q is %d px too wide", tt.lang, tt.query, wide)
		}
	}

	// The keyboard: from the field to the results and back; more of them.
	tb.visit(t, fileURL(b.root, "fr/search/index.html")+"?q=kapok")
	tb.search(t, nil)
	key := func(name string, code int) {
		for _, kind := range []string{"keyDown", "keyUp"} {
			tb.must(t, "Input.dispatchKeyEvent", map[string]any{"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code}, nil)
		}
	}
	focus := func() (at int) {
		tb.value(t, `[document.querySelector('main input'), ...document.querySelectorAll('.found h2 a')].indexOf(document.activeElement)`, &at)
		return at
	}
	tb.value(t, `document.querySelector('main input').focus()`, nil)
	for i, step := range []struct {
		key  string
		code int
		want int
	}{{"ArrowDown", 40, 1}, {"ArrowDown", 40, 2}, {"ArrowUp", 38, 1}, {"ArrowUp", 38, 0}, {"ArrowDown", 40, 1}, {"Escape", 27, 0}} {
		key(step.key, step.code)
		if at := focus(); at != step.want {
			t.Errorf("step %d, %s: the focus is at %d, want %d", i, step.key, at, step.want)
		}
	}
	var shown [2]int
	tb.value(t, `new Promise(done => {
		const n = () => document.querySelectorAll('.found li').length, before = n()
		document.querySelector('.found button').click()
		const wait = setInterval(() => { if (n() > before) { clearInterval(wait); done([before, n()]) } }, 20)
	})`, &shown)
	if shown[0] != 8 || shown[1] != 16 || focus() != 9 {
		t.Errorf("%d results, then %d; the focus is at %d", shown[0], shown[1], focus())
	}

	// Without script the page says so and leads on.
	tb.must(t, "Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	tb.visit(t, fileURL(b.root, "fr/search/index.html"))
	tb.must(t, "Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil)
	var text string
	tb.value(t, `document.querySelector('main').innerText`, &text)
	if !strings.Contains(text, "JavaScript") || !strings.Contains(text, "Rubriques") && !strings.Contains(text, "Programmes") {
		t.Errorf("without script the page says %q", text)
	}
}

// Texts of any kind come out as text, and words that mean something to scripts
// are words.
func TestSearchHostile(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"tract.yaml": {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: en\nlanguages: {en: {}}\n")}}
	titles := map[string]string{
		"a": "</script><img src=x onerror=alert(1)>", "b": "__proto__ and constructor", "c": "line\u2028separator \u2029 here", "d": "toString hasOwnProperty",
		"e": "Back\\slash \\\"quoted\\\" é! a*b=c, d",
	}
	for name, title := range titles {
		quoted, err := json.Marshal(title)
		if err != nil {
			t.Fatal(err)
		}
		files["content/pages/"+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: " + string(quoted) + "\n---\n\nSome text of " + name + " &lt;b&gt;bold&lt;/b&gt;, `<i>code</i>`.\n")}
	}
	b, err := buildSite("hostile-search", files)
	if err != nil {
		t.Fatal(err)
	}
	tb := b.tab(t, startBrowser(t))
	tb.visit(t, fileURL(b.root, "en/search/index.html"))
	for query, want := range map[string]string{
		"onerror": titles["a"], "__proto__": titles["b"], "constructor": titles["b"], "separator": titles["c"], "tostring": titles["d"],
		"HASOWNPROPERTY": titles["d"], "quoted": titles["e"], "bold": "",
	} {
		f := tb.search(t, &query)
		if len(f.Titles) == 0 || want != "" && f.Titles[0] != want {
			t.Errorf("%q finds %q, want %q", query, f.Titles, want)
		}
		if want != "" && f.Status != "1 result" {
			t.Errorf("%q is answered %q", query, f.Status)
		}
	}
	for _, query := range []string{"!!!", "\\", "\"", "(", "<b>", "valueOf", strings.Repeat("x", 5000), strings.Repeat("a b ", 300), "\ud7ff\u200d", "%", "%zz", "é́́́"} {
		tb.value(t, `document.querySelector('.found [role=status]').textContent = '-'`, nil)
		tb.search(t, &query)
	}
	var elements int
	tb.value(t, `document.querySelectorAll('.found img, .found b, .found i, .found script').length`, &elements)
	tb.settle()
	if elements > 0 || len(tb.trouble) > 0 {
		t.Errorf("%d elements came out of texts; %q", elements, tb.trouble)
	}
}

// A first search loads little.
func TestSearchWeight(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	most := 0
	for lang, query := range map[string]string{"fr": "eau santé", "ar": "حق الصحة", "hi": "स्वास्थ्य बजट", "zh": "健康 宣言", "bn": "স্বাস্থ্য সভা"} {
		tb.visit(t, fileURL(b.root, lang+"/search/index.html"))
		f := tb.search(t, &query)
		total := gzipped(t, filepath.Join(b.root, "assets/search.js"))
		slices.Sort(f.Files)
		for _, name := range slices.Compact(f.Files) {
			total += gzipped(t, filepath.Join(b.root, lang, "search", name))
		}
		t.Logf("%s %q: %d bytes in %d files", lang, query, total, len(f.Files)+1)
		if most = max(most, total); len(f.Files) < 3 {
			t.Errorf("%s %q loaded %q", lang, query, f.Files)
		}
	}
	if most > 25<<10 {
		t.Errorf("a first search of two words loads %d bytes", most)
	}
	if n := gzipped(t, filepath.Join(b.root, "assets/search.js")); n > 6<<10 {
		t.Errorf("the script has %d bytes compressed", n)
	}
}

func gzipped(t *testing.T, file string) int {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// The script folds and cuts every letter as the index does.
func TestSearchFolding(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(filepath.Join(repository(), "themes/default/assets/search.js"))
	if err != nil {
		t.Fatal(err)
	}
	_, code, found := strings.Cut(string(source), "// Words, as package words folds and cuts them.")
	code, _, ends := strings.Cut(code, "// The words of a file")
	if !found || !ends {
		t.Fatal("the part of the script that folds words is not where it was")
	}
	var texts []string
	for r := rune(1); r < 0x30000; r++ {
		if words.Class(r) != words.Other {
			texts = append(texts, string(r))
		}
	}
	for _, q := range searchQueries(t) {
		texts = append(texts, strings.Fields(q[1])...)
	}
	for _, w := range []string{"हिन्दी", "सम्बन्ध", "अन्न", "إِعْلَانٌ", "ΟΔΟΣ", "İSTANBUL", "ﷺ", "৯৮", "กำลัง", "ក្រុម", "မြန်မာ", "ひらがなカタカナ", "2027年大会who", "\U00020000\U00020001\U00020002", "x\u0300\u0301", "ṩ", "가각", "ǆ", "ŉ"} {
		texts = append(texts, w)
	}
	tb := startBrowser(t).open(t)
	list, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	tb.value(t, "(() => { const head = {}\n"+code+"\nreturn "+string(list)+".map(w => fold(w) + ' ' + pieces(w).join(' ')) })()", &got)
	wrong := 0
	for i, text := range texts {
		folded := words.Fold(text)
		want := []string{folded}
		for _, run := range runs(folded) {
			var pieces []string
			words.Pieces(run, func(p string) { pieces = append(pieces, p) })
			if r, _ := utf8.DecodeRuneInString(run); words.Class(r) == words.Unspaced && len(pieces) > 1 {
				pieces = pieces[:len(pieces)-1] // the last sign alone is for the index
			}
			want = append(want, pieces...)
		}
		if s := strings.Join(want, " "); s != strings.TrimSuffix(got[i], " ") && s != got[i] {
			if wrong++; wrong < 20 {
				t.Errorf("%q (%+q): the script has %q, the index %q", text, text, got[i], s)
			}
		}
	}
	if wrong > 0 || len(texts) < 100000 {
		t.Errorf("%d of %d differ", wrong, len(texts))
	}
}

// runs cuts a word where it changes between scripts with and without spaces.
func runs(folded string) (out []string) {
	from, before := 0, -1
	for i, r := range folded {
		unspaced := 0
		if words.Class(r) == words.Unspaced {
			unspaced = 1
		}
		if before >= 0 && unspaced != before {
			out = append(out, folded[from:i])
			from = i
		}
		before = unspaced
	}
	if from < len(folded) {
		out = append(out, folded[from:])
	}
	return out
}
