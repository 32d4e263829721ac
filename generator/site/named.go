package site

import "tract/generator/kind"

// namingRoles are the roles of texts that name who or where: they are true in
// every language, so that a translation which leaves them out has those of its
// source.
var namingRoles = []string{"venue", "organiser", "author", "publisher"}

// Names says whether a field names who or where, so that an edition without it
// shows what its source edition says.
func Names(f *kind.Field) bool {
	if f.Type != kind.Text || f.List {
		return false
	}
	for _, role := range namingRoles {
		if f.Role == role {
			return true
		}
	}
	return false
}

// Shown is the value of one of the kind's own fields as readers of an edition
// see it, and the language that it is written in: as Field gives it, or the
// source edition's where the field Names somebody and the edition has none.
func (e *Edition) Shown(f *kind.Field) (kind.Value, *Language) {
	v := e.Field(f.Name)
	source := e.Publication.Source
	switch {
	case v.IsZero() && f.PerLanguage && Names(f) && source != nil:
		return source.Field(f.Name), source.Language
	case f.PerLanguage || f.Type == kind.Object:
		return v, e.Language
	}
	return v, source.Language
}

// Named is the text of the kind's field that has a role, as Shown gives it; ""
// where the kind has none.
func (e *Edition) Named(role string) (string, *Language) {
	f := e.Publication.Kind.Role(role)
	if f == nil {
		return "", e.Language
	}
	v, language := e.Shown(f)
	return v.Text, language
}
