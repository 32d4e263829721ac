package check

import (
	"path"
	"strings"
	"sync"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/markdown"
	"tract/generator/site"
)

// links reports the links and pictures of a document that lead nowhere.
func links(s *site.Site, d *document.Document, near *neighbours) []diag.Message {
	var ms []diag.Message
	for i := range d.Links {
		l := &d.Links[i]
		t := s.Resolve(d, l.Destination)
		switch {
		case t.Excluded:
			// It is there, but a draft, held back or itself at fault.
		case !t.Found():
			ms = append(ms, nowhere(d, l, near))
		case t.Asset != "" && !site.Publishable(t.Asset):
			ms = append(ms, d.LinkMessage("link-file-refused", l, "target", l.Destination, "extension", path.Ext(t.Asset)))
		case t.Node != nil && l.Kind != markdown.PageLink:
			ms = append(ms, d.LinkMessage("image-unresolved", l, "target", l.Destination))
		case t.Node != nil && t.Fragment != "":
			ms = append(ms, fragment(s, d, l, t)...)
		}
	}
	return ms
}

// nowhere is the message on a link without a target.
func nowhere(d *document.Document, l *document.Link, near *neighbours) diag.Message {
	if l.Kind != markdown.PageLink {
		return d.LinkMessage("image-unresolved", l, "target", l.Destination)
	}
	if other := near.of(d, l.Destination); other != "" {
		return d.LinkMessage("link-near", l, "target", l.Destination, "near", other)
	}
	return d.LinkMessage("link-unresolved", l, "target", l.Destination)
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
	mu   sync.Mutex
	ids  []string
	left int
}

func newNeighbours(s *site.Site) *neighbours {
	n := &neighbours{left: 50}
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
	n.mu.Lock()
	defer n.mu.Unlock()
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
