package email

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"tract/generator/config"
	"tract/generator/data"
)

// message writes the mail with its two texts.
func (l *letter) message(out *bytes.Buffer, text, page []byte) {
	sum := sha256.New()
	sum.Write(text)
	sum.Write([]byte{0})
	sum.Write(page)
	// Neither encoding of a part can give "=_" (RFC 2045, 6.7).
	boundary := "=_" + hex.EncodeToString(sum.Sum(nil)[:16])
	h := header{out}
	if !l.mailbox(h, "From", l.site.Config.Mail.From) {
		h.mailbox("From", l.sender.text, "newsletter@"+l.host())
	}
	l.mailbox(h, "To", l.site.Config.Mail.To)
	l.mailbox(h, "Reply-To", l.site.Config.Mail.ReplyTo)
	h.text("Subject", l.service.text(line(l.edition.Title)))
	h.plain("Date", date(l.edition.Publication.Date, l.edition.Updated))
	h.plain("Message-ID", l.messageID())
	h.plain("Content-Language", l.language.Tag)
	if id := l.site.Config.Mail.ListID; id != "" {
		h.plain("List-Id", "<"+id+">")
	}
	switch {
	case l.service.Unsubscribe != "":
		h.plain("List-Unsubscribe", "<"+l.service.Unsubscribe+">")
	case l.site.Config.Mail.Unsubscribe != "":
		h.plain("List-Unsubscribe", "<"+l.site.Config.Mail.Unsubscribe+">")
	}
	h.plain("X-Unsent", "1")
	h.plain("MIME-Version", "1.0")
	h.plain("Content-Type", "multipart/alternative;\r\n boundary=\""+boundary+"\"")
	out.WriteString("\r\n")
	for _, part := range []struct {
		kind string
		body []byte
	}{{"plain", text}, {"html", page}} {
		out.WriteString("--" + boundary + "\r\n")
		h.plain("Content-Type", "text/"+part.kind+"; charset=utf-8")
		h.plain("Content-Language", l.language.Tag)
		encodeBody(h, part.body)
		out.WriteString("\r\n")
	}
	out.WriteString("--" + boundary + "--\r\n")
}

// encodeBody writes a part's encoding and body: quoted-printable, which people
// can read, unless base64 is much shorter.
func encodeBody(h header, body []byte) {
	high := 0
	for _, c := range body {
		if c >= 0x80 {
			high++
		}
	}
	if high*5 > len(body) {
		h.plain("Content-Transfer-Encoding", "base64")
		h.out.WriteString("\r\n")
		// Line ends of a text are two characters, also within base64 (RFC 2046, 4.1.1).
		text := base64.StdEncoding.EncodeToString(bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n")))
		for len(text) > 76 {
			h.out.WriteString(text[:76] + "\r\n")
			text = text[76:]
		}
		h.out.WriteString(text)
		return
	}
	h.plain("Content-Transfer-Encoding", "quoted-printable")
	h.out.WriteString("\r\n")
	// A buffer takes all that is written to it.
	w := quotedprintable.NewWriter(h.out)
	_, _ = w.Write(body)
	_ = w.Close()
}

// messageID is the name of the mail, which stays when titles and slugs change.
func (l *letter) messageID() string {
	sum := sha256.Sum256([]byte(l.site.Config.BaseURL + "publication/" + l.edition.Publication.ID + "#" + l.language.Tag))
	return "<" + hex.EncodeToString(sum[:16]) + "@" + l.host() + ">"
}

// host is the site's host as mail knows it: in ASCII, without a port.
func (l *letter) host() string {
	host := l.site.Config.Host()
	if plain, err := url.PathUnescape(host); err == nil {
		host = plain
	}
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil || !mailHost(ascii) {
		return "localhost.invalid"
	}
	return ascii
}

// mailHost says whether a host can stand behind the @ of an address.
func mailHost(host string) bool {
	a, err := mail.ParseAddress("x@" + host)
	return err == nil && a.Address == "x@"+host
}

// date is the day of an issue as RFC 5322 writes it: at its hour where it has
// one, else at noon in UTC, so that it is the same day nearly everywhere. A
// publication without a day takes that of its last change, or the first of all.
func date(days ...data.Date) string {
	d := data.Date{Year: 1970}
	for _, day := range days {
		if !day.IsZero() {
			d = day
			break
		}
	}
	hour, minute, second := 12, 0, 0
	if len(d.Clock) >= 5 {
		hour, minute = digits(d.Clock[:2]), digits(d.Clock[3:5])
		if len(d.Clock) >= 8 {
			second = min(digits(d.Clock[6:8]), 59)
		}
	}
	zone := time.UTC
	if len(d.Zone) == 6 {
		offset := digits(d.Zone[1:3])*3600 + digits(d.Zone[4:6])*60
		if d.Zone[0] == '-' {
			offset = -offset
		}
		zone = time.FixedZone("", offset)
	}
	t := time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), hour, minute, second, 0, zone)
	return fmt.Sprintf("%s, %02d %s %04d %02d:%02d:%02d %s", t.Format("Mon"), t.Day(), t.Format("Jan"), d.Year, hour, minute, second, t.Format("-0700"))
}

