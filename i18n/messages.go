package i18n

import (
	"embed"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// The words of the interface, one file per language: README.md has the format.
//
//go:embed *.yaml
var embeddedFiles embed.FS

// messages are the interface messages of a language by key. They are never
// altered once they are read.
type messages map[string]Text

// Catalogue holds the interface messages of a site's languages. It is
// immutable and may be used by many goroutines at once.
type Catalogue struct {
	languages map[string]messages // by canonical tag
}

// Fault is something to mend in a site's own message file. ID and Args are
// those of a message of package diag, which stands later in the import order.
// Line and Column count from 1, Column in code points; both are 0 when the
// fault is of the whole file.
type Fault struct {
	ID, File     string
	Line, Column int
	Args         []string
}

// embedded are Tract's own messages, each language read at first use.
var embedded = sync.OnceValue(func() map[string]func() messages {
	entries, _ := fs.ReadDir(embeddedFiles, ".")
	m := make(map[string]func() messages, len(entries))
	for _, e := range entries {
		name := e.Name()
		tag, _ := Canonical(strings.TrimSuffix(name, ".yaml"))
		m[tag] = sync.OnceValue(func() messages {
			text, _ := embeddedFiles.ReadFile(name)
			read, _ := readMessages(name, tag, text) // TestEmbeddedMessages looks at the faults
			return read
		})
	}
	return m
})

// sources are the languages that every message is written in.
var sources = [...]string{"en", "fr"}

// LoadMessages gives the messages of the languages with the given tags, of
// their CLDR parents, and of English and French. Where site, the root of a
// site, holds i18n/<tag>.yaml, its messages stand in the place of Tract's own,
// key by key. Site may be nil. The catalogue is good to use whatever the
// faults: what is faulty is left out.
func LoadMessages(site fs.FS, tags []string) (*Catalogue, []Fault) {
	c := &Catalogue{languages: map[string]messages{}}
	own, faults := siteFiles(site)
	want := append([]string{}, sources[:]...)
	for _, tag := range tags {
		if canonical, ok := Canonical(tag); ok {
			want = append(want, canonical)
			want = append(want, Parents(canonical)...)
		}
	}
	slices.Sort(want)
	for _, tag := range slices.Compact(want) {
		if read := embedded()[tag]; read != nil {
			c.languages[tag] = read()
		}
		for _, name := range own[tag] {
			text, fault := readText(site, name)
			if fault != nil {
				faults = append(faults, *fault)
				continue
			}
			read, found := readMessages(name, tag, text)
			faults = append(faults, found...)
			merged := maps.Clone(c.languages[tag])
			if merged == nil {
				merged = messages{}
			}
			maps.Copy(merged, read)
			c.languages[tag] = merged
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(c.languages)) {
		faults = append(faults, c.compare(c.languages[tag])...)
	}
	slices.SortStableFunc(faults, func(a, b Fault) int {
		if d := strings.Compare(a.File, b.File); d != 0 {
			return d
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return c, faults
}

// siteFiles are the message files of a site by canonical tag.
func siteFiles(site fs.FS) (map[string][]string, []Fault) {
	if site == nil {
		return nil, nil
	}
	entries, err := fs.ReadDir(site, "i18n")
	if err != nil {
		return nil, nil // most sites have no such folder
	}
	own := map[string][]string{}
	var faults []Fault
	for _, e := range entries {
		ext := path.Ext(e.Name())
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || !strings.EqualFold(ext, ".yaml") && !strings.EqualFold(ext, ".yml") {
			continue
		}
		name := "i18n/" + e.Name()
		stem := strings.TrimSuffix(e.Name(), ext)
		tag, ok := Canonical(stem)
		if !ok {
			faults = append(faults, Fault{ID: "messages-language", File: name, Args: []string{"name", stem}})
			continue
		}
		own[tag] = append(own[tag], name)
	}
	return own, faults
}

// Text is the message of a key in a language or in the nearest of its CLDR
// parents that has it; Text.Lang says which. It is false when none has it.
func (c *Catalogue) Text(tag, key string) (Text, bool) {
	if t, ok := c.languages[tag][key]; ok {
		return t, true
	}
	canonical, ok := Canonical(tag)
	if !ok {
		return Text{}, false
	}
	if t, ok := c.languages[canonical][key]; ok {
		return t, true
	}
	for _, parent := range Parents(canonical) {
		if t, ok := c.languages[parent][key]; ok {
			return t, true
		}
	}
	return Text{}, false
}

// Find is the message of a key in the first language of a chain that has it,
// at last in English or French.
func (c *Catalogue) Find(chain []string, key string) (Text, bool) {
	for _, tag := range chain {
		if t, ok := c.Text(tag, key); ok {
			return t, true
		}
	}
	for _, tag := range sources {
		if t, ok := c.languages[tag][key]; ok {
			return t, true
		}
	}
	return Text{}, false
}

// Keys are the keys of all messages in English, sorted.
func (c *Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.languages["en"])) }

// Missing are the keys of English for which neither a language nor its CLDR
// parents have a message, sorted.
func (c *Catalogue) Missing(tag string) []string {
	var missing []string
	for _, key := range c.Keys() {
		if _, ok := c.Text(tag, key); !ok {
			missing = append(missing, key)
		}
	}
	return missing
}
