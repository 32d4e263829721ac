package email

import (
	"bytes"
	"strconv"
	"strings"

	"tract/generator/render/notice"
)

// kept stands for a sign of the service while what is content is searched for
// such signs. No content holds it.
const kept = '\x00'

// text writes the whole mail as plain text, with line ends of one character.
func (l *letter) text(out *bytes.Buffer) {
	p := &plainer{site: l.site, known: map[string]int{}, lang: l.language.Tag, dir: l.language.Dir}
	l.textHead(p)
	for i := range l.stories {
		l.textStory(p, &l.stories[i])
	}
	p.dir, p.indents = l.language.Dir, nil
	if len(p.links) > 0 {
		p.rule("* * *")
		p.phrase(l, l.word("mail_links"))
		p.gap = true
		for i, href := range p.links {
			p.address("["+strconv.Itoa(i+1)+"] ", l.service.url(href))
		}
	}
	var marks []string
	l.textFoot(p, &marks)
	text := l.service.text(strings.Join(p.lines, "\n") + "\n")
	for _, mark := range marks {
		text = strings.Replace(text, string(kept), mark, 1)
	}
	out.WriteString(text)
}

// phrase writes a text in its own direction.
func (p *plainer) phrase(l *letter, t phrase) {
	dir := p.dir
	p.dir = l.dir(t.lang)
	p.put(p.wrapped(line(t.text)))
	p.dir = dir
}

// address writes an address on a line of its own, which runs from left to right.
func (p *plainer) address(before, url string) {
	p.space()
	text := before + url
	if p.dir == "rtl" {
		// Behind a space, so that no program takes the mark for a part of the
		// address.
		text = lrm + text + " " + lrm
	}
	p.lines = append(p.lines, text)
}

func (l *letter) textHead(p *plainer) {
	p.phrase(l, l.sender)
	p.address("", l.service.url(l.home))
	if l.kicker != "" {
		p.gap = true
		p.put(p.wrapped(line(l.kicker)))
	}
	p.gap = l.kicker == ""
	p.titledHere(line(l.edition.Title), "=")
	p.phrase(l, l.word("read_online"))
	p.address("", l.service.url(l.url))
	for _, e := range l.editions {
		p.phrase(l, phrase{e.name, e.lang})
		p.address("", l.service.url(e.url))
	}
	p.gap = true
}

// titledHere is titled without an empty line before it, unless one is due.
func (p *plainer) titledHere(text, sign string) {
	due := p.gap
	before := len(p.lines)
	p.titled(text, sign)
	if !due && before < len(p.lines) && p.lines[before] == "" {
		p.lines = append(p.lines[:before], p.lines[before+1:]...)
	}
}

func (l *letter) textStory(p *plainer, s *story) {
	p.dir, p.lang, p.indents = s.dir, s.lang, nil
	if s.level > 0 {
		p.rule("* * *")
		p.titled(line(s.title), "=")
		p.address("", l.service.url(s.url))
		p.gap = true
	}
	if s.missing.text != "" {
		p.phrase(l, s.missing)
		p.gap = true
	}
	for _, n := range s.notices {
		p.notice(l, n)
	}
	if s.summary != "" {
		p.put(p.wrapped(line(s.summary)))
		p.gap = true
	}
	if s.image != nil && s.image.alt != "" {
		p.put(p.wrapped("[" + line(s.image.alt) + "]"))
		p.gap = true
	}
	p.body(s.html, s.lang, s.dir)
	p.dir, p.lang, p.indents = l.language.Dir, l.language.Tag, nil
	if len(s.files) > 0 {
		p.gap = true
		p.phrase(l, l.word("downloads"))
		p.gap = true
		for _, f := range s.files {
			p.phrase(l, phrase{f.label.text + " (" + f.about + ")", f.label.lang})
			p.address("", l.service.url(f.url))
		}
	}
	p.gap = true
}

// notice writes what readers are told before a text. A day stands before the
// words where they run in the same language, else on a line of its own.
func (p *plainer) notice(l *letter, n notice.Notice) {
	if n.Title.Text != "" {
		p.phrase(l, l.phrase(n.Title.Text, n.Title.Lang))
	}
	for _, one := range n.Lines {
		words := l.phrase(one.Text, one.Lang)
		switch {
		case one.Date != "" && words.lang == "":
			words.text = one.Date + ": " + words.text
		case one.Date != "":
			p.phrase(l, phrase{text: one.Date + ":"})
		}
		p.phrase(l, words)
		if one.URL != "" {
			p.address("", l.service.url(one.URL))
		}
	}
	p.gap = true
}

// textFoot writes why one gets the mail and how one gets it no more. The signs
// of the service are put in later.
func (l *letter) textFoot(p *plainer, marks *[]string) {
	p.gap = true
	p.space()
	p.lines = append(p.lines, "-- ") // the sign for what follows the text (RFC 3676, 4.3)
	p.phrase(l, l.word("mail_why"))
	mark := func(word, mark string) {
		p.phrase(l, l.word(word))
		p.address("", string(kept))
		*marks = append(*marks, mark)
	}
	switch address := l.site.Config.Mail.Unsubscribe; {
	case l.service.Unsubscribe != "":
		mark("mail_unsubscribe", l.service.Unsubscribe)
	case address != "":
		p.phrase(l, l.word("mail_unsubscribe"))
		p.address("", l.service.url(address))
	default:
		p.phrase(l, l.word("mail_reply_to_unsubscribe"))
	}
	if l.service.View != "" {
		mark("mail_view", l.service.View)
	}
	if l.service.Postal != "" {
		p.address("", string(kept))
		*marks = append(*marks, l.service.Postal)
	}
}
