package email

import (
	"regexp"
	"strings"
)

// marks are what a service that sends newsletters wants in a mail, in its own
// signs, and how content is kept from saying anything in them.
type marks struct {
	Unsubscribe string // the address to leave the list; empty where nothing stands for it
	View        string // the address of the mail on the service's own pages; may be empty
	Postal      string // the sender's postal address, which some services insist on; may be empty

	evaluated *regexp.Regexp // what the service would evaluate; nil: nothing
	signs     string         // one of them is in all that it would evaluate
}

// The signs of each service, as its own documentation names them. A mark goes
// out as it stands, unescaped.
//
// listmonk evaluates Go templates, and rewrites addresses that end in
// @TrackLink. Mailchimp has merge tags. Brevo has a template language in double
// braces and, from older days, words in brackets.
var services = map[string]*marks{
	"none": {},
	"listmonk": {
		Unsubscribe: "{{ UnsubscribeURL }}", View: "{{ MessageURL }}",
		evaluated: regexp.MustCompile(`\{\{|\}\}|(?i)@TrackLink`), signs: "{}@",
	},
	"mailchimp": {
		Unsubscribe: "*|UNSUB|*", View: "*|ARCHIVE|*", Postal: "*|LIST:ADDRESSLINE|*",
		evaluated: regexp.MustCompile(`\*\||\|\*`), signs: "|",
	},
	"brevo": {
		Unsubscribe: "{{ unsubscribe }}", View: "{{ mirror }}",
		evaluated: regexp.MustCompile(`\{\{|\}\}|\{%|%\}|\{#|#\}|\[[A-Z][A-Z0-9_]*\]`), signs: "{}[",
	},
}

// apart stands between two signs that a service would take together: U+200B has
// no width and may be anywhere.
const apart = "\u200B"

// text is a text of the content in which the service finds nothing to evaluate.
// Text without such signs is left alone.
func (m *marks) text(s string) string {
	if m.evaluated == nil || !strings.ContainsAny(s, m.signs) {
		return s
	}
	// What is taken apart may leave new signs beside each other, as in {{{.
	for m.evaluated.MatchString(s) {
		s = m.evaluated.ReplaceAllStringFunc(s, func(found string) string { return found[:1] + apart + found[1:] })
	}
	return s
}

// url is an address of the content in which the service finds nothing to
// evaluate: every sign of such marks is percent-encoded, not only whole marks,
// for what is encoded has a percent sign, which may make a new one.
func (m *marks) url(s string) string {
	if m.evaluated == nil || !strings.ContainsAny(s, "{}*|[]@") {
		return s
	}
	return trackLink.ReplaceAllString(encoded.Replace(s), "%40$1")
}

var (
	encoded   = strings.NewReplacer("{", "%7B", "}", "%7D", "*", "%2A", "|", "%7C", "[", "%5B", "]", "%5D")
	trackLink = regexp.MustCompile(`(?i)@(TrackLink)`)
)
