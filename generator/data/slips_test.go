package data

import (
	"strings"
	"testing"

	"tract/generator/diag"
)

// slipCases are the usual slips: what is said, what is read all the same, and
// the line that is suggested first. Pasted, the suggestions leave nothing to
// mend and the same value, unless byHand says that a person must decide.
var slipCases = []struct {
	name   string
	format Format
	text   string
	want   string
	value  string
	mended string
	byHand bool
}{
	{name: "colon in a value", format: YAML, text: "title: Health: a right\n",
		want: "colon-in-value@1:14", value: `{title:"Health: a right"}`, mended: `title: "Health: a right"`},
	{name: "French colon", format: YAML, text: "kind: page\ntitle: Santé : un droit\n",
		want: "colon-in-value@2:14", value: `{kind:"page" title:"Santé : un droit"}`, mended: `title: "Santé : un droit"`},
	{name: "colon at the end", format: YAML, text: "title: Demands:\n",
		want: "colon-in-value@1:15", value: `{title:"Demands:"}`, mended: `title: "Demands:"`},
	{name: "colon and quotes", format: YAML, text: "title: The \"right\": it's ours\n",
		want: "colon-in-value@1:19", value: `{title:"The \"right\": it's ours"}`, mended: `title: "The \"right\": it's ours"`},
	{name: "colon in a list of groups", format: YAML, text: "items:\n  - name: Health: a right\n    id: x\n",
		want: "colon-in-value@2:17", value: `{items:[{name:"Health: a right" id:"x"}]}`, mended: `  - name: "Health: a right"`},
	{name: "colon and a remark", format: YAML, text: "title: Health: a right  # for now\n",
		want: "colon-in-value@1:14", value: `{title:"Health: a right"}`, mended: `title: "Health: a right"  # for now`},
	{name: "Arabic with a colon", format: YAML, text: "title: الصحة: حق للجميع\n",
		want: "colon-in-value@1:13", value: `{title:"الصحة: حق للجميع"}`, mended: `title: "الصحة: حق للجميع"`},
	{name: "colon in a map in brackets", format: YAML, text: "title: {fr: Santé : droit, en: Health}\n",
		want: "colon-in-value@1:13", value: `{title:{fr:"Santé : droit" en:"Health"}}`, mended: `title: {fr: "Santé : droit", en: Health}`},
	{name: "apostrophe", format: YAML, text: "title: 'L'appel'\n",
		want: "quote-apostrophe@1:8", value: `{title:"L'appel"}`, mended: `title: "L'appel"`},
	{name: "apostrophe without an end", format: YAML, text: "title: 'L'appel\n",
		want: "quote-apostrophe@1:8", value: `{title:"L'appel"}`, mended: `title: "L'appel"`},
	{name: "apostrophe in a list", format: YAML, text: "tags: ['L'eau', b]\n",
		want: "quote-apostrophe@1:8", value: `{tags:["L'eau" "b"]}`, mended: `tags: ["L'eau", b]`},
	{name: "apostrophe in an item", format: YAML, text: "tags:\n  - 'L'eau'\n  - b\n",
		want: "quote-apostrophe@2:5", value: `{tags:["L'eau" "b"]}`, mended: `  - "L'eau"`},
	{name: "two apostrophes", format: YAML, text: "title: 'L'appel d'Alger'\n",
		want: "quote-apostrophe@1:8", value: `{title:"L'appel d'Alger"}`, mended: `title: "L'appel d'Alger"`},
	{name: "quotes inside quotes", format: YAML, text: "title: \"Il dit \"oui\" hier\"\n",
		want: "quote-inside@1:8", value: `{title:"Il dit \"oui\" hier"}`, mended: `title: 'Il dit "oui" hier'`},
	{name: "text after quotes", format: YAML, text: "title: \"Appel\" des peuples\n",
		want: "text-after-quote@1:8", value: `{title:"\"Appel\" des peuples"}`, mended: `title: '"Appel" des peuples'`},
	{name: "two texts in quotes", format: YAML, text: "title: \"X\" et \"Y\"\n",
		want: "text-after-quote@1:8", value: `{title:"\"X\" et \"Y\""}`, mended: `title: '"X" et "Y"'`},
	{name: "two texts in quotes, in a list", format: YAML, text: "tags: ['X' et 'Y', b]\n",
		want: "text-after-quote@1:8", value: `{tags:["'X' et 'Y'" "b"]}`, mended: `tags: ["'X' et 'Y'", b]`},
	{name: "quotes inside quotes, one escaped", format: YAML, text: "title: \"Il \\\"dit\\\" \"oui\" hier\"\n",
		want: "quote-inside@1:8", value: `{title:"Il \"dit\" \"oui\" hier"}`, mended: `title: 'Il "dit" "oui" hier'`},
	{name: "possessive in quotes", format: YAML, text: "title: 'The workers' rights'\n",
		want: "quote-apostrophe@1:8", value: `{title:"The workers' rights"}`, mended: `title: "The workers' rights"`},
	{name: "unclosed quote", format: YAML, text: "title: \"Appel\ndate: 2016\n",
		want: "quote-unclosed@1:8", value: `{title:"Appel" date:2016}`, mended: `title: "Appel"`},
	{name: "unclosed quote up to another", format: YAML, text: "title: \"Appel\nsummary: \"Foo\"\n",
		want: "quote-unclosed@1:8", value: `{title:"Appel" summary:"Foo"}`, mended: `title: "Appel"`},
	{name: "unclosed quote that swallows lines", format: YAML, text: "title: 'Appel\nkind: page\nauthor: 'Ana'\n",
		want: "quote-unclosed@1:8", value: `{title:"Appel" kind:"page" author:"Ana"}`, mended: `title: 'Appel'`},
	{name: "unclosed quote, no error to the library", format: YAML, text: "title: \"Appel\nkind: page\"\n",
		want: "quote-unclosed@1:8", value: `{title:"Appel" kind:"page\""}`, mended: `title: "Appel"`},
	{name: "commas within quotes, below another slip", format: YAML, text: "a: [x\nt: {en: \"Say, this\", fr: \"Dis: cela\"}\nl: ['b, c', d]\n",
		want: "bracket-unclosed@1:4", value: `{a:["x"] t:{en:"Say, this" fr:"Dis: cela"} l:["b, c" "d"]}`, mended: `a: [x]`},
	{name: "unclosed quote in brackets", format: YAML, text: "t: [\"b, c]\n",
		want: "quote-unclosed@1:5", value: `{t:["b" "c"]}`, mended: `t: ["b", c]`},
	{name: "backslash", format: YAML, text: "path: \"C:\\docs\\x\"\n",
		want: "quote-escape@1:10", value: `{path:"C:\\docs\\x"}`, mended: `path: "C:\\docs\\x"`},
	{name: "bracket", format: YAML, text: "title: [Appel] X\n",
		want: "bracket-text@1:8", value: `{title:"[Appel] X"}`, mended: `title: "[Appel] X"`},
	{name: "link", format: YAML, text: "source: [Ana](https://example.org)\n",
		want: "bracket-text@1:9", value: `{source:"[Ana](https://example.org)"}`, mended: `source: "[Ana](https://example.org)"`},
	{name: "braces of a template", format: YAML, text: "title: {{ page.name }}\n",
		want: "bracket-text@1:8", value: `{title:"{{ page.name }}"}`, mended: `title: "{{ page.name }}"`},
	{name: "unclosed bracket", format: YAML, text: "tags: [a, b\nx: y\n",
		want: "bracket-unclosed@1:7", value: `{tags:["a" "b"] x:"y"}`, mended: `tags: [a, b]`},
	{name: "unclosed bracket at the end", format: YAML, text: "x: y\ntags: [a, b,\n",
		want: "bracket-unclosed@2:7", value: `{x:"y" tags:["a" "b"]}`, mended: `tags: [a, b]`},
	{name: "unclosed bracket over lines", format: YAML, text: "tags: [a,\n  b\nx: y\n",
		want: "bracket-unclosed@1:7", value: `{tags:["a" "b"] x:"y"}`, byHand: true},
	{name: "hashtag", format: YAML, text: "title: Santé #pourtous\n",
		want: "comment-dropped@1:14", value: `{title:"Santé"}`, mended: `title: "Santé #pourtous"`, byHand: true},
	{name: "number sign", format: YAML, text: "title: Chapter # 3\n",
		want: "comment-dropped@1:16", value: `{title:"Chapter"}`, mended: `title: "Chapter # 3"`, byHand: true},
	{name: "hashtag in an item", format: YAML, text: "tags:\n  - eau #1\n",
		want: "comment-dropped@2:9", value: `{tags:["eau"]}`, mended: `  - "eau #1"`, byHand: true},
	{name: "remarks are fine", format: YAML, text: "# a\na: x  # remark\nb: \"x\" #remark\nc: 12 # remark\nd: [x] # remark\ne: 2016-03-04 # day\nf: true # yes\ng: # none\nh: x #\n",
		value: `{a:"x" b:"x" c:12 d:["x"] e:"2016-03-04" f:true g:null h:"x"}`},
	{name: "star", format: YAML, text: "title: *Important* news\n",
		want: "value-sign@1:8", value: `{title:"*Important* news"}`, mended: `title: "*Important* news"`},
	{name: "star alone", format: YAML, text: "title: *Important\n",
		want: "value-sign@1:8", value: `{title:"*Important"}`, mended: `title: "*Important"`},
	{name: "ampersand", format: YAML, text: "title: & more\n",
		want: "value-sign@1:8", value: `{title:"& more"}`, mended: `title: "& more"`},
	{name: "exclamation mark", format: YAML, text: "title: !important Read\n",
		want: "value-sign@1:8", value: `{title:"!important Read"}`, mended: `title: "!important Read"`},
	{name: "exclamation mark apart", format: YAML, text: "title: ! Read\n",
		want: "value-sign@1:8", value: `{title:"! Read"}`, mended: `title: "! Read"`},
	{name: "per cent", format: YAML, text: "title: %50\n",
		want: "value-sign@1:8", value: `{title:"%50"}`, mended: `title: "%50"`},
	{name: "at", format: YAML, text: "author: @ana\n",
		want: "value-sign@1:9", value: `{author:"@ana"}`, mended: `author: "@ana"`},
	{name: "backtick", format: YAML, text: "title: `code`\n",
		want: "value-sign@1:8", value: "{title:\"`code`\"}", mended: "title: \"`code`\""},
	{name: "dash", format: YAML, text: "title: - x\n",
		want: "value-sign@1:8", value: `{title:"- x"}`, mended: `title: "- x"`},
	{name: "greater than", format: YAML, text: "title: > x\n",
		want: "value-sign@1:8", value: `{title:"> x"}`, mended: `title: "> x"`},
	{name: "pipe", format: YAML, text: "title: | x\n",
		want: "value-sign@1:8", value: `{title:"| x"}`, mended: `title: "| x"`},
	{name: "question mark", format: YAML, text: "title: ? x\n",
		want: "value-sign@1:8", value: `{title:"? x"}`, mended: `title: "? x"`},
	{name: "comma", format: YAML, text: "title: , x\n",
		want: "value-sign@1:8", value: `{title:", x"}`, mended: `title: ", x"`},
	{name: "at in a list", format: YAML, text: "authors: [@ana, bo]\n",
		want: "value-sign@1:11", value: `{authors:["@ana" "bo"]}`, mended: `authors: ["@ana", bo]`},
	{name: "tabs", format: YAML, text: "tags:\n\t- a\n\t- b\nplace:\n\tcity: X\n",
		want: "yaml-tab@2:1 yaml-tab@3:1 yaml-tab@5:1", value: `{tags:["a" "b"] place:{city:"X"}}`, mended: `  - a`},
	{name: "tab before a name", format: YAML, text: "\ttitle: X\n",
		want: "yaml-tab@1:1", value: `{title:"X"}`, mended: `  title: X`},
	{name: "no-break space after the colon", format: YAML, text: "title:\u00A0X\nb: c\n",
		want: "no-break-space@1:7", value: `{title:"X" b:"c"}`, mended: `title: X`},
	{name: "no-break space after the colon, alone", format: YAML, text: "title:\u202FX\n",
		want: "no-break-space@1:7", value: `{title:"X"}`, mended: `title: X`},
	{name: "no-break space before the colon", format: YAML, text: "title\u00A0: X\n",
		want: "no-break-space@1:6", value: `{title:"X"}`, mended: `title: X`},
	{name: "no-break spaces as indent", format: YAML, text: "place:\n\u00A0\u00A0city: X\n",
		want: "no-break-space@2:1", value: `{place:{city:"X"}}`, mended: `  city: X`},
	{name: "no-break space after a dash", format: YAML, text: "tags:\n  -\u00A0a\n  -\u00A0b\n",
		want: "dash-space@2:3 dash-space@3:3", value: `{tags:["a" "b"]}`, mended: `  - a`},
	{name: "no-break space before the text", format: YAML, text: "title: \u00A0X\n",
		want: "no-break-space-kept@1:8", value: `{title:"X"}`, mended: `title: X`},
	{name: "no space after the colon", format: YAML, text: "title:Appel\ndate: 2016\n",
		want: "colon-space@1:1", value: `{title:"Appel" date:2016}`, mended: `title: Appel`},
	{name: "no space after the colon at the end", format: YAML, text: "date: 2016\ntitle:Appel\n",
		want: "colon-space@2:1", value: `{date:2016 title:"Appel"}`, mended: `title: Appel`},
	{name: "no space after the only colon", format: YAML, text: "title:Appel\n",
		want: "colon-space@1:1", value: `{title:"Appel"}`, mended: `title: Appel`},
	{name: "no space after any colon", format: YAML, text: "title:Appel\nkind:page\n",
		want: "colon-space@1:1 colon-space@2:1", value: `{title:"Appel" kind:"page"}`, mended: `title: Appel`},
	{name: "no space after a dash", format: YAML, text: "tags:\n  -eau\n  -air\n",
		want: "dash-space@2:3 dash-space@3:3", value: `{tags:["eau" "air"]}`, mended: `  - eau`},
	{name: "no space after the second dash", format: YAML, text: "tags:\n  - eau\n  -air\n",
		want: "dash-space@3:3", value: `{tags:["eau" "air"]}`, mended: `  - air`},
	{name: "curly quotes are text", format: YAML, text: "title: “Appel”\n", value: `{title:"“Appel”"}`},
	{name: "guillemets are text", format: YAML, text: "title: «\u00A0Appel\u00A0»\n", value: `{title:"«\u00a0Appel\u00a0»"}`},
	{name: "equals sign", format: YAML, text: "title = Appel\ndate = 2016\n",
		want: "yaml-equals@1:6 yaml-equals@2:5", value: `{title:"Appel" date:2016}`, mended: `title: Appel`},
	{name: "equals sign among colons", format: YAML, text: "title: Appel\nkind = \"page\"\n",
		want: "yaml-equals@2:5", value: `{title:"Appel" kind:"page"}`, mended: `kind: "page"`},
	{name: "wide colon", format: YAML, text: "title：健康\ndate: 2016\n",
		want: "colon-sign@1:6", value: `{title:"健康" date:2016}`, mended: `title: 健康`},
	{name: "Arabic comma", format: YAML, text: "tags: [صحة، حق]\n",
		want: "comma-sign-kept@1:11", value: `{tags:["صحة، حق"]}`, mended: `tags: [صحة, حق]`, byHand: true},
	{name: "Arabic comma between quotes", format: YAML, text: "tags: ['صحة'، \"حق\"]\n",
		want: "comma-sign@1:13", value: `{tags:["صحة" "حق"]}`, mended: `tags: ['صحة', "حق"]`},
	{name: "comma at the end of the line", format: YAML, text: "title: \"A\", # r\nkind: 'page';\n",
		want: "sign-after-value@1:11 sign-after-value@2:13", value: `{title:"A" kind:"page"}`, mended: `title: "A" # r`},
	{name: "no space after a dash at the margin", format: YAML, text: "tags:\n- a\n-b\n- c\n",
		want: "dash-space@3:1", value: `{tags:["a" "b" "c"]}`, mended: `- b`},
	{name: "text less indented", format: YAML, text: "text: |\n    one\n  two\n    three\nend: x\n",
		want: "yaml-indent@3:1", value: `{text:"one\ntwo\nthree\n" end:"x"}`, mended: `    two`},
	{name: "item more indented", format: YAML, text: "tags:\n  - a\n   - b\n  - c\n",
		want: "yaml-indent@3:1", value: `{tags:["a" "b" "c"]}`, mended: `  - b`},
	{name: "item less indented", format: YAML, text: "tags:\n  - a\n - b\nx: 1\n",
		want: "yaml-indent@3:1", value: `{tags:["a" "b"] x:1}`, mended: `  - b`},
	{name: "field more indented", format: YAML, text: "title: A\n  date: 2016\n",
		want: "yaml-indent@2:1", value: `{title:"A" date:2016}`, mended: `date: 2016`},
	{name: "field less indented", format: YAML, text: "place:\n    city: X\n  country: fr\n",
		want: "yaml-indent@3:1", value: `{place:{city:"X" country:"fr"}}`, mended: `    country: fr`},
	{name: "item without its dash", format: YAML, text: "tags:\n  - eau\n  air\nx: 1\n",
		want: "yaml-dash-missing@3:3", value: `{tags:["eau" "air"] x:1}`, mended: `  - air`},
	{name: "line that goes on", format: YAML, text: "summary: A long text\nthat goes on\nx: y\n",
		want: "yaml-line-alone@2:1", value: `{summary:"A long text that goes on" x:"y"}`, mended: `  that goes on`},
	{name: "line alone", format: YAML, text: "title: \"A\"\nthat is all\nx: y\n",
		want: "yaml-no-colon@2:1", value: `{title:"A" x:"y"}`, byHand: true},
	{name: "twice", format: YAML, text: "title: A\nx: {b: 1, b: 2}\ntitle: B\n",
		want: "duplicate-key@2:11 duplicate-key@3:1", value: `{title:"A" x:{b:1}}`, byHand: true},
	{name: "twice on a line", format: YAML, text: "title: A\nplace:\n  city: X\n  city: Y  # not X\n",
		want: "duplicate-key@4:3", value: `{title:"A" place:{city:"X"}}`, mended: `  # city: Y  # not X`},
	{name: "twice over lines", format: YAML, text: "tags: [a]\ntags:\n  - b\n",
		want: "duplicate-key@2:1", value: `{tags:["a"]}`, byHand: true},
	{name: "tag", format: YAML, text: "logo: !!binary aGVhbHRo\n",
		want: "yaml-tag@1:7", value: `{logo:"aGVhbHRo"}`, byHand: true},
	{name: "second document", format: YAML, text: "a: b\n---\nc: d\n",
		want: "yaml-documents@2:1", value: `{a:"b"}`, byHand: true},
	{name: "list as a name", format: YAML, text: "[a, b]: c\n",
		want: "key-not-text@1:1", value: `{[a, b]:"c"}`, byHand: true},
	{name: "no fields", format: YAML, text: "Health for all\n",
		want: "yaml-no-fields@1:1", value: `"Health for all"`, byHand: true},
	{name: "merge of a text", format: YAML, text: "<<: health\nb: c\n",
		want: "yaml-merge@1:1", value: `{b:"c"}`, byHand: true},
	{name: "alias loop", format: YAML, text: "a: &a [*a]\n",
		want: "yaml-alias-loop@1:8", value: `{a:[null]}`, byHand: true},
	{name: "unknown slip", format: YAML, text: "a: 1\n- b\nc: 2\n",
		want: "yaml-syntax@2:1", value: `{a:1 c:2}`, byHand: true},
	{name: "several on one line", format: YAML, text: "title\u00A0:\u00A0Santé : un droit\n",
		want: "no-break-space@1:6 no-break-space@1:8 colon-in-value@1:15", value: `{title:"Santé : un droit"}`, mended: `title: "Santé : un droit"`},
	{name: "several in windows lines", format: YAML, text: "title: Health: a right\r\nby: 'L'appel'\r\nat: @x\r\n",
		want: "colon-in-value@1:14 quote-apostrophe@2:5 value-sign@3:5", value: `{title:"Health: a right" by:"L'appel" at:"@x"}`, mended: `title: "Health: a right"`},

	{name: "colon", format: TOML, text: "title: \"Appel\"\n",
		want: "toml-equals@1:6", value: `{title:"Appel"}`, mended: `title = "Appel"`},
	{name: "no quotes", format: TOML, text: "title = Santé : un droit # remark\n",
		want: "toml-quotes@1:9", value: `{title:"Santé : un droit"}`, mended: `title = "Santé : un droit" # remark`},
	{name: "date as it is spoken", format: TOML, text: "date = 04/03/2016\n",
		want: "toml-quotes@1:8", value: `{date:"04/03/2016"}`, mended: `date = "04/03/2016"`},
	{name: "apostrophe", format: TOML, text: "title = 'L'appel'\n",
		want: "quote-apostrophe@1:9", value: `{title:"L'appel"}`, mended: `title = "L'appel"`},
	{name: "quotes inside quotes", format: TOML, text: "title = \"Il dit \"oui\" hier\"\n",
		want: "quote-inside@1:9", value: `{title:"Il dit \"oui\" hier"}`, mended: `title = 'Il dit "oui" hier'`},
	{name: "text after quotes", format: TOML, text: "title = \"Appel\" des peuples\n",
		want: "text-after-quote@1:9", value: `{title:"\"Appel\" des peuples"}`, mended: `title = '"Appel" des peuples'`},
	{name: "two texts in quotes", format: TOML, text: "title = \"X\" et \"Y\"\n",
		want: "text-after-quote@1:9", value: `{title:"\"X\" et \"Y\""}`, mended: `title = '"X" et "Y"'`},
	{name: "unclosed quote", format: TOML, text: "title = \"Appel\ndate = 2016\n",
		want: "quote-unclosed@1:9", value: `{title:"Appel" date:2016}`, mended: `title = "Appel"`},
	{name: "unclosed text of several lines", format: TOML, text: "title = \"\"\"Appel\ndate = 2016\n",
		want: "quote-unclosed-long@1:9", value: `{title:"Appel" date:2016}`, byHand: true},
	{name: "curly quotes", format: TOML, text: "title = “Appel”\n",
		want: "quote-sign@1:9", value: `{title:"Appel"}`, mended: `title = "Appel"`},
	{name: "backslash", format: TOML, text: "path = \"C:\\docs\"\n",
		want: "quote-escape@1:11", value: `{path:"C:\\docs"}`, mended: `path = "C:\\docs"`},
	{name: "unclosed bracket", format: TOML, text: "tags = [\"a\", \"b\"\nx = 1\n",
		want: "bracket-unclosed@1:8", value: `{tags:["a" "b"] x:1}`, mended: `tags = ["a", "b"]`},
	{name: "unclosed table name", format: TOML, text: "[place\ncity = \"X\"\n",
		want: "bracket-unclosed@1:1", value: `{place:{city:"X"}}`, mended: `[place]`},
	{name: "missing comma", format: TOML, text: "tags = [\"a\" \"b\"]\n",
		want: "comma-missing@1:11", value: `{tags:["a" "b"]}`, mended: `tags = ["a", "b"]`},
	{name: "two commas", format: TOML, text: "tags = [\"a\",, \"b\"]\n",
		want: "comma-extra@1:13", value: `{tags:["a" "b"]}`, mended: `tags = ["a", "b"]`},
	{name: "Arabic comma", format: TOML, text: "tags = [\"صحة\"، \"حق\"]\n",
		want: "comma-sign@1:14", value: `{tags:["صحة" "حق"]}`, mended: `tags = ["صحة", "حق"]`},
	{name: "capital", format: TOML, text: "draft = True\n",
		want: "word-form@1:9", value: `{draft:true}`, mended: `draft = true`},
	{name: "accents in a name", format: TOML, text: "été = 2016\n",
		want: "toml-key-quotes@1:1", value: `{été:2016}`, mended: `"été" = 2016`},
	{name: "no-break spaces", format: TOML, text: "title\u00A0=\u00A0\"X\"\n",
		want: "no-break-space@1:6 no-break-space@1:8", value: `{title:"X"}`, mended: `title = "X"`},
	{name: "no value", format: TOML, text: "title =\nx = 1\n",
		want: "toml-value-missing@1:1", value: `{x:1}`, byHand: true},
	{name: "no equals sign", format: TOML, text: "Health for all\nx = 1\n",
		want: "toml-no-equals@1:1", value: `{x:1}`, byHand: true},
	{name: "text after the value", format: TOML, text: "tags = [\"a\"] [\"b\"]\n",
		want: "toml-text-after@1:14", value: `{tags:["a"]}`, byHand: true},
	{name: "twice", format: TOML, text: "a = 1\n[b]\n[b]\nc = 1\n[d]\na = 2\na = 3\n",
		want: "duplicate-key@3:2 duplicate-key@7:1", value: `{a:1 b:{} d:{a:2}}`, byHand: true},
	{name: "no value in a table", format: TOML, text: "a = {b = , c = 1}\n",
		want: "toml-value-missing@1:6", value: `{a:{c:1}}`, byHand: true},
	{name: "a remark for a value", format: TOML, text: "a = {b = # x\n}\n",
		want: "toml-value-missing@1:6", value: `{a:{}}`, byHand: true},
	{name: "comma at the end of the line", format: TOML, text: "a = \"x\", # r\nb = 1;\nc = [1],\n",
		want: "sign-after-value@1:8 sign-after-value@2:6 sign-after-value@3:8", value: `{a:"x" b:1 c:[1]}`, mended: `a = "x" # r`},
	{name: "a number too large", format: TOML, text: "a = 99999999999999999999\n",
		want: "toml-quotes@1:5", value: `{a:"99999999999999999999"}`, mended: `a = "99999999999999999999"`},

	{name: "no quotes", format: JSON, text: "{title: Appel, \"n\": 01}",
		want: "json-quotes@1:2 json-quotes@1:9 json-quotes@1:21", value: `{title:"Appel" n:"01"}`, mended: `{"title": "Appel", "n": "01"}`},
	{name: "single quotes", format: JSON, text: "{'title': 'L'appel'}",
		want: "quote-sign@1:2 quote-sign@1:11", value: `{title:"L'appel"}`, mended: `{"title": "L'appel"}`},
	{name: "curly quotes", format: JSON, text: "{“title”: “Appel”}",
		want: "quote-sign@1:2 quote-sign@1:11", value: `{title:"Appel"}`, mended: `{"title": "Appel"}`},
	{name: "missing comma", format: JSON, text: "{\n\"a\": \"x\"\n\"b\": [1 2]\n}",
		want: "comma-missing@2:8 comma-missing@3:7", value: `{a:"x" b:[1 2]}`, mended: `"a": "x",`},
	{name: "comma at the end", format: JSON, text: "{\"a\": [1, 2,],\n}",
		want: "comma-extra@1:12 comma-extra@1:14", value: `{a:[1 2]}`, mended: `{"a": [1, 2]`},
	{name: "equals sign", format: JSON, text: "{\"a\" = 1}",
		want: "json-colon@1:6", value: `{a:1}`, mended: `{"a" : 1}`},
	{name: "no colon", format: JSON, text: "{\"a\" 1}",
		want: "json-colon@1:4", value: `{a:1}`, mended: `{"a": 1}`},
	{name: "no value", format: JSON, text: "{\"a\": , \"b\": 1}",
		want: "json-value-missing@1:2", value: `{a:null b:1}`, byHand: true},
	{name: "remarks", format: JSON, text: "{ // one\n\"a\": 1 /* two */, # three\n\"b\": 2}",
		want: "json-comment@1:3 json-comment@2:8 json-comment@2:19", value: `{a:1 b:2}`, mended: "{ "},
	{name: "words", format: JSON, text: "{\"a\": True, \"b\": None}",
		want: "word-form@1:7 word-form@1:18", value: `{a:true b:null}`, mended: `{"a": true, "b": null}`},
	{name: "backslash", format: JSON, text: "{\"a\": \"C:\\docs\"}",
		want: "quote-escape@1:10", value: `{a:"C:\\docs"}`, mended: `{"a": "C:\\docs"}`},
	{name: "tab in a text", format: JSON, text: "{\"a\": \"x\ty\"}",
		want: "control-character@1:9", value: `{a:"x\ty"}`, mended: `{"a": "x\ty"}`},
	{name: "unclosed quote", format: JSON, text: "{\"a\": \"x,\n\"b\": \"y}\n",
		want: "quote-unclosed@1:7 quote-unclosed@2:6", value: `{a:"x" b:"y"}`, mended: `{"a": "x",`},
	{name: "unclosed bracket", format: JSON, text: "{\"a\": [1, 2",
		want: "bracket-unclosed@1:7", value: `{a:[1 2]}`, byHand: true},
	{name: "wrong bracket", format: JSON, text: "{\"a\": [1, 2}}",
		want: "json-syntax@1:12", value: `{a:[1 2]}`, byHand: true},
	{name: "text after", format: JSON, text: "{\"a\": 1} tail\n",
		want: "json-text-after@1:10", value: `{a:1}`, byHand: true},
	{name: "twice", format: JSON, text: "{\"a\": 1,\n \"a\": 2}",
		want: "duplicate-key@2:2", value: `{a:1}`, byHand: true},
}

