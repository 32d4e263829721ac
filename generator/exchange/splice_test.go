package exchange

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/document"
	"tract/generator/site"
	"tract/generator/source"
	"tract/generator/translation"
)

// small is a site with a few texts.
func small(t testing.TB, files map[string]string) *Exchange {
	t.Helper()
	fsys := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: en\nlanguages: {en: {}, fr: {}, ar: {}}\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return load(t, fsys)
}

// twin is a text with itself for a translation.
func twin(x *Exchange, text []byte) *pair {
	of := &document.Document{File: source.File{Path: "content/pages/x.en.md", ID: "pages/x", Language: "en", Base: "x"}}
	k := x.Site.Kinds.Kind("page")
	p := &pair{of: &site.Translation{ID: "pages/x", Kind: k, State: translation.Current}}
	p.source, p.own = x.read(of, k, text), x.read(of, k, text)
	if p.source == nil {
		return nil
	}
	p.match()
	return p
}

// nasty are bodies whose blocks are hard to find again in their bytes.
var nasty = map[string]string{
	"lists":                       "---\ntitle: T\n---\n- one\n- two\n  more\n\n  para\n  - deep\n    more\n\t- tab\n1. first\n10. tenth\n    more\n- [ ] todo\n- [x] done\n",
	"loose lists":                 "* a\n\n* b\n\n  c\n\n    * d\n\n      e\n",
	"quotes":                      "> one\n> two\n>\n> > three\n> > four\nlazy\n\n>no space\n> - item\n>   more\n",
	"callout":                     "> [!NOTE]\n> one\n> two\n\n> [!WARNING]\n>\n> three\n",
	"table":                       "| a   | b |\n|-----|:-:|\n| c d |   |\n|e|f|\n| g \\| h | `i \\| j` |\n\nk | l\n--|--\nm | n\n",
	"table in a quote":            "> | a | b |\n> |---|---|\n> | c | d |\n",
	"headings":                    "# One {#a .b}\n\nTwo\n===\n\nThree\nfour\n---\n\n### Five ### {#c}\n\n#\tSix\n",
	"breaks":                      "one  \ntwo\\\nthree\n   four\n",
	"html":                        "<div class=\"x\">\none <em>two</em>\n</div>\n\n<details>\n<summary>three</summary>\n\nfour\n\n</details>\n\nfive <br> six <kbd>x</kbd>\n",
	"comments":                    "<!-- one -->\n\ntwo <!-- three --> four\n\n<!--\nfive\n-->\nsix\n",
	"footnotes":                   "one[^b] two[^a]\n\n[^a]: alpha\n    more\n\n    second\n[^b]: beta [^a]\n\nlast\n",
	"definitions":                 "Term\n: one\n  two\n\n: three\n\nOther\nand\n:   four\n",
	"references":                  "see [one][a] and [b] and ![c][a]\n\n[a]: /x \"t\"\n[b]: <y z>\n",
	"entities":                    "a &amp; b &copy; &#8212; \\* \\[x\\] <https://a.org/?b=c&d>\n",
	"figures":                     "![alt](a.png \"title\")\n\n![](b.png)\n\ntext ![in](c.png) line\n",
	"code":                        "```go\n# no\n```\n\n    indented\n\nuse `a  b` and ``c ` d``\n",
	"windows":                     "---\r\ntitle: T\r\nsummary: |\r\n  one\r\n  two\r\n---\r\none\r\ntwo\r\n\r\n> a\r\n> b\r\n\r\n- c\r\n  d\r\n",
	"mark":                        "\uFEFF---\ntitle: T\n---\none\n",
	"mark without head":           "\uFEFFone\n\ntwo\n",
	"tabs":                        "-\tone\n\n\ttwo\n\n>\tthree\n\n1.\tfour\n\tfive\n",
	"no line end":                 "one\n\n- two",
	"right to left":               "# عنوان\n\nفقرة *أولى* مع [رابط](a.md).\n\n- بند\n",
	"chinese":                     "第一段\n第二行\n\n- 项目\n",
	"attributes":                  "[mot]{lang=ar} and [x]{.y #z}\n",
	"shortcodes":                  "one {{< fig >}} two\n\n{% include x %} three\n",
	"toml":                        "+++\ntitle = 'T'\nsummary = \"S \\\"q\\\"\"\n+++\none\n",
	"json":                        "{\"title\": \"T\", \"summary\": \"S\"}\none\n",
	"rules":                       "one\n\n---\n\ntwo\n***\nthree\n",
	"several blocks":              "one\n# two\nthree\n- four\n> five\n",
	"nested lists with one space": " * Item 1\n * This item paragraph runs over\n   several lines.\n   * Nested item 1\n     * Sub-sub item\n   * Nested item 2\n\nNormal paragraph.\n",
	"a table below a paragraph":   "No table above this.\n| even if | it looks |\n| ------- | -------- |\n| quite | similar |\nBut I'm not sure either.\n",
	"a table with pipes in code":  "| a | `b \\| c` | [d \\| e](f.md) |\n|:--|:-:|--:|\n| `\\|` | ``g ` \\| h`` | \\| |\n| one cell |\n| | | |\n\nx | `y`\n:-|-:\n`z` | **w \\| v**\n",
	"a table in a list":           "- one\n\n  | a | b |\n  |---|---|\n  | c | d |\n\n- two\n  | e | f |\n  |---|---|\n  | g | h |\n",
	"a note of several lines":     "This is a URL.[^1]\n\n[^1]: URL stands for\n      Uniform Resource Locator.\n\n    ```\n    code\n    ```\n\n    - item\n    - other\n",
	"notes far from their words":  "[^z]: last\n\none[^z] two[^a]\n\n> three[^q]\n>\n> [^q]: quoted\n\n[^a]: a [link](x.md \"t\")\n",
	"front matter of other tools": "---\ntitle: \"YAML: does it fit in Markdown?\"\nauthor: test\ntags:\n- yaml\n- markdown\nwrappedtext: >\n this is really a\n single line of text\nsummary: |-\n exactly as you see\n will appear these\npeople:\n  - \n    name: John D'vloper\n    hobbies:\n      - Pet adoption & fostering\n---\n\n# YAML: does it fit in Markdown?\n\nWhy\n---\n\nBecause blog posts need metadata!\n\n",
	"fenced divisions":            "::::: {#special .sidebar}\nHere is a paragraph.\n\nAnd another.\n:::::\nThe second is nested.\n\n::: Warning ::::::\nThis is a warning.\n\n::: Danger\nwithin\n:::\n::::::::::::::::::\n",
	"fences":                      "~~~~ {#mycode .haskell .numberLines startFrom=\"100\"}\nqsort []     = []\n~~~~~~~~\n\n````\n```\ninner\n```\n````\n\n- item\n\n  ```sh\n  $ run\n  ```\n  after\n",
	"a title block":               "% The document title\n% The first author; the second\n\nA nice title\n============\n\nText.\n",
	"a link by its words":         "This is a [link][] with long URL, and [another] one, and ![picture][link].\n\n[link]: https://example.com/soooooo/long\n[another]:\n  <x y.md>\n  'A title'\n",
	"hard breaks everywhere":      "one  \ntwo   \n  three\\\nfour\n\n- five  \n  six\n- seven\\\n  eight\n\n> nine  \n> ten\n\n| a<br>b | c |\n|---|---|\n",
	"nested tasks":                "- [ ] one\n  - [x] two\n    1. [ ] three\n       more\n- [X]  four\n- [] five\n",
	"definitions of other tools":  "Term 1\n:   Definition 1\n\nTerm *2*\n\n:   Definition 2a\n    lazy\n\n        code\n\n    Third paragraph.\n\n:   Definition 2b\n\n- item\n\n  Term\n  : in a list\n",
	"tables of HTML":              "<table>\n<tr><td>One</td><td>Two *three*</td></tr>\n</table>\n\n<p align=\"center\">\n  <img src=\"a.png\" alt=\"x\">\n</p>\n\n<!-- toc -->\n\nFour <sup>5</sup>.\n",
	"empty items":                 "-\n- one\n-   \n\n1.\n2. two\n\n*\n",
	"lists that begin later":      "7. seven\n8) eight\n\n- minus\n* star\n+ plus\n",
	"mathematics":                 "Inline $a_1 * b_2$ and\n\n$$\n\\sum_{i=0}^n i\n$$\n\ntext\n",
	"addresses":                   "See <https://example.org/a_b_c>, https://example.org/x*y*z, www.example.org, a@b.org and [p](<q r.md> (t)) and [s](t(u)v.md).\n",
	"emphasis within words":       "a*b*c a_b_c **d**e __f__g ***h*** ~~i~~ ~j~ \\*k\\*\n",
	"spaces at the ends":          "# One   \n\n  two  \n\n   ## three ##   \n\nfour\t\n\n\n\n\nfive\n   \n",
	"a heading in everything":     "> # one\n> two\n\n- # three\n- ## four {#x}\n  five\n\n1. six\n   ===\n",
	"includes and variables":      "{{% notice tip %}}\nOne {{ .Site.Title }} two\n{{% /notice %}}\n\n{% highlight go %}\ncode\n{% endhighlight %}\n\n[[wiki|link]] ![[embed]]\n",
	"old line ends mixed":         "one\r\ntwo\n\r\n- three\n- four\r\n  five\r\n\n> six\r\n> seven\n",
	"signs that join":             "é \ufdfa \U0001f469\u200d\U0001f680 \u200bzero\u00a0no-break \u202bbidi\u202c end\n\n- \u00a0item\n",
	"a hash in a heading":         "#1 of\nmany\n---\n\n#2\n==\n\n####### seven\n---\n",
	"no-break spaces in cells":    "| a\u00a0 | \u00a0b |\n|---|---|\n|\u2003c | d\u202f|\n",
	"HTML in a note":              "one[^a] two[^b]\n\n[^a]: <!-->b\n[^b]:   <div>c\n    d</div>\n\n- e\n\n   <div>f</div>\n",
	"a box alone in its line":     "- [ ]\n  one\n- [x]\n\u200etwo\n  three\n",
	"nested quotes":               "> - > one\n>   > two\n>   three\n",
}

