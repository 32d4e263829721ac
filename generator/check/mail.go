package check

import (
	"path"
	"strconv"
	"strings"

	"tract/generator/diag"
	"tract/generator/render/email"
	"tract/generator/site"
)

// heaviest is how many parts of a mail are named as those that weigh most.
const heaviest = 3

// mails reports e-mail editions that weigh more than services let through.
func mails(s *site.Site) []diag.Message {
	var editions []*site.Edition
	for _, p := range s.Publications {
		for _, e := range p.Editions {
			if e != nil && s.Output(p, e.Language, "email.html") != "" {
				editions = append(editions, e)
			}
		}
	}
	var ms []diag.Message
	for _, m := range each(editions, func(e *site.Edition) *diag.Message { return mail(s, e) }) {
		if m != nil {
			ms = append(ms, *m)
		}
	}
	return ms
}

// mail is the message on one e-mail edition, or nil. It stands at the title, and
// names the parts that weigh most by their headings.
func mail(s *site.Site, e *site.Edition) *diag.Message {
	size, parts, err := email.Weigh(s, e.Publication, e.Language)
	if err != nil || size <= email.Limit {
		return nil // what cannot be read is told when it is rendered
	}
	var names []string
	for _, p := range parts[:min(heaviest, len(parts))] {
		title := p.Title
		if title == "" {
			title = path.Base(e.File.Path)
		}
		names = append(names, "“"+title+"” ("+kilobytes(p.Size)+")")
	}
	m := e.FieldMessage("email-too-large", "title", "language", e.Language.Tag, "size", kilobytes(size), "limit", kilobytes(email.Limit), "parts", strings.Join(names, ", "))
	return &m
}

// kilobytes is a size, rounded up, in thousands of bytes.
func kilobytes(n int) string { return strconv.Itoa((n+999)/1000) + " kB" }
