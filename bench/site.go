package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"tract/bench/corpus"
)

// prepare makes the sites of a size: for Hugo, for Tract with the equal theme,
// and for Tract with its own and everything on. The corpus is written once; each site gets a copy
// of it, for Tract refuses a folder of texts that is a link to somewhere else.
func (b *bench) prepare(s size) error {
	folder := func(name string) string { return filepath.Join(b.work, s.name, name) }
	languages := corpus.Languages(s.languages)
	for _, site := range []struct {
		name, from, config string
		settings           []byte
	}{
		{"tract", "tract", "tract.yaml", tractLanguages(languages)},
		{"default", "tract", "tract.yaml", tractLanguages(languages)},
		{"hugo", "hugo", "languages.yaml", hugoLanguages(languages)},
	} {
		if site.name == "hugo" && b.hugo == "" {
			continue
		}
		if _, err := corpus.Write(folder(site.name), corpus.Standard(s.works, s.languages)); err != nil {
			return err
		}
		if err := os.CopyFS(folder(site.name), os.DirFS(site.from)); err != nil {
			return err
		}
		config := filepath.Join(folder(site.name), site.config)
		text, err := os.ReadFile(config)
		if err != nil && !os.IsNotExist(err) {
			return err
		}
		if site.name == "default" {
			text = bytes.Replace(text, []byte("theme: bench"), []byte("theme: default"), 1)
			text = bytes.Replace(text, []byte("search: false"), []byte("search: true"), 1)
			text = bytes.Replace(text, []byte("budgets: off\n"), nil, 1)
			if err := everything(folder(site.name)); err != nil {
				return err
			}
		}
		if err := os.WriteFile(config, append(text, site.settings...), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// everything turns on what the comparison leaves out: works are of Tract's own
// kinds, which knows them by the names of their folders.
func everything(site string) error {
	if err := os.RemoveAll(filepath.Join(site, "kinds")); err != nil {
		return err
	}
	for _, name := range []string{"declaration", "report"} {
		at := filepath.Join(site, "content", name)
		if err := os.Rename(at, at+"s"); err != nil {
			return err
		}
	}
	return nil
}

// tractLanguages is what tract.yaml says of the languages.
func tractLanguages(languages []corpus.Language) []byte {
	var out bytes.Buffer
	out.WriteString("languages:\n")
	for _, l := range languages {
		fmt.Fprintf(&out, "  %s: {typography: false}\n", l.Tag)
	}
	return out.Bytes()
}

// hugoLanguages is the same for Hugo.
func hugoLanguages(languages []corpus.Language) []byte {
	var out bytes.Buffer
	out.WriteString("languages:\n")
	for i, l := range languages {
		fmt.Fprintf(&out, "  %s: {label: %q, locale: %s, direction: %s, weight: %d}\n", l.Tag, l.Name, l.Tag, l.Dir, i+1)
	}
	return out.Bytes()
}
