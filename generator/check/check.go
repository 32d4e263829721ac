// Package check looks at a linked Site for what is wrong between its parts:
// links that lead nowhere, pictures that are missing, files that cannot be
// published. It reads outlines, not texts, and alters nothing.
package check

import (
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/parallel"
	"tract/generator/site"
)

// All runs every check. The messages come in no order that means anything.
func All(s *site.Site) []diag.Message {
	var ms []diag.Message
	var dead []deadLink
	for _, part := range each(documents(s), func(d shown) found {
		out := links(s, d.document)
		out.messages = append(out.messages, files(s, d)...)
		out.messages = append(append(out.messages, books(s, d)...), drawings(s, d)...)
		return out
	}) {
		ms = append(ms, part.messages...)
		dead = append(dead, part.dead...)
	}
	ms = append(append(ms, nowhere(s, dead)...), filesShown(s)...)
	ms = append(append(ms, signatures(s)...), articles(s)...)
	ms = append(ms, s.TranslationMessages()...)
	return append(append(append(ms, seals(s)...), mails(s)...), append(append(append(events(s), actions(s)...), namedKinds(s)...), append(numbered(s), items(s)...)...)...)
}

// shown is a document that is published, with its edition when it is one.
type shown struct {
	document *document.Document
	edition  *site.Edition
	field    bool // the text of a field, not the edition's body
}

// documents are all documents of the site that are published.
func documents(s *site.Site) []shown {
	var docs []shown
	for _, sec := range s.Sections {
		for _, d := range sec.Documents {
			if d != nil {
				docs = append(docs, shown{document: d})
			}
		}
	}
	for _, p := range s.Publications {
		for _, e := range p.Editions {
			if e != nil {
				for i, text := range e.Texts() {
					docs = append(docs, shown{document: text, edition: e, field: i > 0})
				}
			}
		}
	}
	return docs
}

// each calls f for every item, on all cores; results are in the items' order.
func each[T, R any](items []T, f func(T) R) []R {
	out := make([]R, len(items))
	parallel.Each(len(items), 64, func(i int) { out[i] = f(items[i]) })
	return out
}
