// Package seal records what the text of an edition said when it was published,
// so that a later change of its words is seen.
//
// The record of index.fr.md is index.fr.seal beside it, written by `tract
// seal` and never published. It holds one record for each time the text was
// sealed, the oldest first; the last one counts. A record begins with the digest
// of the text (document.Digest), names the corrections that the text had, and has
// a line for each part, in the order of the text: what it is, its digest, and its
// first words, which serve people alone.
//
//	seal 2
//	text 3f9c0a…
//	erratum 77aa01…
//	title 5b2e… Déclaration de Kapok
//	heading 88bb… Article 1. La santé est à toutes et à tous
//	file 90aa… rounds.csv
//
// Parts are the title, the summary, the texts that the kind lists (the role
// list: key findings, recommendations), every part of the body
// (markdown.Statement) and every file that the body shows. Their digests see all
// that changes the meaning, and not white space, wrapping, typography or
// emphasis; those of files see every byte but the form of line ends.
//
// Seals of the first form (“seal 1”) saw words alone. They are read, and
// compared as they were made; a record of that form in a file of the second
// begins with “former” instead of “text”.
package seal

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/markdown"
	"tract/generator/site"
	"tract/generator/source"
)

// Extension is that of a seal.
const Extension = ".seal"

// File is the path of the seal of a text.
func File(text string) string { return strings.TrimSuffix(text, path.Ext(text)) + Extension }

// Text says whether a text is the one that a seal records.
func Text(seal, text string) bool { return source.IsMarkdown(text) && File(text) == seal }

// Part is one part of a text.
type Part struct {
	Kind   string
	Digest string // 16 hexadecimal digits
	Words  string // its first words, on one line
	// Start and End are its bytes in the text; not of what is read from a seal.
	Start, End int
}

// Record is a text as it was at one time.
type Record struct {
	Digest string
	Former bool     // of the first form, which sees words alone
	Errata []string // digests of the corrections that it had
	Parts  []Part
}

// Seal is what was recorded of one text.
type Seal struct {
	Path    string
	Records []Record // the oldest first; at least one
}

// Last is the record that counts.
func (s *Seal) Last() Record { return s.Records[len(s.Records)-1] }

// Of is the record of an edition as it stands. text is its file. The error is
// the machine's.
func Of(s *site.Site, e *site.Edition, text []byte) (Record, error) {
	statements, err := e.Statements()
	if err != nil {
		return Record{}, err
	}
	r := Record{Digest: e.Digest()}
	r.front(e, markdown.Said)
	for i := range statements {
		b := &statements[i]
		p := Part{Kind: b.Kind, Digest: digest([]byte(b.Said)), Start: b.Start, End: b.End}
		if p.Start < p.End && p.End <= len(text) {
			p.Words = firstWords(string(text[p.Start:p.End]))
		}
		r.Parts = append(r.Parts, p)
	}
	r.files(s, e)
	return r, nil
}

// Like is the record of an edition as it stands in the form of another record,
// so that the two can be compared.
func Like(old Record, s *site.Site, e *site.Edition, text []byte) (Record, error) {
	if !old.Former {
		return Of(s, e, text)
	}
	r := Record{Digest: e.FormerDigest(), Former: true}
	r.front(e, document.Words)
	for i := range e.Text().Blocks {
		b := &e.Text().Blocks[i]
		p := Part{Kind: formerKind(b.Kind), Digest: fmt.Sprintf("%016x", b.Digest), Start: int(b.Start), End: int(b.End)}
		if p.Start >= 0 && p.End <= len(text) && p.Start <= p.End {
			p.Words = firstWords(string(text[p.Start:p.End]))
		}
		r.Parts = append(r.Parts, p)
	}
	r.files(s, e)
	return r, nil
}

// formerKinds are the names of blocks in the first form, by markdown.BlockKind.
var formerKinds = [...]string{"heading", "paragraph", "item", "row", "caption", "footnote", "definition", "html"}

func formerKind(k markdown.BlockKind) string { return formerKinds[int(k)%len(formerKinds)] }