func TestSlips(t *testing.T) {
	for _, c := range slipCases {
		t.Run(c.format.String()+"/"+c.name, func(t *testing.T) {
			v, ms := Parse(source(c.text), c.format)
			if got := ids(ms); got != c.want {
				t.Errorf("messages %q\nwant     %q", got, c.want)
			}
			if got := plain(v); got != c.value {
				t.Errorf("value %s\nwant  %s", got, c.value)
			}
			checkPlaces(t, c.text, v, strings.Contains(c.text, "*a"))
			if len(ms) > 0 && ms[0].Suggestion != c.mended && c.mended != "" {
				t.Errorf("suggestion %q\nwant       %q", ms[0].Suggestion, c.mended)
			}
			if c.byHand {
				return
			}
			pasted := paste(c.text, ms)
			again, left := Parse(source(pasted), c.format)
			if len(left) > 0 || plain(again) != c.value {
				t.Errorf("pasted %q\nleaves %s\nvalue  %s", pasted, ids(left), plain(again))
			}
		})
	}
}

// TestSlipsTogether holds that every slip of a file is found at once: the cases
// one below the other, under names of their own.
func TestSlipsTogether(t *testing.T) {
	var text strings.Builder
	want := 0
	for _, c := range slipCases {
		line := strings.TrimSuffix(c.text, "\n")
		name, rest, ok := strings.Cut(line, ": ")
		if c.format != YAML || !ok || c.byHand || strings.Contains(line, "\n") || !keyLine.MatchString(name+":") || c.want == "" {
			continue
		}
		text.WriteString("f" + string(rune('a'+want/26)) + string(rune('a'+want%26)) + ": " + rest + "\n")
		want++
		if want == 18 {
			break
		}
	}
	v, ms := Parse(source(text.String()), YAML)
	if len(v.Fields) != want || len(ms) != want {
		t.Errorf("%d messages and %d fields for %d slips:\n%s%s", len(ms), len(v.Fields), want, text.String(), ids(ms))
	}
}

