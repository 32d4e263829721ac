package email

import (
	"bytes"
	"runtime"
	"sync"

	"tract/generator/site"
)

// Desk writes the mails of one Site. The texts of a mail are laid out once and
// held until as many other mails were asked for as are worked on at a time:
// email.html, email.txt and message.eml come one after the other. It may be used
// by many goroutines at once.
type Desk struct {
	site *site.Site

	mu   sync.Mutex
	held []*draft // at most places, the oldest first
}

// draft is a mail with its two texts.
type draft struct {
	publication *site.Publication
	language    *site.Language

	letter     func() (*letter, error)
	text, page func() []byte // of a letter that could be written
}

// NewDesk is a desk for a Site.
func NewDesk(s *site.Site) *Desk { return &Desk{site: s} }

// draft is the mail of a route.
func (d *Desk) draft(r site.Route) *draft {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, one := range d.held {
		if one.publication == r.Publication && one.language == r.Language {
			return one
		}
	}
	one := newDraft(d.site, r)
	places := 2*runtime.GOMAXPROCS(0) + 2
	if len(d.held) >= places {
		d.held = append(d.held[:0], d.held[len(d.held)-places+1:]...)
	}
	d.held = append(d.held, one)
	return one
}

func newDraft(s *site.Site, r site.Route) *draft {
	one := &draft{publication: r.Publication, language: r.Language}
	one.letter = sync.OnceValues(func() (*letter, error) { return write(s, r.Publication, r.Language) })
	// What stands in a letter is only read.
	one.text = sync.OnceValue(func() []byte {
		l, _ := one.letter()
		var out bytes.Buffer
		l.text(&out)
		return out.Bytes()
	})
	one.page = sync.OnceValue(func() []byte {
		l, _ := one.letter()
		var out bytes.Buffer
		l.html(&out)
		return out.Bytes()
	})
	return one
}

// HTML writes email.html of a route's publication in its language.
func (d *Desk) HTML(out *bytes.Buffer, r site.Route) error {
	one := d.draft(r)
	if _, err := one.letter(); err != nil {
		return err
	}
	out.Write(one.page())
	return nil
}

// Text writes email.txt of a route's publication in its language.
func (d *Desk) Text(out *bytes.Buffer, r site.Route) error {
	one := d.draft(r)
	if _, err := one.letter(); err != nil {
		return err
	}
	out.Write(one.text())
	return nil
}

// Message writes message.eml of a route's publication in its language: an
// RFC 5322 message with both texts as multipart/alternative, marked as one that
// is still to be sent.
func (d *Desk) Message(out *bytes.Buffer, r site.Route) error {
	one := d.draft(r)
	l, err := one.letter()
	if err != nil {
		return err
	}
	l.message(out, one.text(), one.page())
	return nil
}

// HTML writes email.html of a route's publication in its language.
func HTML(out *bytes.Buffer, s *site.Site, r site.Route) error { return NewDesk(s).HTML(out, r) }

// Text writes email.txt of a route's publication in its language.
func Text(out *bytes.Buffer, s *site.Site, r site.Route) error { return NewDesk(s).Text(out, r) }

// Message writes message.eml of a route's publication in its language.
func Message(out *bytes.Buffer, s *site.Site, r site.Route) error { return NewDesk(s).Message(out, r) }
