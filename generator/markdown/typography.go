package markdown

// This file sets what people type with straight quotes and hyphens the way a
// printer of the language sets it.

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// style is the typography of a language; it is not altered after newStyle.
type style struct {
	stops                                *[256]bool // bytes that text may not simply copy
	french                               bool       // spaces before high punctuation and inside guillemets
	canadian                             bool       // of these, only before the colon
	open, close, openSingle, closeSingle string
}

const narrow = "\u202F" // narrow no-break space

func newStyle(o Options) *style {
	s := &style{stops: new([256]bool), open: o.OpenQuote, close: o.CloseQuote, openSingle: o.OpenAlt, closeSingle: o.CloseAlt}
	for _, c := range []byte(`\&<>`) {
		s.stops[c] = true
	}
	if !o.Typography {
		return s
	}
	if s.open == "" || s.close == "" {
		s.open, s.close = "“", "”"
	}
	if s.openSingle == "" || s.closeSingle == "" {
		s.openSingle, s.closeSingle = "‘", "’"
	}
	for _, field := range []*string{&s.open, &s.close, &s.openSingle, &s.closeSingle} {
		*field = strings.Trim(*field, " \u00A0\u202F")
	}
	for _, c := range []byte(`"'-.`) {
		s.stops[c] = true
	}
	tag := strings.ToLower(o.Language)
	s.french = tag == "fr" || strings.HasPrefix(tag, "fr-")
	s.canadian = s.french && strings.HasSuffix(tag, "-ca")
	if s.french {
		s.stops[':'] = true
		if !s.canadian {
			s.stops[';'], s.stops['!'], s.stops['?'] = true, true, true
		}
		s.stops["«"[0]] = true
	}
	return s
}

// typeset writes the typographic sign for what begins at b[i], having everything
// before it written, and says how much of b that took.
func (w *writer) typeset(b []byte, i int) int {
	switch b[i] {
	case '"':
		return w.doubleQuote(b, i)
	case '\'':
		return w.singleQuote(b, i)
	case '-', '.':
		return w.repeated(b, i)
	case ':', ';', '!', '?':
		w.highPunctuation(b, i)
		return 1
	}
	switch { // the first byte of « or »
	case bytes.HasPrefix(b[i:], []byte("«")):
		w.sign("«" + narrow)
		return len("«") + spaces(b[i+len("«"):])
	case bytes.HasPrefix(b[i:], []byte("»")):
		w.closing("»")
		return len("»")
	}
	w.copy(b[i : i+1])
	return 1
}

// sign writes text that HTML need not escape.
func (w *writer) sign(s string) {
	w.out = append(w.out, s...)
	w.plain = append(w.plain, s...)
}

// repeated sets -- --- and ... ; longer runs are drawings and stay.
func (w *writer) repeated(b []byte, i int) int {
	n := 1
	for i+n < len(b) && b[i+n] == b[i] {
		n++
	}
	switch {
	case n == 1 || inAddress(b, i):
		w.copy(b[i : i+n])
	case b[i] == '.' && n == 3:
		w.sign("…")
	case b[i] == '-' && n == 2:
		w.sign("–")
	case b[i] == '-' && n == 3:
		w.sign("—")
	default:
		w.copy(b[i : i+n])
	}
	return n
}

// highPunctuation sets the French space before ; : ! ?
func (w *writer) highPunctuation(b []byte, i int) {
	c, next := b[i], w.following(b, i+1)
	fits := isSpace(next) || next == '"' || next == '»' || next == '”' || next == '…'
	if c == '!' || c == '?' {
		fits = fits || strings.ContainsRune("!?)]}.,;:'’", next)
	}
	if fits && !inAddress(b, i) && !emoji(b, i) {
		switch prev := w.previous(); {
		case prev == ' ' && w.leading():
			w.narrowSpace()
		case isWord(prev) || classOf(prev)&symbol != 0 || strings.ContainsRune(`)]}»"”'’…`, prev) && prev != 0:
			w.sign(narrow)
		}
	}
	w.copy(b[i : i+1])
}

// leading says whether the space just written follows text of the block.
func (w *writer) leading() bool {
	return len(bytes.TrimRight(w.plain[w.leafStart:], " ")) > 0
}

// narrowSpace puts a narrow no-break space for the spaces just written. Spaces
// before a tag stay: the sign after it begins an element.
func (w *writer) narrowSpace() {
	n := len(w.plain)
	for len(w.plain) > w.leafStart && bytes.HasSuffix(w.out, []byte(" ")) && bytes.HasSuffix(w.plain, []byte(" ")) {
		w.out, w.plain = w.out[:len(w.out)-1], w.plain[:len(w.plain)-1]
	}
	if len(w.plain) < n {
		w.sign(narrow)
	}
}

// emoji says whether the colon at i ends a code such as :smile:.
func emoji(b []byte, i int) bool {
	if b[i] != ':' {
		return false
	}
	j := i
	for j > 0 && (alphanumeric(b[j-1]) || b[j-1] == '_' || b[j-1] == '+' || b[j-1] == '-') {
		j--
	}
	return j < i && j > 0 && b[j-1] == ':'
}

// inAddress says whether b[i] is part of a URL that stands as text.
func inAddress(b []byte, i int) bool {
	from, to := i, i
	for from > 0 && i-from < 200 && b[from-1] > ' ' {
		from--
	}
	for to < len(b) && to-i < 200 && b[to] > ' ' {
		to++
	}
	token := b[from:to]
	return bytes.Contains(token, []byte("://")) || bytes.HasPrefix(token, []byte("www."))
}