// TestNotes holds that the first place of a name is told with the second.
func TestNotes(t *testing.T) {
	for format, text := range map[Format]string{
		YAML: "x: 1\ntitle: A\ntitle: B\n",
		TOML: "x = 1\ntitle = \"A\"\ntitle = \"B\"\n",
		JSON: "{\"x\": 1,\n\"title\": \"A\",\n\"title\": \"B\"}\n",
	} {
		_, ms := Parse(source(text), format)
		if len(ms) != 1 || len(ms[0].Notes) != 1 || ms[0].Notes[0].Range.Start.Line != 2 || ms[0].Args.Get("name") != "title" {
			t.Errorf("%v: %+v", format, ms)
		}
	}
}

// TestCatalogue holds that each message has its words in both languages, and
// that those of the slips say what severity they have.
func TestCatalogue(t *testing.T) {
	en, fr := catalogue(t, "en"), catalogue(t, "fr")
	for id := range en {
		if _, ok := fr[id]; !ok {
			t.Errorf("%s is not in French", id)
		}
	}
	for id := range fr {
		if _, ok := en[id]; !ok {
			t.Errorf("%s is not in English", id)
		}
	}
	said := map[string]bool{}
	note := func(ms []diag.Message) {
		for _, m := range ms {
			said[m.ID] = true
			if en[m.ID] != m.Severity.String() {
				t.Errorf("%s is %s in the catalogue, %s as given", m.ID, en[m.ID], m.Severity)
			}
		}
	}
	for _, c := range slipCases {
		_, ms := Parse(source(c.text), c.format)
		note(ms)
	}
	for _, c := range frontCases {
		_, ms := ReadFrontMatter(source(c.text))
		note(ms)
	}
	// Those that tests of their own provoke.
	for _, id := range strings.Fields("encoding-utf16 encoding-legacy encoding-invalid encoding-nul line-ends-mac file-empty " +
		"control-character line-separator data-too-deep yaml-alias-bomb yaml-syntax-guess toml-syntax data-too-large") {
		said[id] = true
	}
	for id := range en {
		if !said[id] {
			t.Errorf("no test provokes %s", id)
		}
	}
}
