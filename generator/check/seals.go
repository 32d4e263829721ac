package check

import (
	"slices"
	"sort"
	"strconv"

	"tract/generator/diag"
	"tract/generator/seal"
	"tract/generator/site"
	"tract/generator/source"
)

// seals says what has changed in texts that are sealed, part by part, where no
// new correction says so.
func seals(s *site.Site) []diag.Message {
	if len(s.Seals) == 0 {
		return nil
	}
	editions := map[string]*site.Edition{}
	for _, p := range s.Publications {
		for _, e := range p.Real() {
			editions[seal.File(e.File.Path)] = e
		}
	}
	paths := make([]string, 0, len(s.Seals))
	for path := range s.Seals {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	var ms []diag.Message
	for _, part := range each(paths, func(path string) []diag.Message {
		e := editions[path]
		if e == nil {
			if !slices.ContainsFunc(s.Tree.Files, func(f source.File) bool { return seal.Text(path, f.Path) }) {
				return []diag.Message{diag.In("seal-lost", path)}
			}
			return nil // a draft, or held back, or left out for its errors
		}
		if e.Broken {
			return nil
		}
		return sealed(s, e, diag.Source{Path: path, Text: s.Seals[path]})
	}) {
		ms = append(ms, part...)
	}
	return ms
}

// sealed compares an edition with its seal. What a correction announces has to
// be sealed before it is published: as long as it is not, one correction would
// open the text to every change.
func sealed(s *site.Site, e *site.Edition, src diag.Source) []diag.Message {
	kept, ms := seal.Parse(src)
	if kept == nil {
		return ms
	}
	last := kept.Last()
	if last.Former {
		ms = append(ms, diag.In("seal-former", src.Path, "file", e.File.Path))
	}
	text := diag.Source{Path: e.File.Path, Text: e.Front}
	if s.Text != nil {
		if b, err := s.Text(e.File.Path); err == nil {
			text.Text = b
		}
	}
	now, err := seal.Like(last, s, e, text.Text)
	if err != nil {
		return append(ms, diag.In("render-fault", e.File.Path, "route", e.File.Path))
	}
	ms = append(ms, Withdrawn(e, last, now)...)
	changes := seal.Compare(last, now)
	switch {
	case len(changes) == 0:
	case seal.Explained(last, now):
		ms = append(ms, renew(text, changes))
	default:
		ms = append(ms, Changed(text, changes)...)
	}
	return ms
}

// renew asks for a seal of what a correction announces, with the place of each
// change.
func renew(text diag.Source, changes []seal.Change) diag.Message {
	m := diag.At("seal-renew", text, changes[0].New.Start, changes[0].New.End, "file", text.Path, "count", strconv.Itoa(len(changes)))
	for _, c := range changes[1:] {
		m = m.Also(diag.Place{File: text.Path, Range: text.Locator().Range(c.New.Start, c.New.End)})
	}
	return m
}

// Withdrawn are messages on corrections that a seal records and the text does
// not show any more.
func Withdrawn(e *site.Edition, old, now seal.Record) []diag.Message {
	var ms []diag.Message
	for _, i := range seal.Withdrawn(old, now) {
		ms = append(ms, e.FieldMessage("seal-erratum", "errata", "number", strconv.Itoa(i+1), "count", strconv.Itoa(len(old.Errata))))
	}
	return ms
}

// Changed are messages on what differs from a sealed text.
func Changed(text diag.Source, changes []seal.Change) []diag.Message {
	var ms []diag.Message
	for _, c := range changes {
		// A paragraph is told by its first line.
		at := func(id string, args ...string) diag.Message {
			return diag.At(id, text, c.New.Start, c.New.End, args...)
		}
		switch {
		case c.Added():
			ms = append(ms, at("seal-added", "part", c.New.Kind, "now", c.New.Digest, "words", headOf(c.New.Words)))
		case c.Removed():
			ms = append(ms, at("seal-removed", "part", c.Old.Kind, "old", c.Old.Digest, "words", headOf(c.Old.Words)))
		default:
			ms = append(ms, at("seal-changed", "part", c.New.Kind, "old", c.Old.Digest, "now", c.New.Digest, "words", headOf(c.Old.Words)))
		}
	}
	return ms
}

// headOf is the head of a part for a sentence; never empty.
func headOf(words string) string {
	if words == "" {
		return "…"
	}
	return words
}