func digits(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// header writes fields of a header, folded.
type header struct{ out *bytes.Buffer }

// plain writes a field in ASCII that needs no folding.
func (h header) plain(name, value string) { h.out.WriteString(name + ": " + value + "\r\n") }

// foldAt is how long a line of a header is at most where it can be folded.
const foldAt = 76

// text writes a field of free text.
func (h header) text(name, value string) {
	h.out.WriteString(name + ":")
	h.words(len(name)+1, value)
	h.out.WriteString("\r\n")
}

// words writes free text behind what a line holds already, and gives how much
// the last line then holds: as it is where it is ASCII, else in encoded words
// (RFC 2047).
func (h header) words(used int, value string) int {
	if plainASCII(value) {
		for i, word := range strings.Split(value, " ") {
			if i > 0 && used+1+len(word) > foldAt {
				h.out.WriteString("\r\n")
				used = 0
			}
			h.out.WriteString(" " + word)
			used += 1 + len(word)
		}
		return used
	}
	const open, end = "=?utf-8?B?", "?="
	for value != "" {
		room := (foldAt - used - 1 - len(open) - len(end)) / 4 * 3
		n := 0
		for n < len(value) {
			_, size := utf8.DecodeRuneInString(value[n:])
			if n+size > room {
				break
			}
			n += size
		}
		if n == 0 { // no room on this line
			h.out.WriteString("\r\n")
			used = 0
			continue
		}
		word := open + base64.StdEncoding.EncodeToString([]byte(value[:n])) + end
		h.out.WriteString(" " + word)
		used += 1 + len(word)
		value = value[n:]
	}
	return used
}

// plainASCII says whether a text may stand in a header as it is.
func plainASCII(s string) bool {
	if strings.Contains(s, "=?") || strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") || strings.Contains(s, "  ") {
		return false
	}
	longest := 0
	for _, word := range strings.Split(s, " ") {
		longest = max(longest, len(word))
	}
	return longest < 60 && strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// mailbox writes a field with the mailbox of the reader's language; false where
// there is none.
func (l *letter) mailbox(h header, name string, by config.Text) bool {
	value, _ := by.In(l.language.Tags...)
	display, address, ok := config.ReadMailbox(value)
	if ok {
		h.mailbox(name, display, address)
	}
	return ok
}

// mailbox writes a field with one mailbox.
func (h header) mailbox(name, display, address string) {
	h.out.WriteString(name + ":")
	used := len(name) + 1
	display = line(display)
	switch {
	case display == "":
		h.out.WriteString(" " + address + "\r\n")
		return
	case plainASCII(display):
		quoted := (&mail.Address{Name: display, Address: "a@b"}).String()
		quoted = strings.TrimSuffix(quoted, " <a@b>")
		h.out.WriteString(" " + quoted)
		used += 1 + len(quoted)
	default:
		used = h.words(used, display)
	}
	if used+3+len(address) > foldAt {
		h.out.WriteString("\r\n")
	}
	h.out.WriteString(" <" + address + ">\r\n")
}
