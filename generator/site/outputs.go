package site

import (
	"slices"
	"strings"

	"tract/generator/signatory"
)

// Output is a file, or a row of pages, that a publication gives beside its
// page, in its folder, in each language that it has a real edition in.
type Output struct {
	Name     string // of the route: for pages also the theme's template
	Declared string // the name in a kind's outputs
	Page     bool   // a page for readers; else a file
	Work     bool   // of whole works only, not of their chapters and parts
	// file is its path below the publication's folder; n counts from 1.
	file func(p *Publication, l *Language, n int) string
	// count is how many there are for an edition; nil: one.
	count func(s *Site, e *Edition) int
}

// Outputs are all that kinds may declare. A kind's file names them by what
// they are declared as; kind.Outputs lists those names.
func Outputs() []Output { return outputs }

var outputs = []Output{
	{Name: "epub", Declared: "epub", Work: true, file: func(p *Publication, l *Language, _ int) string { return p.slugs[l.Index] + ".epub" }},
	{Name: "email.html", Declared: "email", Work: true, file: always("email.html")},
	{Name: "email.txt", Declared: "email", Work: true, file: always("email.txt")},
	{Name: "message.eml", Declared: "email", Work: true, file: always("message.eml")},
	{Name: "share.txt", Declared: "share", file: always("share.txt")},
	{Name: "feed.xml", Declared: "feed", Work: true, file: always("feed.xml")},
	{Name: "feed.json", Declared: "feed", Work: true, file: always("feed.json")},
	{Name: calendarFile, Declared: "calendar", file: always(calendarFile), count: func(_ *Site, e *Edition) int {
		// Some time in a month or a year is no entry: it would fill all of it.
		if span, ok := e.Publication.Span(); !ok || span.Start.Day == 0 || !span.End.IsZero() && span.End.Day == 0 {
			return 0
		}
		return 1
	}},
	{Name: "cite.bib", Declared: "cite", file: always("cite.bib")},
	{Name: "cite.ris", Declared: "cite", file: always("cite.ris")},
	{Name: "signatories.csv", Declared: signatory.Stem, file: always("signatories.csv"), count: func(_ *Site, e *Edition) int {
		if list := e.Publication.Signatories; list != nil && len(list.Signed) > 0 {
			return 1
		}
		return 0
	}},
	{Name: signatory.Stem, Declared: signatory.Stem, Page: true, file: signatoryFile, count: func(_ *Site, e *Edition) int {
		byName, byCountry := e.Publication.SignatoryPages()
		return byName + byCountry
	}},
	{Name: "whole", Declared: "whole", Page: true, Work: true, file: always("whole/index.html"), count: func(_ *Site, e *Edition) int {
		return min(1, len(e.Publication.Parts))
	}},
}

// calendarFile is the name of calendars, of one event and of a language.
const calendarFile = "calendar.ics"

// always is a file of the same name for all.
func always(name string) func(*Publication, *Language, int) string {
	return func(*Publication, *Language, int) string { return name }
}

// OutputFile is one file or page of an Output.
type OutputFile struct {
	Name string // of the Output
	Path string // from the site's root
	Page int    // from 1, where an output has several
	page bool
}

// Outputs are the files and pages that a publication has beside its page in a
// language, in the order of their table; none where the edition is not real.
func (s *Site) Outputs(p *Publication, l *Language) []OutputFile {
	e := p.Editions[l.Index]
	if len(p.Kind.Outputs) == 0 || e == nil || p.Path(l) == "" {
		return nil
	}
	var out []OutputFile
	for i := range outputs {
		o := &outputs[i]
		if !slices.Contains(p.Kind.Outputs, o.Declared) || o.Work && p.Above != nil {
			continue
		}
		n := 1
		if o.count != nil {
			n = o.count(s, e)
		}
		for page := 1; page <= n; page++ {
			at := p.Path(l) + o.file(p, l, page)
			if s.owns(p, at) {
				out = append(out, OutputFile{Name: o.Name, Path: at, Page: page, page: o.Page})
			}
		}
	}
	return out
}

// Output is the path of an output of a publication in a language, or "" where
// it has none.
func (s *Site) Output(p *Publication, l *Language, name string) string {
	for _, o := range s.Outputs(p, l) {
		if o.Name == name {
			return o.Path
		}
	}
	return ""
}

// claimKey is how the address of an output is claimed: pages by their folder.
func claimKey(path string) string { return strings.TrimSuffix(path, "index.html") }

// owns says whether an address was given to the publication itself: a text of
// the same name may have taken it.
func (s *Site) owns(p *Publication, path string) bool {
	if s.owners == nil {
		return true
	}
	o, ok := s.owners[fold(claimKey(path))]
	return ok && o.output != "" && o.node != nil && o.node.index == p.Node.index
}

// claimOutputs claims the addresses of all outputs.
func (s *Site) claimOutputs() {
	for _, p := range s.Publications {
		if len(p.Kind.Outputs) == 0 {
			continue
		}
		for _, l := range s.Languages {
			e := p.Editions[l.Index]
			if e == nil || p.Path(l) == "" {
				continue
			}
			for i := range outputs {
				s.claimOutput(p, e, &outputs[i])
			}
		}
	}
}

func (s *Site) claimOutput(p *Publication, e *Edition, o *Output) {
	if !slices.Contains(p.Kind.Outputs, o.Declared) || o.Work && p.Above != nil {
		return
	}
	n := 1
	if o.count != nil {
		n = o.count(s, e)
	}
	for page := 1; page <= n; page++ {
		address := claimKey(p.Path(e.Language) + o.file(p, e.Language, page))
		s.takeFor(address, e.Language.Index, owner{node: p.Node, text: "/" + address, output: o.Name, page: page})
	}
}

// outputRoutes are the routes of a publication's outputs in a language.
func (s *Site) outputRoutes(p *Publication, l *Language, add func(Route)) {
	for _, o := range s.Outputs(p, l) {
		r := Route{Path: o.Path, Type: OutputRoute, Output: o.Name, Language: l, Publication: p, Section: p.In, Page: o.Page}
		if o.page {
			r.Type = OutputPageRoute
		}
		add(r)
	}
}

// outputAt is the route of an output by its address.
func (s *Site) outputAt(r Route) (Route, bool) {
	o, ok := s.owners[fold(claimKey(r.Path))]
	if !ok || o.output == "" {
		return Route{}, false
	}
	n := s.here(o.node)
	if n == nil || n.Publication == nil {
		return Route{}, false
	}
	for _, f := range s.Outputs(n.Publication, r.Language) {
		if f.Path == r.Path {
			r.Type, r.Output, r.Publication, r.Section, r.Page = OutputRoute, f.Name, n.Publication, n.Publication.In, f.Page
			if f.page {
				r.Type = OutputPageRoute
			}
			return r, true
		}
	}
	return Route{}, false
}

// Calendar is the path of a language's calendar, or "" where nothing that it
// could hold is published in the language.
func (s *Site) Calendar(l *Language) string {
	for _, p := range s.Publications {
		if s.Output(p, l, calendarFile) != "" {
			return l.Prefix + "/" + calendarFile
		}
	}
	return ""
}