// doubleQuote sets one ".
func (w *writer) doubleQuote(b []byte, i int) int {
	prev, next := w.previous(), w.following(b, i+1)
	switch {
	case w.double > 0 && !(beginsAfter(prev) && isWord(next)):
		w.double--
		w.closing(w.style.close)
	case w.double == 0 && classOf(prev)&digit != 0: // inches
		w.sign(`"`)
	case isSpace(prev) && isSpace(next) && (!w.style.french || bytes.IndexByte(b[i+1:], '"') < 0):
		w.sign(`"`)
	case beginsAfter(prev) || isWord(next):
		w.double++
		return 1 + w.opening(w.style.open, b[i+1:])
	default:
		w.closing(w.style.close)
	}
	return 1
}

// beginsAfter says whether a quotation may begin after a character.
func beginsAfter(prev rune) bool {
	return isSpace(prev) || strings.ContainsRune("([{<«‹“‘„‚—–-/¿¡（「『", prev)
}

// singleQuote sets one ' : an apostrophe, or a quotation mark.
func (w *writer) singleQuote(b []byte, i int) int {
	prev, next := w.previous(), w.following(b, i+1)
	left, right := classOf(prev), classOf(next)
	switch {
	case (left|right)&cjk != 0: // no space tells the two sides apart
		if w.single > 0 {
			w.single--
			w.closing(w.style.closeSingle)
			return 1
		}
		w.single++
		return 1 + w.opening(w.style.openSingle, b[i+1:])
	case left&digit != 0 && (right&digit != 0 || right&word == 0 && w.single == 0): // feet
		w.sign("'")
	case left&word != 0 && right&word != 0:
		w.sign("’")
	case (left&word != 0 || !beginsAfter(prev)) && w.single > 0:
		w.single--
		w.closing(w.style.closeSingle)
	case beginsAfter(prev) && !isSpace(next) && !decade(b[i+1:]) && closes(b[i+1:]):
		w.single++
		return 1 + w.opening(w.style.openSingle, b[i+1:])
	case (left|right)&word != 0:
		w.sign("’")
	default:
		w.sign("'")
	}
	return 1
}

// decade says whether a text begins as in '90s.
func decade(b []byte) bool {
	return len(b) > 2 && b[0] >= '0' && b[0] <= '9' && b[1] >= '0' && b[1] <= '9' && b[2] == 's'
}

// closes says whether a text holds a ' that may close a quotation.
func closes(b []byte) bool {
	for i := 1; i < len(b) && i < 500; i++ {
		if b[i] == '\'' && b[i-1] > ' ' && (i+1 == len(b) || !alphanumeric(b[i+1]) && b[i+1] < utf8.RuneSelf) {
			return true
		}
	}
	return false
}

// opening writes an opening mark and says how many spaces after it are dropped.
func (w *writer) opening(mark string, rest []byte) int {
	w.sign(mark)
	if w.style.french && (mark == "«" || mark == "‹") {
		w.sign(narrow)
		return spaces(rest)
	}
	return 0
}

// closing writes a closing mark.
func (w *writer) closing(mark string) {
	if w.style.french && (mark == "»" || mark == "›") {
		switch prev := w.previous(); {
		case prev == ' ':
			w.narrowSpace()
		case !isSpace(prev):
			w.sign(narrow)
		}
	}
	w.sign(mark)
}

// spaces is the number of bytes of the spaces at the head of b, no-break ones
// among them.
func spaces(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r != ' ' && r != 0xA0 && r != 0x202F {
			break
		}
		n += size
	}
	return n
}

// previous is the character before the place in hand, in the block's text as it
// is read; 0 at its start.
func (w *writer) previous() rune {
	if len(w.plain) == w.leafStart {
		return 0
	}
	r, _ := utf8.DecodeLastRune(w.plain[w.leafStart:])
	return r
}

// following is the character at b[i], or the first one of what comes after the
// text node in hand; 0 at the end of the block.
func (w *writer) following(b []byte, i int) rune {
	if i < len(b) {
		r, _ := utf8.DecodeRune(b[i:])
		return r
	}
	if w.node == nil {
		return 0
	}
	return w.after(w.node)
}

// after is the first character that will be read after a node of the block.
func (w *writer) after(n ast.Node) rune {
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
		return '\n'
	}
	for n != nil && n.Type() == ast.TypeInline {
		for s := n.NextSibling(); s != nil; s = s.NextSibling() {
			if r := w.first(s, 0); r != 0 {
				return r
			}
		}
		n = n.Parent()
	}
	return 0
}

// first is the first character of a node's text; 0 when it has none.
func (w *writer) first(n ast.Node, depth int) rune {
	switch n := n.(type) {
	case *ast.Text:
		if v := w.src[n.Segment.Start:n.Segment.Stop]; len(v) > 0 {
			r, _ := utf8.DecodeRune(v)
			return r
		}
		if n.SoftLineBreak() || n.HardLineBreak() {
			return '\n'
		}
		return 0
	case *ast.AutoLink, *shortcode, *ast.CodeSpan:
		return 'x' // stands for a word
	case *ast.RawHTML:
		return 0
	}
	if depth < maxDepth {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if r := w.first(c, depth+1); r != 0 {
				return r
			}
		}
	}
	return 0
}
