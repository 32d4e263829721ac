package email

import (
	"strings"
	"unicode/utf8"
)

// addresses finds what must stay in one piece to be followed: what begins with
// a scheme and "://", with "mailto:" or with "www.", up to white space or a sign
// that stands around addresses.
type addresses struct {
	text     string
	from, to int // of the one found

	scheme, mail, web int // where the next of each begins, plus one; 0: not looked for yet
}

// none stands for the next place where there is none.
const none = 1 << 30

// next finds the next address; false where there is none.
func (a *addresses) next() bool {
	if a.scheme <= a.to {
		a.scheme = a.nextScheme() + 1
	}
	if a.mail <= a.to {
		a.mail = a.nextAfter("mailto:") + 1
	}
	if a.web <= a.to {
		a.web = a.nextAfter("www.") + 1
	}
	first := min(a.scheme, a.mail, a.web)
	if first > none {
		return false
	}
	a.from = first - 1
	mark := len("www.")
	switch first {
	case a.scheme:
		mark = strings.Index(a.text[a.from:], "://") + len("://")
	case a.mail:
		mark = len("mailto:")
	}
	a.to = a.from + mark
	for a.to < len(a.text) {
		size := follows(a.text[a.to:])
		if size == 0 {
			break
		}
		a.to += size
	}
	return true
}

// nextScheme is where the next address with a scheme begins.
func (a *addresses) nextScheme() int {
	for at := a.to; ; {
		found := strings.Index(a.text[at:], "://")
		if found < 0 {
			return none
		}
		at += found
		from := at
		for from > a.to && a.text[from-1]|0x20 >= 'a' && a.text[from-1]|0x20 <= 'z' {
			from--
		}
		if from < at && follows(a.text[at+len("://"):]) > 0 {
			return from
		}
		at++
	}
}

// nextAfter is where the next address begins that begins with a mark.
func (a *addresses) nextAfter(mark string) int {
	for at := a.to; ; {
		found := strings.Index(a.text[at:], mark)
		if found < 0 {
			return none
		}
		at += found
		if follows(a.text[at+len(mark):]) > 0 {
			return at
		}
		at++
	}
}

// follows is the size of the character at the head of a text where it may be a
// part of an address, else 0.
func follows(s string) int {
	if s == "" {
		return 0
	}
	if c := s[0]; c < utf8.RuneSelf {
		switch c {
		case ' ', '\t', '\n', '\f', '\r', '<', '>', '"':
			return 0
		}
		return 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("«»“”「」『』（）。、，", r) {
		return 0
	}
	return size
}
