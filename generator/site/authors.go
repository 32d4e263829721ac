package site

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/kind"
)

// Authors are the authors of a publication, each a person or a body. What the
// front matter says of one holds. Of whom it says nothing, that is a body which
// bears the name of the site, of a publication that describes an organisation,
// or of the body that speaks in this one or brought it out; so are all others
// where the kind says so, and else they are persons. A person's name with one
// comma is family and given name.
func (s *Site) Authors(p *Publication) []kind.Author {
	if len(p.Authors) == 0 {
		return nil
	}
	out := make([]kind.Author, len(p.Authors))
	for i, a := range p.Authors {
		if a.Is == kind.AuthorUnsaid {
			if a.Is = kind.Person; p.Kind.Bodies || s.isBody(p, a.Name) {
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
	return names
}
