package site

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"

	"tract/generator/kind"
)

// Identifiers are the numbers under which libraries know an edition. A book and
// a registered text are one edition each, so that the ISBN and the DOI that the
// source edition states are not those of its translations; the numbers of a
// document and of a series hold for all.
func (e *Edition) Identifiers() []kind.Named {
	all := e.Publication.Identifiers
	if e == e.Publication.Source {
		return all
	}
	var out []kind.Named
	for _, id := range all {
		switch strings.ToLower(id.Name) {
		case "isbn", "doi":
		default:
			out = append(out, id)
		}
	}
	return out
}

// Identifier is a name that stays when titles, slugs and machines change, for
// feeds, calendars and books: a UUID of version 5 (RFC 9562) in the name space
// of URLs, of the site's address, of what it names ("publication/" and its id)
// and of a language.
func (s *Site) Identifier(what, language string) string {
	h := sha1.New()
	h.Write([]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8})
	h.Write([]byte(s.Config.BaseURL + what + "#" + language))
	u := h.Sum(nil)[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	x := hex.EncodeToString(u)
	return "urn:uuid:" + x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}
