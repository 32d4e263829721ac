package diag

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:generate go test -run ^TestHandbook$ . -update

// The catalogue holds the words of every message: one YAML file per area and
// language. catalogue/README.md has the format.
//
//go:embed catalogue
var catalogueFiles embed.FS

// entry is what one language says of a message id. Severity, Fixed and
// Example stand in English only.
type entry struct {
	Severity string `yaml:"severity"`
	Fixed    bool   `yaml:"fixed"`
	Like     string `yaml:"like"` // the id whose severity a site's setting gives this one too
	Sentence string `yaml:"sentence"`
	Mend     string `yaml:"mend"`
	Example  string `yaml:"example"`

	area string // the name of its file, without extension
}

// catalogue is one language's entries by id. Faults lists what could not be
// read, for the test that keeps the catalogue whole: a broken file must not
// keep a site from being built, its messages are merely printed plainly.
type catalogue struct {
	entries map[string]entry
	faults  []string
}

// A language is read when its first word is wanted, and never altered after.
var (
	english = sync.OnceValue(func() catalogue { return readCatalogue(catalogueFiles, "catalogue/en") })
	french  = sync.OnceValue(func() catalogue { return readCatalogue(catalogueFiles, "catalogue/fr") })
)

func readCatalogue(files fs.FS, folder string) catalogue {
	c := catalogue{entries: map[string]entry{}}
	names, err := fs.Glob(files, folder+"/*.yaml")
	if err != nil {
		c.faults = append(c.faults, err.Error())
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			c.faults = append(c.faults, err.Error())
			continue
		}
		c.add(name, text)
	}
	return c
}

// add reads one area. Entries are decoded one by one, so that a slip in one
// does not silence its neighbours.
func (c *catalogue) add(name string, text []byte) {
	fault := func(line int, what string) {
		c.faults = append(c.faults, fmt.Sprintf("%s:%d: %s", name, line, what))
	}
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		fault(1, err.Error())
		return
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		fault(1, "is not a mapping of ids to entries")
		return
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		id := pairs[i].Value
		if other, twice := c.entries[id]; twice {
			fault(pairs[i].Line, fmt.Sprintf("%s stands in area %s already", id, other.area))
			continue
		}
		var e entry
		if err := pairs[i+1].Load(&e, yaml.WithKnownFields()); err != nil {
			fault(pairs[i].Line, fmt.Sprintf("%s: %v", id, err))
		}
		if path.Base(path.Dir(name)) == string(French) {
			e.Sentence, e.Mend = frenchSpaces(e.Sentence), frenchSpaces(e.Mend)
		}
		e.area = strings.TrimSuffix(path.Base(name), ".yaml")
		c.entries[id] = e
	}
}

// frenchSpaces makes the spaces that French sets before : ; ! ? » and after «
// no-break ones, which nobody types. Between backquotes or “…” stands what a
// user would write in a file: it is left alone.
func frenchSpaces(s string) string {
	var b strings.Builder
	quoted := false
	letters := []rune(s)
	for i, r := range letters {
		switch {
		case r == '`':
			quoted = !quoted
		case r == '“' || r == '”':
			quoted = r == '“'
		case r == ' ' && !quoted &&
			(i > 0 && letters[i-1] == '«' || i+1 < len(letters) && strings.ContainsRune(":;!?»", letters[i+1])):
			r = '\u00A0'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// entryOf is the entry of an id in a language; French falls back to English.
func entryOf(id string, lang Language) (entry, bool) {
	if lang == French {
		if e, ok := french().entries[id]; ok && e.Sentence != "" {
			return e, true
		}
	}
	e, ok := english().entries[id]
	return e, ok && e.Sentence != ""
}

// SeverityOf is the usual severity of a message id, as the catalogue has it.
// An id that the catalogue does not hold is an Error: nothing is published
// on the strength of a message that nobody described.
func SeverityOf(id string) Severity {
	s, _ := ParseSeverity(english().entries[id].Severity)
	return s
}

// ParseSeverity reads error, warning or notice. For anything else it returns
// Error and false.
func ParseSeverity(word string) (Severity, bool) {
	for _, s := range [...]Severity{Error, Warning, Notice} {
		if s.String() == word {
			return s, true
		}
	}
	return Error, false
}

// Known tells whether the catalogue holds a message id.
func Known(id string) bool {
	_, ok := english().entries[id]
	return ok
}

// Fixed tells whether a site may neither lower the severity of an id nor
// silence it: its pages could not be published rightly in any case.
func Fixed(id string) bool { return english().entries[id].Fixed }

// IDs are all message ids of the catalogue, sorted.
func IDs() []string { return slices.Sorted(maps.Keys(english().entries)) }