// turn gives every block of a text other words, then the old ones again. It
// counts the blocks that could be, and says whether the bytes came back.
func turn(t *testing.T, x *Exchange, text []byte) (fit, all int) {
	t.Helper()
	p := twin(x, text)
	if p == nil {
		return 0, 0
	}
	refused := func(string, ...string) {}
	var forth []wanted
	for i := range p.units {
		u := &p.units[i]
		if u.to != i {
			t.Errorf("%q: block %d is taken for %d", text, i, u.to)
		}
		forth = append(forth, wanted{u, u.text + " zz", refused})
	}
	done := x.put(p, forth)
	var back []wanted
	for _, w := range done {
		if got := p.own.says(w.unit.to); shape(got) != shape(w.text) {
			t.Errorf("%q: %q says %q", text, w.text, got)
		}
		back = append(back, wanted{w.unit, w.unit.text, refused})
	}
	if again := x.put(p, back); len(again) != len(back) {
		t.Errorf("%q: %d of %d blocks came back", text, len(again), len(back))
	}
	// A value that was written without quotes may have got some: the body comes
	// back byte for byte, the fields say what they said.
	body := func(b []byte) string { return string(b[min(frontEnd(b), len(b)):]) }
	if string(p.own.text) != string(text) && (body(p.own.text) != body(text) || !translation.Alike(p.own.blocks, p.source.blocks)) {
		t.Errorf("%q came back as %q", text, p.own.text)
	}
	return len(done), len(forth)
}

