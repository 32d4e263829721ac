package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// attacks are texts that try to become something else on a page, in a feed, in
// a path or in a template.
var attacks = []string{
	`<script>alert(1)</script>`, `</title><script>alert(1)</script>`, `</script><script>alert(1)</script>`, `<ScRiPt/src=//evil.example>`,
	`"><img src=x onerror=alert(1)>`, `'><svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<math><mi//xlink:href="data:x,<script>alert(1)</script>">`,
	`" onmouseover="alert(1)`, `' onfocus='alert(1)' autofocus='`, "` onload=`alert(1)", `x" style="background:url(javascript:alert(1))`,
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `java&#9;script:alert(1)`, `&#106;avascript:alert(1)`, "java\tscript:alert(1)", `vbscript:msgbox(1)`,
	`data:text/html,<script>alert(1)</script>`, `//evil.example/x`, `\\evil.example\x`, `https:evil.example`, `file:///etc/passwd`,
	`{{.}}`, `{{template "base.html" .}}`, `{{printf "%s" .}}`, `{{"</script>"}}`, `{{/*`, `*/}}`, `{%  include x %}`, `${alert(1)}`, `<%= x %>`, `<?php echo 1 ?>`,
	`]]>`, `<![CDATA[x]]>`, `<!-- x`, `-->`, `--!>`, `<!DOCTYPE html>`, `<?xml version="1.0"?>`, `&xxe;`, `&amp;lt;script&amp;gt;`, `&lt;script&gt;`, `&#x3C;script&#x3E;`,
	`<a href="javascript:alert(1)">x</a>`, `[x](javascript:alert(1))`, `![x](javascript:alert(1))`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `<javascript:alert(1)>`,
	`[x](https://a.example "onmouseover=alert(1)")`, `[x](<javascript:alert(1)>)`, "[x](java\\\nscript:alert(1))", `[x]: javascript:alert(1)`, `[x](&#106;avascript:alert(1))`,
	`<iframe src="https://evil.example"></iframe>`, `<object data="x"></object>`, `<embed src=x>`, `<form action="https://evil.example"><input>`, `<base href="https://evil.example/">`,
	`<meta http-equiv="refresh" content="0;url=https://evil.example">`, `<link rel=stylesheet href=//evil.example>`, `<style>*{display:none}</style>`, `<textarea>`, `<plaintext>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<div onclick=alert(1)>x</div>`, `<span style="x" onclick="y">x</span>`, `<details open ontoggle=alert(1)>`, `<q cite="javascript:alert(1)">x</q>`, `<time datetime="x" onclick=y>`,
	`</p></div></main></body></html>`, `</textarea></style></script></noscript>`, `<template><script>alert(1)</script></template>`, `<x-y is=z>`,
	`# x {#id onclick=alert(1)}`, `# x {onclick="alert(1)"}`, `[x]{onclick=alert(1) style=x lang=ar}`, `# x {#"><script>alert(1)</script>}`, `> [!NOTE]<script>alert(1)</script>`,
	"\u202egnirts desrever\u202c", "\u2066x\u2069\u2067y", "\u200fx\u200e", "\u061cx", "x\u2028y\u2029z", "\u0085", "\ufeffx", "\ufffe", "\ufdd0", "\u00adx\u200bx\u2060",
	"%00", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "../../../etc/passwd", "..%5c..%5cx", "%3Cscript%3Ealert(1)%3C/script%3E", "%0d%0aSet-Cookie:x", "a%", "%zz", "C:\\x", "con", "nul.txt", "a:b", "?x#y", "*",
	`"`, `'`, "`", `\`, `\"`, `"""`, `''`, `“”`, `«»`, `<`, `>`, `&`, `&&`, `<<`, `<>`, `</`, `/>`, `=`, `{`, `}`, `[`, `]`, `(`, `)`, `|`, `!`, `@`, `*`, `**`, `~~`, `__`, `#`, `- `, `+ `, `1. `, `    `, "\t",
	"🏴\u200d☠️", "👩‍👩‍👧‍👦", "e\u0301\u0323\u0302", strings.Repeat("\u0301", 200), "𝕳𝖊𝖑𝖑𝖔", "ｊａｖａｓｃｒｉｐｔ：alert(1)", "İı", "ß", "\U0010ffff", "نص <script> عربي", "नमस्ते\" onx=\"", "\u0600\u06dd1", "123<b>456",
	`{"@context": "x"}`, `\u003cscript\u003e`, `\x3cscript\x3e`, `{"a":"</script>"}`, `$(x)`, `#{x}`, `:::`, "---", "+++", "~~~", "```", "[^1]: x", `[^<script>]`, `: <script>`, "| a | b |\n|---|---|\n| <script>alert(1)</script> | x |",
	`<rt><script>alert(1)</script>`, `<abbr title="&quot; onclick=&quot;alert(1)">x</abbr>`, `<bdo dir="x" onclick="y">z</bdo>`, `<mark class="a" id="main">x</mark>`, `<section id="x"><section id="x">`, `<sup id="fn1">x</sup>`,
}

