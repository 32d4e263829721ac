package check

import (
	"path"
	"strings"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/markdown"
	"tract/generator/site"
)

// found is what the check of one document found. What its dead links may have
// meant is asked later: that takes long, and only the first of a run are helped.
type found struct {
	messages []diag.Message
	dead     []deadLink
}

type deadLink struct {
	document *document.Document
	link     *document.Link
}

// links reports the links and pictures of a document that lead nowhere.
func links(s *site.Site, d *document.Document) found {
	var out found
	add := func(m diag.Message) { out.messages = append(out.messages, m) }
	text := d.Text()
	for i := range text.Links {
		l := &text.Links[i]
		t := s.Resolve(d, l.Destination)
		switch {
		case t.Excluded:
			// It is there, but a draft, held back or itself at fault.
		case !t.Found():
			out.dead = append(out.dead, deadLink{d, l})
		case t.Asset != "" && !site.Publishable(t.Asset):
			add(d.LinkMessage("link-file-refused", l, "target", l.Destination, "extension", path.Ext(t.Asset)))
		case t.Node != nil && l.Kind != markdown.PageLink:
			add(d.LinkMessage("image-unresolved", l, "target", l.Destination))
		case t.Node != nil && t.Fragment != "":
			out.messages = append(out.messages, fragment(s, d, l, t)...)
		}
	}
	return out
}

// nowhere are the messages on links and pictures without a target, in the order
// given. What is shown is a file, and so is what a link names by the ending of
// one; another link leads to a text.
func nowhere(s *site.Site, dead []deadLink) []diag.Message {
	if len(dead) == 0 {
		return nil
	}
	near := newNeighbours(s)
	ms := make([]diag.Message, len(dead))
	for i, l := range dead {
		other, shown := "", l.link.Kind != markdown.PageLink
		if shown || meansFile(l.link.Destination) {
			other = near.file(l.document, l.link.Destination)
		} else {
			other = near.of(l.document, l.link.Destination)
		}
		switch to := l.link.Destination; {
		case shown && other != "":
			ms[i] = l.document.LinkMessage("image-near", l.link, "target", to, "near", other)
		case shown:
			ms[i] = l.document.LinkMessage("image-unresolved", l.link, "target", to)
		case other != "":
			ms[i] = l.document.LinkMessage("link-near", l.link, "target", to, "near", other)
		default:
			ms[i] = l.document.LinkMessage("link-unresolved", l.link, "target", to)
		}
	}
	return ms
}

// fragment checks that a link's fragment is found in the edition that a reader
// of the document reaches.
func fragment(s *site.Site, d *document.Document, l *document.Link, t site.Target) []diag.Message {
	language := s.Language(d.File.Language)
	if language == nil {
		return nil
	}
	e, _ := s.Reached(t.Node, language)
	if e == nil {
		return nil
	}
	_, ok, known := site.Anchor(e, t.Fragment)
	switch {
	case ok:
		return nil
	case known:
		return []diag.Message{d.LinkMessage("fragment-elsewhere", l, "fragment", t.Fragment, "language", e.Language.Tag)}
	}
	return []diag.Message{d.LinkMessage("fragment-unresolved", l, "fragment", t.Fragment, "target", e.File.Path)}
}

// neighbours finds what a mistyped link may have meant. Comparing with every
// id of a large site is slow, so only the first faults of a run are helped.
type neighbours struct {
	ids    []string
	assets []string
	left   int
}

func newNeighbours(s *site.Site) *neighbours {
	n := &neighbours{left: 50, assets: published(s)}
	for _, p := range s.Publications {
		n.ids = append(n.ids, p.ID)
	}
	for _, sec := range s.Sections {
		if sec.ID != "" {
			n.ids = append(n.ids, sec.ID)
		}
	}
	return n
}

// of is the id that a link most likely means, as a path from the root of the
// site; "" when none is near.
func (n *neighbours) of(d *document.Document, destination string) string {
	if n.left == 0 {
		return ""
	}
	n.left--
	target, _, _ := strings.Cut(destination, "#")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(d.File.Folder(), target)
	}
	target = strings.Trim(strings.TrimSuffix(target, path.Ext(target)), "/")
	target = strings.TrimSuffix(target, "/index")
	if near := diag.Near(target, n.ids); near != "" {
		return "/" + near + "/"
	}
	// The same name in another folder.
	base := path.Base(target)
	for _, id := range n.ids {
		if path.Base(id) == base {
			return "/" + id + "/"
		}
	}
	return ""
}
