// Package scaffold makes what `tract new` writes: a site that builds, a
// publication with the fields of its kind, the beginning of a translation. It
// reads a linked site and gives files; it writes none itself.
package scaffold

import (
	"path"
	"strings"

	"tract/generator/diag"
	"tract/generator/site"
)

// File is a file to write: its path from the site's root, with slashes, and
// what it holds.
type File struct {
	Path    string
	Content []byte
}

// Reason says why nothing was made. It is also the key of the sentence that
// the command prints.
type Reason string

// The reasons, with the arguments of each.
const (
	Exists     Reason = "exists"     // the path of what is there already; of a new site all paths, one a line
	Taken      Reason = "taken"      // the address, and the file that has it
	NoKind     Reason = "kind"       // what was asked for, and the kinds
	NearKind   Reason = "kind-near"  // what was asked for, the kind that was meant, and the kinds
	NoLanguage Reason = "lang"       // what was asked for, and the languages of the site
	NoTag      Reason = "tag"        // what was asked for
	BadSlug    Reason = "slug"       // what was asked for, and it mended
	NoFile     Reason = "no-file"    // what was asked for
	Translated Reason = "translated" // the file that is the edition, and its language
	Broken     Reason = "broken"     // the file that has to be mended first
	NotAFolder Reason = "not-folder" // what stands where the site's folder would be
)

// Reasons are all reasons.
func Reasons() []Reason {
	return []Reason{Exists, Taken, NoKind, NearKind, NoLanguage, NoTag, BadSlug, NoFile, Translated, Broken, NotAFolder}
}

// Refusal is the error of a call that would overwrite something or that asks
// for what the site does not have. Nothing was written.
type Refusal struct {
	Reason Reason
	Args   []string
}

// Error is for logs and tests; people get the sentence of the reason.
func (r *Refusal) Error() string { return string(r.Reason) + ": " + strings.Join(r.Args, ", ") }

func refuse(reason Reason, args ...string) error { return &Refusal{reason, args} }

// language is the site's language that a tag names in any case, `_` as `-`.
func language(s *site.Site, tag string) (*site.Language, error) {
	if l := s.Config.Language(tag); l != nil {
		if found := s.Language(l.Tag); found != nil {
			return found, nil
		}
	}
	tags := make([]string, len(s.Languages))
	for i, l := range s.Languages {
		tags[i] = l.Tag
	}
	return nil, refuse(NoLanguage, tag, strings.Join(tags, ", "))
}

// slug checks the name that a new text is to have in its path and address.
// Beyond what an address refuses, a dot would be read as the beginning of a
// language or extension, and some names have a meaning or are passed over.
func slug(text string) error {
	mended, problem := site.Segment(text)
	mended = strings.Trim(strings.ReplaceAll(mended, ".", "-"), "-~")
	switch strings.ToLower(mended) {
	case "index", "_index", "node_modules":
		mended += "-1"
	case "":
		mended = "page-1"
	}
	if problem != "" || mended != text {
		return refuse(BadSlug, text, mended)
	}
	return nil
}

// nearKind is the refusal of a kind that the site does not have.
func nearKind(s *site.Site, name string) error {
	names := strings.Join(s.Kinds.Names(), ", ")
	if near := diag.Near(name, s.Kinds.Names()); near != "" {
		return refuse(NearKind, name, near, names)
	}
	return refuse(NoKind, name, names)
}

// depth is the number of folders above what a path names.
func depth(p string) int { return strings.Count(path.Clean(p), "/") }
