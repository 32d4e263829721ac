package email_test

import (
	"net/mail"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"tract/generator/render/email"
)

// signs are the marks of each service that a mail has, and what else it would
// evaluate.
var signs = map[string]struct {
	marks    []string
	evaluate *regexp.Regexp
}{
	"listmonk":  {[]string{"{{ UnsubscribeURL }}", "{{ MessageURL }}"}, regexp.MustCompile(`\{\{|(?i)@TrackLink`)},
	"mailchimp": {[]string{"*|UNSUB|*", "*|ARCHIVE|*", "*|LIST:ADDRESSLINE|*"}, regexp.MustCompile(`\*\||\|\*`)},
	"brevo":     {[]string{"{{ unsubscribe }}", "{{ mirror }}"}, regexp.MustCompile(`\{\{|\{%|\{#|\[[A-Z_]{2,}\]`)},
	"none":      {nil, nil},
}

func TestMarks(t *testing.T) {
	for service, is := range signs {
		s := load(t, archive, "mail: {placeholders: "+service+"}")
		page, text, message := render(t, s, "fr", email.HTML), render(t, s, "fr", email.Text), render(t, s, "fr", email.Message)
		inspect(t, page)
		for _, mark := range is.marks {
			if !strings.Contains(page, mark) || !strings.Contains(text, mark) {
				t.Errorf("%s: %s is not in the mail as it is", service, mark)
			}
		}
		if service == "none" {
			if !strings.Contains(text, "code {{ .Secret }}   *|UNSUB|*") || !strings.Contains(page, "code {{ .Secret }}   *|UNSUB|*") {
				t.Error("what no service evaluates was altered")
			}
			if strings.Contains(message, "List-Unsubscribe") {
				t.Error("an address to leave a list that has none")
			}
			continue
		}
		if !strings.Contains(message, "List-Unsubscribe: <"+is.marks[0]+">\r\n") {
			t.Errorf("%s: no List-Unsubscribe", service)
		}
		evaluated(t, service, page)
		evaluated(t, service, text)
	}
}

// evaluated reports signs of a service that a mail did not get from us.
func evaluated(t testing.TB, service, text string) {
	t.Helper()
	is := signs[service]
	for _, mark := range is.marks {
		text = strings.ReplaceAll(text, mark, "")
	}
	if is.evaluate != nil {
		if at := is.evaluate.FindStringIndex(text); at != nil {
			t.Errorf("%s would evaluate %q", service, text[max(0, at[0]-40):min(len(text), at[1]+40)])
		}
	}
}

const hostile = `-- tract.yaml --
title: 'S TITLE'
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, ar: {}}
messages: {ui-message-missing: off, html-not-allowed: off, link-unresolved: off, image-unresolved: off, shortcode: off, title-translated: off}
MAIL
-- content/newsletters/one.fr.md --
---
title: 'T TITLE'
summary: 'U TITLE'
preheader: 'P TITLE'
date: 2026-01-01
number: 1
---
Text TITLE

## H TITLE

[link TITLE](https://example.org/TITLE?q=TITLE "TITLE") and ` + "`TITLE`" + ` and {*{ x }*} and \*\|X|*

![alt TITLE](pic.png "TITLE")

| TITLE | a |
|---|---|
| TITLE | b |
-- content/newsletters/one.ar.md --
---
title: 'TITLE'
---
TITLE
`

// fill puts a text into all places of the hostile site where content may stand.
func fill(text string) string {
	quoted := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	return strings.ReplaceAll(strings.ReplaceAll(hostile, "'S TITLE'", "'S'"), "TITLE", strings.ReplaceAll(quoted, "'", "’"))
}

var attacks = []string{
	"{{ .Secret }}", "{{{{ x }}}}", "{{{ x }}}", "*|UNSUB|*", "**||X||**", "{% if x %}y{% endif %}", "{# c #}", "[UNSUBSCRIBE]", "[[MIRROR]]",
	"https://example.org/a@TrackLink", "{", "*", "|", "{\u200B{", "{\u2060{ x }}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>",
	"=?utf-8?Q?a?=", "a: b, c <d@e.f>", "\u202Eevil\u202C", "\u2067open", "]]>", "&lt;b&gt; &amp;", "نص {{ x }} عربي", "汉字{{汉字}}*|汉字|*", "--=_x", "--", "From x", ".", strings.Repeat("ا", 300), strings.Repeat("long ", 80),
}

// Whatever a title says, it is a text in every output, and no service finds a
// sign in it.
func TestHostile(t *testing.T) {
	for service := range signs {
		for _, attack := range attacks {
			hold(t, service, attack)
		}
	}
}

// hold holds what every output keeps to, with a text in all places.
func hold(t testing.TB, service, attack string) {
	s := link(t, fill(attack), "mail: {placeholders: "+service+"}").Site
	p := s.Publication("newsletters/one")
	if p == nil {
		return // the front matter could not be read with it
	}
	for _, l := range []string{"fr", "ar"} {
		if p.Edition(s.Language(l)) == nil {
			continue
		}
		page, text := renderOf(t, s, p.ID, l, email.HTML), renderOf(t, s, p.ID, l, email.Text)
		inspectHostile(t, page)
		if most, err := email.AtMost(s, p, s.Language(l)); err != nil || most < len(page) {
			t.Errorf("%q: a mail of %d bytes is said to have %d at most (%v)", attack, len(page), most, err)
		}
		evaluated(t, service, page)
		evaluated(t, service, text)
		if strings.ContainsAny(text, "\r\x00\x1b") {
			t.Errorf("%q: a control character in the text", attack)
		}
		if open := strings.Count(text, "\u2066") + strings.Count(text, "\u2067") + strings.Count(text, "\u2068"); open != strings.Count(text, "\u2069") {
			t.Errorf("%q: isolates are left open:\n%s", attack, text)
		}
		if n := len([]rune(renderOf(t, s, p.ID, l, email.Share))); n > 700 {
			t.Errorf("%q: share.txt has %d characters", attack, n)
		}
		m, err := mail.ReadMessage(strings.NewReader(renderOf(t, s, p.ID, l, email.Message)))
		if err != nil {
			t.Errorf("%q: %v", attack, err)
			continue
		}
		if len(m.Header) > 14 {
			t.Errorf("%q: more headers than were written: %v", attack, m.Header)
		}
	}
}

// FuzzContent holds that no text whatever breaks out of its place, for each of
// the services.
func FuzzContent(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 || !utf8.ValidString(text) || strings.Contains(text, "\n-- ") {
			return
		}
		for _, service := range []string{"brevo", "mailchimp", "listmonk"} {
			hold(t, service, text)
		}
	})
}
