// Package corpus writes the texts that generators are compared on: works in
// four sections, in up to ten languages, each in its own script, with some
// translations missing. The same options give the same bytes on every machine.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Options say what to write. All fields are needed.
type Options struct {
	Works     int     // how many works
	Languages int     // how many languages, from 1 to Most
	Seed      uint64  // of the random numbers
	Words     int     // about how many words a page has
	Missing   float64 // share of pages that have no translation, from 0 to below 1
}

// Standard are the options of the published figures for a number of works and
// languages: seed 1, 700 words a page, 15 % of the translations missing.
func Standard(works, languages int) Options {
	return Options{Works: works, Languages: languages, Seed: 1, Words: 700, Missing: 0.15}
}

// Most is how many languages there are.
const Most = 10

// Sections are the folders that the works lie in.
var sections = [4]string{"programme", "declaration", "report", "newsletter"}

// Written is what a corpus came to.
type Written struct {
	Pages int64 // Markdown files of works
	Bytes int64 // of them
}

// Language is what a generator's configuration says of a language.
type Language struct {
	Tag, Name, Dir string
}

// Languages are the first n languages of a corpus, the source language first.
func Languages(n int) []Language {
	out := make([]Language, n)
	for i, l := range languages[:n] {
		out[i] = Language{l.code, l.name, l.dir}
	}
	return out
}

// Write writes a corpus into a folder:
//
//	content/<section>/<work>/index.<language>.md   the works
//	content/<section>/_index.<language>.md         the titles of the sections
//	i18n/<language>.yaml                           the words of the interface
func Write(folder string, o Options) (Written, error) {
	if o.Languages < 1 || o.Languages > Most {
		return Written{}, fmt.Errorf("a corpus has 1 to %d languages, not %d", Most, o.Languages)
	}
	if o.Missing < 0 || o.Missing >= 1 {
		return Written{}, fmt.Errorf("the share of missing translations is from 0 to below 1, not %v", o.Missing)
	}
	w := &writer{Options: o, folder: folder, words: make([][]string, o.Languages)}
	if err := w.frame(); err != nil {
		return Written{}, err
	}
	var next atomic.Int64
	var group sync.WaitGroup
	faults := make([]error, runtime.GOMAXPROCS(0))
	for i := range faults {
		group.Go(func() {
			for n := int(next.Add(1)) - 1; n < o.Works && faults[i] == nil; n = int(next.Add(1)) - 1 {
				faults[i] = w.work(n)
			}
		})
	}
	group.Wait()
	for _, err := range faults {
		if err != nil {
			return Written{}, err
		}
	}
	return Written{w.pages.Load(), w.bytes.Load()}, nil
}

// writer writes one corpus.
type writer struct {
	Options
	folder       string
	words        [][]string // by language
	pages, bytes atomic.Int64
}

// frame writes all but the works.
func (w *writer) frame() error {
	if err := os.MkdirAll(filepath.Join(w.folder, "i18n"), 0o755); err != nil {
		return err
	}
	for _, s := range sections {
		if err := os.MkdirAll(filepath.Join(w.folder, "content", s), 0o755); err != nil {
			return err
		}
	}
	for i := range w.words {
		l := &languages[i]
		w.words[i] = strings.Fields(l.words)
		var b strings.Builder
		for k, key := range wordKeys {
			fmt.Fprintf(&b, "%s: %q\n", key, l.ui[k])
		}
		if err := os.WriteFile(filepath.Join(w.folder, "i18n", l.code+".yaml"), []byte(b.String()), 0o644); err != nil {
			return err
		}
		for k, s := range sections {
			text := fmt.Sprintf("---\ntitle: %q\n---\n", l.ui[2+k])
			if err := os.WriteFile(filepath.Join(w.folder, "content", s, "_index."+l.code+".md"), []byte(text), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// work writes the n-th work. Its random numbers begin with its own seed, so
// that it does not matter who writes which work when. Its original language is
// always there; the others are missing with the probability that makes the
// share of all pages right.
func (w *writer) work(n int) error {
	r := rand.New(rand.NewPCG(w.Seed, uint64(n)))
	section := r.IntN(len(sections))
	original := r.IntN(w.Languages)
	date := time.Date(2005, 1, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(21*365*24*60)) * time.Minute)
	terms := r.Perm(len(tags))[:3]
	missing := w.Missing * float64(w.Languages) / float64(max(1, w.Languages-1))
	folder := filepath.Join(w.folder, "content", sections[section], fmt.Sprintf("%s-%05d", sections[section], n))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for i := range w.Languages {
		if i != original && r.Float64() < missing {
			continue
		}
		p := page{
			r: rand.New(rand.NewPCG(w.Seed^0x9e3779b97f4a7c15, uint64(n)*64+uint64(i))),
			l: &languages[i], words: w.words[i],
		}
		text := p.write(n, section, date, terms, w.Words)
		if err := os.WriteFile(filepath.Join(folder, "index."+languages[i].code+".md"), []byte(text), 0o644); err != nil {
			return err
		}
		w.pages.Add(1)
		w.bytes.Add(int64(len(text)))
	}
	return nil
}
