package site

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/kind"
	"tract/generator/signatory"
)

// Authors are the authors of a publication, each a person or a body. What the
// front matter says of one holds. Of whom it says nothing, that is a body which
// bears the name of the site, of a publication that describes an organisation,
// of an organisation that signed, or of the body that speaks in this one or
// brought it out. Where the kind says that bodies are its authors, all others are
// bodies too, but for those whom the site knows as persons: who signed as one, or
// wrote elsewhere. In other kinds all others are persons. A person's name with
// one comma is family and given name.
func (s *Site) Authors(p *Publication) []kind.Author {
	if len(p.Authors) == 0 {
		return nil
	}
	out := make([]kind.Author, len(p.Authors))
	for i, a := range p.Authors {
		if a.Is == kind.AuthorUnsaid {
			if a.Is = kind.Person; s.isBody(p, a.Name) || p.Kind.Bodies && !s.persons()[bodyName(a.Parted().Name)] {
				a.Is = kind.Body
			}
		}
		out[i] = a.Parted()
	}
	return out
}

// isBody says whether a name is one that the site knows as a body's.
func (s *Site) isBody(p *Publication, name string) bool {
	name = bodyName(name)
	if s.bodies()[name] {
		return true
	}
	for _, e := range p.Editions {
		if e != nil && (bodyName(e.Role("author").Text) == name || bodyName(e.Role("publisher").Text) == name) {
			return true
		}
	}
	return false
}

// bodyName is a name as names are compared: without case.
func bodyName(name string) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(name))) }

// bodySchemas are the types of schema.org that are organisations.
var bodySchemas = []string{"Organization", "NGO", "Project", "EducationalOrganization", "GovernmentOrganization", "MedicalOrganization"}

// allBodies are the names of the site's bodies, in all languages.
func (s *Site) allBodies() map[string]bool {
	names := map[string]bool{}
	add := func(name string) {
		if name = bodyName(name); name != "" {
			names[name] = true
		}
	}
	add(s.Config.Title.All)
	for _, title := range s.Config.Title.By {
		add(title)
	}
	for _, p := range s.Publications {
		if !slices.Contains(bodySchemas, p.Kind.Schema) {
			continue
		}
		for _, e := range p.Editions {
			if e != nil {
				add(e.Title)
			}
		}
	}
	s.signedAs(signatory.Organisation, add)
	return names
}

// allPersons are the names of those whom the site knows as persons: who is said to
// be one among the authors of any text, who wrote what persons write, and who
// signed as one.
func (s *Site) allPersons() map[string]bool {
	names := map[string]bool{}
	add := func(name string) {
		if name = bodyName(name); name != "" {
			names[name] = true
		}
	}
	for _, p := range s.Publications {
		for _, a := range p.Authors {
			if a.Is == kind.Person || a.Is == kind.AuthorUnsaid && !p.Kind.Bodies && !s.isBody(p, a.Name) {
				add(a.Parted().Name)
			}
		}
	}
	s.signedAs(signatory.Person, add)
	return names
}

// signedAs calls add for the names of all who signed something as what they are.
func (s *Site) signedAs(what signatory.Type, add func(name string)) {
	for _, p := range s.Publications {
		if p.Signatories == nil {
			continue
		}
		for i := range p.Signatories.Signed {
			if one := &p.Signatories.Signed[i]; one.Type == what {
				add(one.Name)
				add(one.Latin)
			}
		}
	}
}
