package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// page writes the text of one work in one language.
type page struct {
	r     *rand.Rand
	l     *language
	words []string
	b     strings.Builder
	count int // words so far
	notes int // footnotes so far
}

// write is the whole file: front matter, then paragraphs under headings until
// there are about as many words as wanted, and the footnotes.
func (p *page) write(n, section int, date time.Time, terms []int, words int) string {
	b := &p.b
	fmt.Fprintf(b, "---\ntitle: %q\ndate: %s\nslug: %s-%d\ntags:\n", p.phrase(4, 9), date.Format(time.RFC3339), p.l.slugs[section], n)
	for _, t := range terms {
		fmt.Fprintf(b, "  - %s\n", tags[t])
	}
	b.WriteString("---\n\n")
	p.count = 0
	notes, table, code := p.chance(0.30), p.chance(0.25), p.chance(0.03)
	b.WriteString(p.paragraph(notes) + "\n\n")
	for part := 0; p.count < words; part++ {
		level := "## "
		if part%3 == 2 {
			level = "### "
		}
		b.WriteString(level + p.phrase(2, 6) + "\n\n")
		for range 1 + p.r.IntN(2) {
			b.WriteString(p.paragraph(notes) + "\n\n")
		}
		if p.chance(0.3) {
			p.list()
		}
		if p.chance(0.2) {
			b.WriteString("> " + p.sentence(false) + "\n> " + p.sentence(false) + "\n\n")
		}
		if table {
			p.table()
			table = false
		}
		if code {
			p.code()
			code = false
		}
	}
	for i := 1; i <= p.notes; i++ {
		fmt.Fprintf(b, "[^%d]: %s\n", i, p.sentence(false))
	}
	return b.String()
}

func (p *page) chance(share float64) bool { return p.r.Float64() < share }

func (p *page) word() string { p.count++; return p.words[p.r.IntN(len(p.words))] }

// run is n words, with what the language sets between them.
func (p *page) run(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(p.l.sep)
		}
		b.WriteString(p.word())
	}
	return b.String()
}

func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// phrase is a heading or title of least to most words.
func (p *page) phrase(least, most int) string { return upper(p.run(least + p.r.IntN(most-least+1))) }

// inline is a run of words, at times with markup behind it. The markup is set
// off by a space in every script: CommonMark's rules of flanking make emphasis
// inside unspaced text another test than this.
func (p *page) inline() string {
	s := p.run(3 + p.r.IntN(7))
	switch x := p.r.Float64(); {
	case x < 0.06:
		return s + " **" + p.run(2) + "**"
	case x < 0.12:
		return s + " *" + p.run(2) + "*"
	case x < 0.17:
		text := p.run(3)
		slug := p.l.slugs[p.r.IntN(4)]
		return fmt.Sprintf("%s [%s](https://example.org/%s/%d)", s, text, slug, p.r.IntN(9999))
	case x < 0.18:
		return s + " `" + p.run(1) + "`"
	case x < 0.185:
		return fmt.Sprintf("%s https://example.net/%d", s, p.r.IntN(9999))
	}
	return s
}

func (p *page) sentence(notes bool) string {
	var b strings.Builder
	for i := range 1 + p.r.IntN(3) {
		if i > 0 {
			b.WriteString(p.l.comma)
			if p.l.sep != "" {
				b.WriteString(" ")
			}
		}
		b.WriteString(p.inline())
	}
	s := upper(b.String())
	if notes && p.notes < 6 && p.chance(0.08) {
		p.notes++
		s += fmt.Sprintf("[^%d]", p.notes)
	}
	return s + p.l.stop
}

func (p *page) paragraph(notes bool) string {
	sentences := make([]string, 3+p.r.IntN(4))
	for i := range sentences {
		sentences[i] = p.sentence(notes)
	}
	between := " "
	if p.l.sep == "" {
		between = ""
	}
	return strings.Join(sentences, between)
}

func (p *page) list() {
	ordered := p.chance(0.3)
	for i := range 3 + p.r.IntN(4) {
		if ordered {
			fmt.Fprintf(&p.b, "%d. ", i+1)
		} else {
			p.b.WriteString("- ")
		}
		p.b.WriteString(upper(p.inline()) + "\n")
		if !ordered && p.chance(0.1) {
			p.b.WriteString("  - " + upper(p.inline()) + "\n")
		}
	}
	p.b.WriteString("\n")
}

// table has a last column of numbers, set to the right.
func (p *page) table() {
	last := 2 + p.r.IntN(2)
	for range last + 1 {
		p.b.WriteString("| " + p.run(1) + " ")
	}
	p.b.WriteString("|\n" + strings.Repeat("| --- ", last) + "| ---: |\n")
	for range 4 + p.r.IntN(5) {
		for range last {
			p.b.WriteString("| " + p.run(2) + " ")
		}
		fmt.Fprintf(&p.b, "| %d |\n", p.r.IntN(10000))
	}
	p.b.WriteString("\n")
}

func (p *page) code() {
	p.b.WriteString("```\n")
	for range 4 + p.r.IntN(4) {
		p.b.WriteString(p.run(5) + "\n")
	}
	p.b.WriteString("```\n\n")
}
