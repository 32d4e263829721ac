package site_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tract/generator/site"
)

func TestSegment(t *testing.T) {
	const characters, long, reserved = "address-characters", "address-long", "address-reserved"
	for _, test := range []struct{ text, segment, problem string }{
		{"about", "about", ""},
		{"santé-2024", "santé-2024", ""},
		{"sante\u0301", "santé", ""}, // the same letters in NFC
		{"الصحة", "الصحة", ""},
		{"می‌خواهم", "می‌خواهم", ""}, // Persian needs the zero width non-joiner
		{"v1.0", "v1.0", ""},
		{"_draft", "_draft", ""},
		{"CON", "CON-1", reserved},
		{"con.txt", "con-1.txt", reserved},
		{"Lpt9", "Lpt9-1", reserved},
		{"com¹.a.b", "com¹-1.a.b", reserved},
		{"com0", "com0", ""},
		{"console", "console", ""},
		{"a b", "a-b", characters},
		{"a\u00a0b", "a-b", characters},
		{`a<b>:"c|d?*\/%#`, "a-b---c-d", characters},
		{".hidden", "hidden", characters},
		{"end.", "end", characters},
		{"a-.", "a", characters},
		{".-a", "a", characters},
		{"..", "page-1", characters},
		{"", "page-1", characters},
		{"/", "page-1", characters},
		{"%", "u25", characters},
		{">.-", "u3e-u2d", characters},
		{"a\x00b\x1fc", "abc", characters},
		{"a\u202eb\u2066c\u200f", "abc", characters},
		{"a\u2028b", "a-b", characters},
		{"a\ufffdb", "ab", characters},
		{"a\xffb", "ab", characters},
		{"e\u200b\u0301", "é", characters}, // composes when what stood between is gone
		{strings.Repeat("a", 120), strings.Repeat("a", 120), ""},
		{strings.Repeat("a", 121), strings.Repeat("a", 120), long},
		{strings.Repeat("स", 41), strings.Repeat("स", 40), long},
		{strings.Repeat("a", 119) + "é", strings.Repeat("a", 119), long},
		{strings.Repeat("a", 119) + "-b", strings.Repeat("a", 119), long},
	} {
		segment, problem := site.Segment(test.text)
		if segment != test.segment || problem != test.problem {
			t.Errorf("Segment(%q) = %q, %q, want %q, %q", test.text, segment, problem, test.segment, test.problem)
		}
	}
}

func FuzzSegment(f *testing.F) {
	for _, seed := range []string{"about", "con.txt", "a-.", "..", "a b", "e\u200b\u0301", strings.Repeat("सा", 60), "\xff\x00", "lpt1. .", "-aux", "aux\u00ad"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		segment, problem := site.Segment(text)
		again, still := site.Segment(segment)
		switch {
		case segment == "" || len(segment) > 120 || !utf8.ValidString(segment) || !norm.NFC.IsNormalString(segment):
			t.Errorf("Segment(%q) = %q", text, segment)
		case again != segment || still != "":
			t.Errorf("Segment(%q) = %q, which itself becomes %q (%s)", text, segment, again, still)
		case strings.ContainsAny(segment, "<>:\"|?*\\/%#\x00 ") || segment != strings.Trim(segment, ".-"):
			t.Errorf("Segment(%q) = %q", text, segment)
		case problem == "" && segment != norm.NFC.String(text):
			t.Errorf("Segment(%q) = %q without a word", text, segment)
		}
	})
}

func TestRelative(t *testing.T) {
	for _, test := range []struct {
		from, to string
		folder   bool
		want     string
	}{
		{"index.html", "fr/index.html", false, "fr/index.html"},
		{"fr/a/index.html", "fr/a/index.html", false, "index.html"},
		{"fr/a/index.html", "fr/a/index.html", true, "./"},
		{"fr/a/index.html", "fr/b/index.html", false, "../b/index.html"},
		{"fr/a/index.html", "fr/b/index.html", true, "../b/"},
		{"fr/a/index.html", "fr/index.html", true, "../"},
		{"fr/a/index.html", "index.html", false, "../../index.html"},
		{"fr/a/index.html", "fr/ab/index.html", false, "../ab/index.html"},
		{"fr/a/index.html", "fr/a/b/c.png", true, "b/c.png"},
		{"fr/a/index.html", "", false, "../../"},
		{"fr/a/index.html", "fr/été/a b.png", false, "../%C3%A9t%C3%A9/a%20b.png"},
		{"index.html", "a:b/index.html", false, "./a%3Ab/index.html"},
		{"fr/index.html", "fr/javascript:x/index.html", false, "./javascript%3Ax/index.html"},
	} {
		if got := site.Relative(test.from, test.to, test.folder); got != test.want {
			t.Errorf("Relative(%q, %q, %v) = %q, want %q", test.from, test.to, test.folder, got, test.want)
		}
	}
}

func TestAddresses(t *testing.T) {
	l := load(t, head+`-- content/tags/_index.md --
---
title: Étiquettes à nous
---
-- content/tags/red.md --
---
title: Rouge
tags: [Wool, silk]
---
-- content/p/a.md --
---
title: A
slug: Même
---
-- content/p/b.md --
---
title: B
slug: même
---
-- content/p/b.en.md --
---
title: B
---
`)
	same(t, "messages", told(l.Messages), []string{
		"address-clash content/p/a.md", "address-clash content/p/b.md",
		"term-clash tract.yaml", "term-clash tract.yaml", "term-clash tract.yaml",
	})
	seen := map[string]bool{}
	for _, r := range l.Site.Routes() {
		if key := strings.ToLower(r.Path); seen[key] {
			t.Errorf("two routes at %s", r.Path)
		} else {
			seen[key] = true
		}
		if other, ok := l.Site.Route(r.Path); !ok || other != r {
			t.Errorf("Route(%s) is another one", r.Path)
		}
	}
	for _, path := range []string{"fr/p/même/index.html", "fr/p/Même/index.html"} {
		if _, ok := l.Site.Route(path); ok {
			t.Errorf("a page at %s", path)
		}
	}
	for _, path := range []string{"en/p/b/index.html", "en/p/Même/index.html", "fr/tags/index.html", "fr/tags/wool/index.html", "fr/tags/silk/feed.xml"} {
		if _, ok := l.Site.Route(path); !ok {
			t.Errorf("no page at %s", path)
		}
	}
}
