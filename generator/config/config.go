// Package config reads tract.yaml into a Config: which languages a site has,
// how they fall back, and how it is published. It is the first stage; nothing
// alters a Config afterwards.
package config

import (
	"strings"

	"tract/generator/diag"
)

// File is the name of the configuration, at the site's root.
const File = "tract.yaml"

// NamedKind is a kind that a setting of tract.yaml names.
type NamedKind struct {
	Field string // missing or budgets
	Name  string
	Place diag.Place
}

// Missing says what stands for a publication that a language has no edition of.
type Missing uint8

// MissingPage gives a page with a notice and the nearest edition's text,
// MissingLink an entry in lists that leads to the true edition, MissingHide
// nothing.
const (
	MissingUnset Missing = iota
	MissingPage
	MissingLink
	MissingHide
)

// LinkForm says how links inside the site end.
type LinkForm uint8

// LinkFile ends links in a file name, so that they work from a disk;
// LinkFolder in the folder's name.
const (
	LinkFile LinkForm = iota
	LinkFolder
)

// Signatures says what becomes of signatures that were given to an earlier
// wording of a text.
type Signatures uint8

// SignaturesError keeps the text from being published, SignaturesNote prints a
// note on its page.
const (
	SignaturesError Signatures = iota
	SignaturesNote
)

// Language is one language of the site.
type Language struct {
	Tag        string   // canonical BCP 47
	Prefix     string   // the first segment of its addresses: the tag in lower case
	Name       string   // its name in itself
	Dir        string   // ltr or rtl
	Fallback   []string // configured languages to try in turn, the source language last
	Digits     string   // CLDR numbering system, or empty for the language's own default
	Published  bool     // false: shown in the preview only
	Missing    Missing  // MissingUnset: as the site says
	Aliases    []string // further prefixes, which redirect
	Typography bool     // straight quotes and spaces become the language's own
}

// Taxonomy groups publications by a field of their front matter.
type Taxonomy struct {
	Name  string // the field's name, and the stem of taxonomies/<name>.yaml
	Title Text   // how it is called; empty: the interface message taxonomy_<name>
	Slug  Text   // its address; empty: Name
}

// Config is tract.yaml. Slices are in the order of the file.
type Config struct {
	Title          Text
	Description    Text
	BaseURL        string // absolute, with a slash at the end
	SourceLanguage string
	Languages      []Language
	Missing        Missing
	MissingByKind  map[string]Missing
	NamedKinds     []NamedKind // that settings speak of; whether there are such kinds is known later
	Links          LinkForm
	Severities     map[string]diag.Severity
	Off            map[string]bool // message ids that are not shown
	Repository     string          // for links to a page's source; may be empty
	Forge          string          // of Forges: how those links are written
	Branch         string          // the branch that those links name
	Sections       map[string]bool // folder names that look like a language and are none
	Theme          string
	PageSize       int // publications on a page of a list
	FeedSize       int // entries of a feed
	Taxonomies     []Taxonomy
	Menu           []string // ids of sections and publications in the main navigation; empty: all top sections
	Notice         Text     // a sentence shown on top of every page; may be empty
	Forms          []Form
	FormHosts      []string          // that the forms of a theme's own templates may be sent to
	Require        []Requirement     // how well texts are to be translated
	Signatures     Signatures        // what becomes of those given to an earlier text
	Mail           Mail              // how e-mail editions are addressed
	Search         bool              // there is a search page and an index for each language
	Design         Design            // what the site changes of its theme's look
	ImageSizes     []int             // widths in pixels, ascending, at which large images are published too; none: images are published as they are
	Series         map[string]Text   // how series are called, by the name that publications write; nil: as they write it
	Budgets        map[string]Budget // what pages may weigh by their type or kind; nil: nobody weighs them
	Actions        []Action          // what home pages ask their readers to do; nil: what follows from the content
}

// Language is the configured language of a tag in any case, or nil.
func (c *Config) Language(tag string) *Language {
	if i := c.LanguageIndex(tag); i >= 0 {
		return &c.Languages[i]
	}
	return nil
}

// LanguageIndex is the place of a configured language, or -1. The tag may be
// in any case and with underscores.
func (c *Config) LanguageIndex(tag string) int {
	for i := range c.Languages {
		if equalTag(c.Languages[i].Tag, tag) {
			return i
		}
	}
	return -1
}

// equalTag compares two tags without case, `_` as `-`.
func equalTag(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		x, y := a[i], b[i]
		if x == '_' {
			x = '-'
		}
		if y == '_' {
			y = '-'
		}
		if x|0x20 != y|0x20 {
			return false
		}
	}
	return true
}

// Host is the host of BaseURL.
func (c *Config) Host() string {
	_, rest, _ := strings.Cut(c.BaseURL, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}

// Path is the path of BaseURL, with a slash at both ends.
func (c *Config) Path() string {
	_, rest, _ := strings.Cut(c.BaseURL, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return "/"
}

// Text is a text that may differ by language.
type Text struct {
	All string            // the same in all languages
	By  map[string]string // by canonical tag
}

// IsZero says that the text is empty in every language.
func (t Text) IsZero() bool { return t.All == "" && len(t.By) == 0 }

// In is the text for the first language of a chain that has one, and that
// language; a text that is the same for all has none.
func (t Text) In(chain ...string) (text, language string) {
	for _, tag := range chain {
		if s, ok := t.By[tag]; ok {
			return s, tag
		}
	}
	return t.All, ""
}
