package check

import (
	"path"
	"strconv"
	"strings"
	"sync"

	"tract/generator/diag"
	"tract/generator/render/email"
	"tract/generator/site"
)

// heaviest is how many parts of a mail are named as those that weigh most.
const heaviest = 3

// light is how much of the limit a mail may weigh to be let through unweighed
// while its own texts stay as they are: what else stands in it (the names of
// pages it leads to, the site's own words) does not double it.
const light = email.Limit / 2

// mails reports e-mail editions that weigh more than services let through. A mail
// that was found light is not written again for its weight after each edit.
func mails(s *site.Site) []diag.Message {
	before, now := s.Weights(), map[site.Weighed]int{}
	var mu sync.Mutex
	var editions []*site.Edition
	for _, p := range s.Publications {
		for _, e := range p.Editions {
			if e != nil && s.Output(p, e.Language, "email.html") != "" {
				editions = append(editions, e)
			}
		}
	}
	var ms []diag.Message
	for _, m := range each(editions, func(e *site.Edition) *diag.Message {
		key := site.Weighed{Text: e.Document, Source: e.Publication.Source.Document}
		size, known := before[key]
		var m *diag.Message
		// A mail in parts holds the texts of others.
		if !known || size > light || len(e.Publication.Parts) > 0 {
			size, m = mail(s, e)
		}
		mu.Lock()
		defer mu.Unlock()
		now[key] = size
		return m
	}) {
		if m != nil {
			ms = append(ms, *m)
		}
	}
	s.KeepWeights(now)
	return ms
}

// mail is the weight of one e-mail edition, or more than that where it is light,
// and the message on it, or nil. It stands at the title, and names the parts that weigh most by their headings.
func mail(s *site.Site, e *site.Edition) (int, *diag.Message) {
	if most, err := email.AtMost(s, e.Publication, e.Language); err == nil && most <= email.Limit {
		return most, nil
	}
	size, parts, err := email.Weigh(s, e.Publication, e.Language)
	if err != nil || size <= email.Limit {
		return size, nil // what cannot be read is told when it is rendered
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
	return size, &m
}

// kilobytes is a size, rounded up, in thousands of bytes.
func kilobytes(n int) string { return strconv.Itoa((n+999)/1000) + " kB" }