// wrap are ways to make more of one attack.
var wrap = []func(string) string{
	func(a string) string { return a },
	func(a string) string { return "A " + a + " b" },
	func(a string) string { return "“" + a + "”" + a },
	func(a string) string { return a + "\\" },
	func(a string) string { return "مرحبا " + a + " سلام" },
	strings.ToUpper,
	func(a string) string { return strings.ReplaceAll(a, " ", "\u00a0") + " " + strings.Repeat(a, 3) },
}

// quoted is a text as a YAML value; what YAML cannot hold is left away.
func quoted(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfeff || r >= 0xfffe && r <= 0xffff:
			fmt.Fprintf(&out, `\u%04X`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// TestHostileContent builds a site whose every title, summary, term, author,
// label, slug and text is an attack, and reads all of it back: nothing may run,
// load or break out of its place.
func TestHostileContent(t *testing.T) {
	t.Parallel()
	var texts []string
	for _, w := range wrap {
		for _, a := range attacks {
			texts = append(texts, w(a))
		}
	}
	if len(texts) < 1000 {
		t.Fatalf("%d attacks only", len(texts))
	}
	dir := t.TempDir()
	files := map[string]string{
		"tract.yaml": `title: {fr: ` + quoted(texts[0]) + `, ar: ` + quoted(texts[9]) + `}
description: ` + quoted(texts[4]) + `
notice: ` + quoted(texts[2]) + `
base_url: https://example.org/a/
source_language: fr
languages: {fr: {}, ar: {missing: page}}
page_size: 100
feed_size: 10000
repository: https://forge.example/x"><script>
messages: {link-unresolved: off, link-near: off, image-unresolved: off, fragment-unresolved: off, ui-message-missing: off, term-unlisted: off,
  address-characters: warning, address-long: warning, link-scheme: warning, csv-quote: warning, line-separator: warning, html-not-allowed: warning}
`,
		"taxonomies/topics.yaml": `a: {name: {fr: ` + quoted(texts[0]) + `, ar: ` + quoted(texts[5]) + `}, slug: {fr: ` + quoted(texts[1]) + `}}` + "\n",
		"content/news/_index.md": "---\ntitle: " + quoted(texts[1]) + "\nsummary: " + quoted(texts[4]) + "\n---\n" + texts[7] + "\n",
		"content/_index.md":      "---\ntitle: " + quoted(texts[3]) + "\nsummary: " + quoted(texts[4]) + "\n---\n" + texts[8] + "\n",
	}
	for i, text := range texts {
		other := texts[(i*7+3)%len(texts)]
		name := fmt.Sprintf("content/news/n%04d/", i)
		tag := "common"
		if i%4 == 0 { // each has a page and two feeds in every language
			tag = "t" + strconv.Itoa(i) + text
		}
		csv := func(s string) string {
			return `"` + strings.ReplaceAll(strings.ReplaceAll(s, `"`, `""`), "\x00", "") + `"`
		}
		front := "---\ntitle: " + quoted(text) + "\nsummary: " + quoted(other) + "\ndate: 2024-01-01\nauthors: [" + quoted(text) + "]\nplace: " + quoted(other) +
			"\nlicense: " + quoted(text) + "\ntags: [" + quoted(tag) + "]\ntopics: [a]\nlabels: {data.csv: " + quoted(text) + "}\nfiles: [data.csv]\nimage: pic.svg\nimage_alt: " + quoted(text) +
			"\ntranslators: [" + quoted(other) + "]\naliases: [" + quoted("old/"+strconv.Itoa(i)+"/"+text) + "]\nslug: " + quoted("s"+strconv.Itoa(i)+text) + "\n"
		files[name+"index.fr.md"] = front + "---\n" + text + "\n\nA " + text + " b " + other + "\n\n![" + strings.NewReplacer("[", "", "]", "").Replace(text) + "](data.csv)\n\n![x](pic.svg \"" + strings.NewReplacer(`"`, "", `\`, "").Replace(other) + "\")\n\n## " + text + "\n"
		files[name+"data.csv"] = csv(text) + "," + csv(other) + "\n" + csv(other) + "," + csv(text) + "\n"
		files[name+"pic.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>`
		if i%3 == 0 {
			files[name+"index.ar.md"] = "---\ntitle: " + quoted(other) + "\n---\n" + other + "\n\nهذا نصّ عربيّ بكلمات كافية كي يُعَدَّ ترجمة حقيقية لا نسخة من المصدر.\n"
		}
	}
	write(t, dir, files)

	code, stdout, stderr := call("build", "--source", dir, "--keep-going", "--format", "json")
	if code != 0 && code != 1 || strings.Contains(stderr, "goroutine ") || strings.Contains(stdout, "render-fault") || strings.Contains(stdout, "reading-fault") || strings.Contains(stdout, "checking-fault") {
		t.Fatalf("ended with %d: %.3000s\n%.2000s", code, stderr, stdout)
	}
	b, err := wholeSite(filepath.Join(dir, "public"), "https://example.org/a/")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(b.problems)
	for _, p := range b.problems[:min(40, len(b.problems))] {
		t.Error(p)
	}
	if len(b.problems) > 0 {
		t.Errorf("%d problems", len(b.problems))
	}
	published, shown := 0, 0
	titles := map[string]bool{}
	for _, text := range texts {
		titles[strings.Join(strings.Fields(strings.Map(visible, text)), " ")] = true
	}
	for name := range b.pages {
		if strings.Contains(name, "/news/") && !strings.Contains(name, "/page/") && !b.pages[name].redirect && strings.Count(name, "/") > 2 {
			published++
			if h := b.heading(name); titles[h] {
				shown++
			} else {
				t.Errorf("%s: no title is %q", name, h)
			}
		}
	}
	ids := map[string]int{}
	for line := range strings.Lines(stdout) {
		_, rest, _ := strings.Cut(line, `"id":"`)
		id, _, _ := strings.Cut(rest, `"`)
		ids[id]++
	}
	t.Log(ids)
	t.Logf("%d attacks, %d pages, %d of them publications, %d titles as written; %d JSON-LD, %d entries of feeds, %d addresses; %s",
		len(texts), len(b.pages), published, shown, b.data, b.entries, b.located, strings.TrimSpace(stderr))
	// What is left out has a message; a site that published next to nothing
	// would prove nothing.
	left := strings.Count(stdout, `"severity":"error"`)
	if published < 2300 || b.data != published+2 || b.entries < 5_000 || b.located < 1800 {
		t.Errorf("only %d publications, %d JSON-LD, %d entries, %d addresses; %d errors", published, b.data, b.entries, b.located, left)
	}
	if _, err := os.Stat(filepath.Join(dir, "evil")); err == nil {
		t.Error("something was written beside the destination")
	}
}

// visible is a character as pages show it: what XML 1.0 forbids is U+FFFD.
func visible(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return utf8.RuneError
	}
	return r
}
