package email

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"tract/generator/render/notice"
	"tract/generator/site"
)

// shareLength is how many characters share.txt has at most, marks included.
const shareLength = 700

// Share writes share.txt of a route's publication in its language: the title,
// what it is about, and the address, for messengers; before them, of a text that
// was withdrawn, that it was. Each line says its
// direction by its first letter or by a mark.
//
// The address is never cut: where it alone is longer than share.txt may be, it
// stands alone.
func Share(out *bytes.Buffer, s *site.Site, r site.Route) error {
	l, err := begin(s, r.Publication, r.Language)
	if err != nil {
		return err
	}
	l.share(out)
	return nil
}

func (l *letter) share(out *bytes.Buffer) {
	dir := l.language.Dir
	// Messengers have nothing of a service's signs to evaluate.
	address := l.url
	if utf8.RuneCountInString(address) > shareLength/2 {
		if short, err := url.PathUnescape(address); err == nil && utf8.ValidString(short) && !strings.ContainsAny(short, " \t\n<>\"") {
			address = short
		}
	}
	if dir == "rtl" {
		address = lrm + address
	}
	address += "\n"
	// Room for marks and line ends stays free.
	room := shareLength - utf8.RuneCountInString(address) - 6
	// Who passes on a text that was withdrawn passes that on with it.
	for _, n := range notice.Of(l.site, l.edition, l.language) {
		if n.Kind == notice.Retraction {
			said := line(n.Title.Text)
			out.WriteString(directed(said, l.dir(l.phrase("", n.Title.Lang).lang)) + "\n\n")
			room -= utf8.RuneCountInString(said) + 4
		}
	}
	title := cut(line(l.edition.Title), min(room, 200))
	if title == "" {
		out.WriteString(address)
		return
	}
	out.WriteString(directed(title, dir) + "\n\n")
	room -= utf8.RuneCountInString(title)
	if about := cut(line(firstOf(l.edition.Summary, l.edition.Text().Excerpt)), room); about != "" {
		out.WriteString(directed(about, dir) + "\n\n")
	}
	out.WriteString(address)
}

// cut is a text of at most n characters: whole, or up to the end of a word with
// an ellipsis. Less than a few words are none.
func cut(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	if n < 20 {
		return ""
	}
	signs := signsOf(nil, text)
	end := n - 1
	for end > n/2 && !breaks(signs, end) {
		end--
	}
	if end == n/2 { // one long word
		for end = n - 1; end > 0 && signs[end].wide == 0; end-- {
		}
	}
	return strings.TrimRight(text[:signs[end].at], " ,;:،؛、，") + "…"
}