// front adds the corrections and the texts of the front matter, of which said
// gives what counts.
func (r *Record) front(e *site.Edition, said func(string) string) {
	for _, item := range e.Errata {
		// Corrections are told apart as they were in the first form: those that a
		// seal names stay the same.
		r.Errata = append(r.Errata, digest([]byte(item.Get("date").Text+"\n"+document.Words(item.Get("text").Text))))
	}
	r.field(e, "title", "title", e.Title, said)
	r.field(e, "summary", "summary", e.Summary, said)
	for i := range e.Publication.Kind.Fields {
		f := &e.Publication.Kind.Fields[i]
		if f.Role != "list" || f.Type != kind.Text {
			continue
		}
		for _, item := range e.Field(f.Name).Strings() {
			r.field(e, f.Name, f.Name, item, said)
		}
	}
}

// field adds a text of the front matter.
func (r *Record) field(e *site.Edition, kind, name, text string, said func(string) string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p := Part{Kind: kind, Digest: digest([]byte(said(text))), Words: firstWords(text)}
	if v, ok := e.Fields.Get(name); ok {
		p.Start, p.End = v.Start, v.End
	}
	r.Parts = append(r.Parts, p)
}

// files adds the files that the body shows, each once.
func (r *Record) files(s *site.Site, e *site.Edition) {
	seen := map[string]bool{}
	for i := range e.Text().Links {
		l := &e.Text().Links[i]
		if l.Kind == markdown.PageLink || s.Text == nil {
			continue
		}
		asset := s.Resolve(e.Document, l.Destination).Asset
		if asset == "" || seen[asset] {
			continue
		}
		seen[asset] = true
		b, err := s.Text(asset)
		if err != nil {
			continue // told by the checks
		}
		r.Parts = append(r.Parts, Part{Kind: "file", Digest: digest(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))), Words: firstWords(path.Base(asset))})
	}
}

// digest is the head of a SHA-256.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// firstWords are the first 60 characters of a text on one line, without those
// that cannot be seen.
func firstWords(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.Fields(strings.TrimLeft(text, "#>*-+ \t\n")), " ")
	const most = 60
	n := 0
	for i := range text {
		if n++; n > most {
			return strings.TrimSpace(text[:i]) + "…"
		}
	}
	return text
}

// head are the first lines of a seal.
const head = "# What the text beside this file said when it was published, as “tract seal”\n# recorded it. Not to be edited; the handbook says more under “Seals”.\nseal 2\n"

// Format is the seal as a file.
func (s *Seal) Format() []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, r := range s.Records {
		word := "text"
		if r.Former {
			word = "former"
		}
		fmt.Fprintf(&b, "\n%s %s\n", word, r.Digest)
		for _, e := range r.Errata {
			fmt.Fprintf(&b, "erratum %s\n", e)
		}
		for _, p := range r.Parts {
			b.WriteString(strings.TrimRight(p.Kind+" "+p.Digest+" "+p.Words, " ") + "\n")
		}
	}
	return b.Bytes()
}

// Parse reads a seal. It is nil, with messages, when it cannot be relied on.
func Parse(src diag.Source) (*Seal, []diag.Message) {
	s := &Seal{Path: src.Path}
	var ms []diag.Message
	at, begun, first := 0, false, false
	lines := bufio.NewScanner(bytes.NewReader(src.Text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		start := at
		at += len(line) + 1
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		value, words, _ := strings.Cut(rest, " ")
		switch {
		case !begun && word == "seal" && (value == "1" || value == "2"):
			begun, first = true, value == "1"
			continue
		case begun && (word == "text" || word == "former" && !first) && isHex(value, 32):
			s.Records = append(s.Records, Record{Digest: value, Former: first || word == "former"})
			continue
		case begun && len(s.Records) > 0 && isHex(value, 16):
			r := &s.Records[len(s.Records)-1]
			if word == "erratum" {
				r.Errata = append(r.Errata, value)
			} else {
				r.Parts = append(r.Parts, Part{Kind: word, Digest: value, Words: firstWords(words)})
			}
			continue
		}
		ms = append(ms, diag.At("seal-damaged", src, start, start+len(line)))
		return nil, ms
	}
	if lines.Err() != nil || len(s.Records) == 0 {
		return nil, append(ms, diag.In("seal-damaged", src.Path))
	}
	return s, nil
}

func isHex(text string, length int) bool {
	return len(text) == length && strings.Trim(text, "0123456789abcdef") == ""
}