func TestThereAndBack(t *testing.T) {
	x := small(t, map[string]string{"content/pages/a.md": "---\ntitle: A\n---\nB\n"})
	for name, text := range nasty {
		t.Run(name, func(t *testing.T) {
			if fit, all := turn(t, x, []byte(text)); fit < all && name != "figures" && name != "fenced divisions" || fit == 0 {
				// A figure with words behind it is none, nor is a fence one.
				t.Errorf("%d of %d blocks could be translated", fit, all)
			}
		})
	}
	read, err := os.ReadFile("../markdown/testdata/commonmark-0.31.2.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(read, &examples); err != nil {
		t.Fatal(err)
	}
	fit, all := 0, 0
	for _, e := range examples {
		f, a := turn(t, x, []byte("---\ntitle: T\n---\n"+e.Markdown))
		fit, all = fit+f, all+a
	}
	t.Logf("%d examples, %d of %d blocks", len(examples), fit, all)
	if len(examples) < 650 || fit*100 < all*97 {
		t.Errorf("%d of %d blocks of %d examples could be translated", fit, all, len(examples))
	}
}

// TestDocuments turns real texts: those of this project, and those that the
// modules it uses are published with, which others wrote for other tools.
func TestDocuments(t *testing.T) {
	x := small(t, map[string]string{"content/pages/a.md": "---\ntitle: A\n---\nB\n"})
	roots := []string{"../.."}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	roots = append(roots, strings.Fields(string(out))...)
	files, fit, all := 0, 0, 0
	for _, root := range roots {
		err := fs.WalkDir(os.DirFS(root), ".", func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() && (e.Name() == "node_modules" || strings.HasPrefix(e.Name(), ".") && p != ".") {
				return fs.SkipDir
			}
			if !strings.HasSuffix(p, ".md") || e.IsDir() {
				return nil
			}
			text, err := os.ReadFile(filepath.Join(root, p))
			if err != nil || len(text) > 60_000 {
				return err
			}
			// A field whose value needs quotes for a while keeps them: bodies alone.
			if body, ok := strings.CutPrefix(string(text), "---\n"); ok {
				_, body, _ = strings.Cut(body, "\n---\n")
				text = []byte("---\ntitle: T\n---\n" + body)
			}
			files++
			f, a := turn(t, x, text)
			fit, all = fit+f, all+a
			if t.Failed() {
				t.Fatalf("%s does not come back", filepath.Join(root, p))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d files, %d of %d blocks could be translated and came back", files, fit, all)
	if files < 100 || fit*1000 < all*985 {
		t.Errorf("%d of %d blocks of %d files", fit, all, files)
	}
}

// TestEveryLength gives blocks translations with more and with fewer lines.
func TestEveryLength(t *testing.T) {
	x := small(t, map[string]string{"content/pages/a.md": "---\ntitle: A\n---\nB\n"})
	for _, c := range []struct{ text, to, want string }{
		{"> one\n> two\n", "a\nb\nc", "> a\n> b\n> c\n"},
		{"> one\n", "a\nb", "> a\n> b\n"},
		{"> one\n> two\n", "a", "> a\n"},
		{"- one\n", "a\nb", "- a\n  b\n"},
		{"> 1. one\r\n", "a\nb", "> 1. a\r\n>    b\r\n"},
		{"## one {#x}\n", "a\nb", "## a b {#x}\n"},
		{"one\ntwo\n===\n", "a", "a\n===\n"},
		{"- [x] one\n", "a", "- [x] a\n"},
		{"one\nlazy\n", "a\nb\nc", "a\nb\nc\n"},
	} {
		p := twin(x, []byte(c.text))
		done := x.put(p, []wanted{{&p.units[0], c.to, func(string, ...string) {}}})
		if got := string(p.own.text); got != c.want || len(done) != 1 {
			t.Errorf("%q with %q is %q", c.text, c.to, got)
		}
	}
}

func TestRefused(t *testing.T) {
	x := small(t, map[string]string{"content/pages/a.md": "---\ntitle: A\n---\nB\n"})
	for _, c := range []struct{ text, to, want string }{
		{"one", "# one", "po-structure"},
		{"one", "- one", "po-structure"},
		{"one", "1. one", "po-structure"},
		{"one", "> one", "po-structure"},
		{"one", "a\n\nb", "po-structure"},
		{"one", "```\na", "po-structure"},
		{"one", "a\n---", "po-structure"},
		{"one", "[a]: b", "po-structure"},
		{"one", "<div>a", "po-structure"},
		{"one", "    a", ""},
		{"one", "1\\. a", ""},
		{"- one\n- two", "- a", "po-structure"},
		{"# one", "a #", "po-structure"},
		{"# one", "a {#b}", "po-structure"},
		{"a | b\n--|--\n", "a", "po-cells 1 2"},
		{"a | b\n--|--\n", "a | b | c", "po-cells 3 2"},
		{"a | b\n--|--\n", "a | b \\| c", ""},
		{"see [a](b) and [c](d)", "voir [a](b)", "po-markup […](…)"},
		{"see [a](b)", "voir [a] (b)", "po-markup […](…)"},
		{"see [a](b)", "voir [a](x \"y\") [c](d)", ""},
		{"![a](b.png) c", "d", "po-markup ![…](…)"},
		{"a `b` c", "a b c", "po-markup `…`"},
		{"a `b` c", "a `b c", "po-markup `…` `"},
		{"a[^1]\n\n[^1]: b", "c", "po-markup [^1]"},
		{"a[^1]\n\n[^1]: b", "c[^ 1]", "po-markup [^1]"},
		{"a <kbd>b</kbd>", "a <kbd>b", "po-markup </kbd>"},
		{"a {{ b }}", "a", "po-markup {{ b }}"},
		{"a **b**", "a **b", "po-markup **"},
		{"a **b**", "a b", ""},
		{"a [b][c]\n\n[c]: /d", "x [y][z]", "po-markup […](…)"},
		{"a [b][c]\n\n[c]: /d", "x [y][c]", ""},
	} {
		p := twin(x, []byte(c.text))
		told := ""
		done := x.put(p, []wanted{{&p.units[0], c.to, func(id string, args ...string) {
			told = id
			for i := 1; i < len(args); i += 2 {
				told += " " + args[i] // what was wrong, as the message names it
			}
		}}})
		if told != c.want || (len(done) == 1) != (c.want == "") {
			t.Errorf("%q with %q: told %q, want %q", c.text, c.to, told, c.want)
		}
		if c.want != "" && string(p.own.text) != c.text {
			t.Errorf("%q with %q was altered to %q", c.text, c.to, p.own.text)
		}
	}
}

func FuzzThereAndBack(f *testing.F) {
	for _, text := range nasty {
		f.Add(text)
	}
	x := small(f, map[string]string{"content/pages/a.md": "---\ntitle: A\n---\nB\n"})
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 2000 {
			turn(t, x, []byte(text))
		}
	})
}
