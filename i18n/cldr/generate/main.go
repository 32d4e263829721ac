// Command generate writes the CLDR tables that package i18n embeds.
//
// It reads CLDR as JSON, in the layout of the packages cldr-core,
// cldr-dates-full, cldr-numbers-full, cldr-localenames-full, cldr-misc-full
// and cldr-units-full of the Unicode CLDR project:
//
//	go run ./i18n/cldr/generate -from DIR -to i18n/cldr
//
// DIR is the folder that holds those packages side by side. It writes
// index.txt (what stands where) and tables.bin (raw DEFLATE blocks, one after
// the other). The same input and the same Go release give the same bytes.
package main

import (
	"bytes"
	"compress/flate"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	from := flag.String("from", "", "folder that holds the cldr-* packages")
	to := flag.String("to", "i18n/cldr", "folder to write the tables to")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// record is one locale's values by key. A key that is absent is inherited.
type record map[string]string

// section is one of the independent blocks of a locale, so that a site that
// only writes dates does not unpack the names of six hundred languages.
type section struct {
	name string
	read func(*source, string) (record, error)
}

var sections = []section{{"core", readCore}, {"places", readPlaces}, {"tongues", readTongues}, {"zones", readZones}}

// deleted marks a value that the parent has and the child lacks; the empty
// string says that it is inherited.
const deleted = "\x01"

func run(from, to string) error {
	src, err := open(from)
	if err != nil {
		return err
	}
	records := make([]map[string]record, len(sections))
	keys := make([][]string, len(sections))
	for i, s := range sections {
		records[i] = map[string]record{}
		seen := map[string]bool{}
		for _, locale := range src.locales {
			r, err := s.read(src, locale)
			if err != nil {
				return fmt.Errorf("%s of %s: %w", s.name, locale, err)
			}
			records[i][locale] = r
			for k := range r {
				if !seen[k] {
					seen[k] = true
					keys[i] = append(keys[i], k)
				}
			}
		}
		slices.Sort(keys[i])
	}

	var index, blob bytes.Buffer
	fmt.Fprintf(&index, "version\t%s\n", src.version)
	for i, s := range sections {
		fmt.Fprintf(&index, "keys\t%s\t%s\n", s.name, strings.Join(keys[i], " "))
	}
	shared, err := writeTables(src, &index, &blob)
	if err != nil {
		return err
	}
	for _, locale := range src.locales {
		parent := src.parents[locale]
		sizes := make([]string, len(sections))
		for i := range sections {
			text := difference(keys[i], records[i][locale], records[i][parent])
			n, err := deflate(&blob, text)
			if err != nil {
				return err
			}
			sizes[i] = fmt.Sprint(n)
		}
		fmt.Fprintf(&index, "locale\t%s\t%s\t%s\n", locale, parent, strings.Join(sizes, "\t"))
	}
	fmt.Printf("%d locales, %d tables, index %d bytes, tables %d bytes\n", len(src.locales), shared, index.Len(), blob.Len())
	if err := os.WriteFile(filepath.Join(to, "index.txt"), index.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "tables.bin"), blob.Bytes(), 0o644)
}

// difference writes the values of a locale that are not its parent's, in the
// order of keys, one per line; a run of empty lines at the end is left out.
func difference(keys []string, own, parent record) string {
	lines := make([]string, len(keys))
	for i, k := range keys {
		v, has := own[k]
		p, had := parent[k]
		switch {
		case has && (!had || v != p):
			lines[i] = v
		case !has && had:
			lines[i] = deleted
		}
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// deflate appends one compressed block and returns its size; an empty text
// has no block.
func deflate(blob *bytes.Buffer, text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	before := blob.Len()
	w, err := flate.NewWriter(blob, flate.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return blob.Len() - before, nil
}
