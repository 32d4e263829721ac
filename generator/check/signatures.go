package check

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/seal"
	"tract/generator/signatory"
	"tract/generator/site"
)

// signatures says which signatures were given to another wording of the text
// than today's, batch by batch, and which are bound to none where others are.
func signatures(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, p := range s.Publications {
		list := p.Signatories
		if list == nil {
			continue
		}
		now := p.TextDigest()
		type batch struct {
			first, last *signatory.Signatory
			count       int
		}
		batches := map[string]*batch{}
		var order []string
		for i := range list.Signed {
			one := &list.Signed[i]
			b := batches[one.Digest]
			if b == nil {
				b = &batch{first: one}
				batches[one.Digest] = b
				order = append(order, one.Digest)
			}
			b.last = one
			b.count++
		}
		for _, digest := range order {
			b := batches[digest]
			m := diag.Message{File: list.Path, Range: b.first.Range}
			switch {
			case digest == "" && len(order) > 1:
				m.ID, m.Args = "signatures-unbound", diag.Args{"count", strconv.Itoa(b.count), "now", now}
				if was := sealedAs(s, p); was != "" && was != now {
					// Today's digest is that of a text which nobody has published yet.
					m.ID, m.Args = "signatures-unbound-changed", diag.Args{"count", strconv.Itoa(b.count), "sealed", was, "file", p.Source.File.Path}
				}
			case p.FormerDigest(b.first):
				m.ID, m.Args = "signatures-former", diag.Args{"digest", digest, "count", strconv.Itoa(b.count), "now", now}
			case digest != "" && digest != now && s.Config.Signatures == config.SignaturesError:
				m.ID = "signatures-earlier"
				m.Args = diag.Args{"digest", digest, "count", strconv.Itoa(b.count), "first", b.first.Name, "last", b.last.Name, "now", now}
			default:
				continue
			}
			m.Severity = diag.SeverityOf(m.ID)
			ms = append(ms, m)
		}
	}
	return ms
}

// sealedAs is the digest of a publication's source text as it was sealed last;
// "" where it is not sealed, or its seal is of the first form and says nothing of
// today's digests.
func sealedAs(s *site.Site, p *site.Publication) string {
	path := seal.File(p.Source.File.Path)
	text, there := s.Seals[path]
	if !there {
		return ""
	}
	kept, _ := seal.Parse(diag.Source{Path: path, Text: text})
	if kept == nil || kept.Last().Former {
		return ""
	}
	return kept.Last().Digest
}

// articles says which translations have other articles than the source edition,
// so that a citation by number would lead elsewhere or nowhere.
func articles(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, p := range s.Publications {
		want := p.Source.Articles()
		if f := p.Kind.Role("articles"); f != nil {
			if v := p.Source.Field(f.Name); v.Text != "" && (v.Number < 1 || v.Number > 6) {
				ms = append(ms, p.Source.FieldMessage("article-level", f.Name, "field", f.Name))
				continue
			}
		}
		for _, e := range p.Real() {
			got := e.Articles()
			if e == p.Source || slices.EqualFunc(got, want, func(a, b site.Article) bool { return a.Number == b.Number }) {
				continue
			}
			ms = append(ms, e.FieldMessage("articles-differ", "title", "language", e.Language.Tag, "found", numbers(got), "expected", numbers(want)))
		}
	}
	return ms
}

// numbers are the numbers of articles, runs of them as 1–6.
func numbers(list []site.Article) string {
	if len(list) == 0 {
		return "0"
	}
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1].Number == list[j].Number+1 {
			j++
		}
		part := strconv.Itoa(list[i].Number)
		if j > i {
			part += "–" + strconv.Itoa(list[j].Number)
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
