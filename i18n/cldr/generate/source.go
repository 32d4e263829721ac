package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// object is a JSON object.
type object = map[string]any

// source is the folder of CLDR packages.
type source struct {
	dir     string
	version string
	locales []string          // every locale that CLDR has data for, sorted, "und" first
	parents map[string]string // the locale that a locale's values are written against
	files   map[string]object
}

func open(dir string) (*source, error) {
	s := &source{dir: dir, parents: map[string]string{}, files: map[string]object{}}
	info, err := s.file("cldr-core/package.json")
	if err != nil {
		return nil, err
	}
	s.version = text(info, "version")
	available, err := s.file("cldr-core/availableLocales.json")
	if err != nil {
		return nil, err
	}
	full, _ := dig(available, "availableLocales", "full").([]any)
	for _, l := range full {
		if l, ok := l.(string); ok && l != "und" {
			s.locales = append(s.locales, l)
		}
	}
	if len(s.locales) == 0 {
		return nil, errors.New("availableLocales.json names no locale")
	}
	slices.Sort(s.locales)
	s.locales = append([]string{"und"}, s.locales...)

	parents, err := s.supplemental("parentLocales", "parentLocales", "parentLocale")
	if err != nil {
		return nil, err
	}
	for _, l := range s.locales[1:] {
		p := text(parents, l)
		for at := l; p == ""; {
			i := strings.LastIndexByte(at, '-')
			if i < 0 {
				p = "und"
				break
			}
			at = at[:i]
			if slices.Contains(s.locales, at) {
				p = at
			}
		}
		if !slices.Contains(s.locales, p) {
			return nil, fmt.Errorf("the parent %s of %s has no data", p, l)
		}
		s.parents[l] = p
	}
	return s, nil
}

// file reads a JSON file of the folder.
func (s *source) file(name string) (object, error) {
	raw, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return o, nil
}

// supplemental is an object of a file of cldr-core/supplemental.
func (s *source) supplemental(name string, path ...string) (object, error) {
	o, ok := s.files[name]
	if !ok {
		var err error
		if o, err = s.file("cldr-core/supplemental/" + name + ".json"); err != nil {
			return nil, err
		}
		s.files[name] = o
	}
	at, ok := dig(o, append([]string{"supplemental"}, path...)...).(object)
	if !ok {
		return nil, fmt.Errorf("%s.json has no %s", name, strings.Join(path, "/"))
	}
	return at, nil
}

// locale is an object of a locale's file, or nil when CLDR has none there.
func (s *source) locale(pkg, locale, name string, path ...string) (object, error) {
	o, err := s.file("cldr-" + pkg + "-full/main/" + locale + "/" + name + ".json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	at, _ := dig(o, append([]string{"main", locale}, path...)...).(object)
	return at, nil
}

// dig follows a path of keys; it is nil where the path ends early.
func dig(v any, path ...string) any {
	for _, k := range path {
		o, ok := v.(object)
		if !ok {
			return nil
		}
		v = o[k]
	}
	return v
}

// text is the string at a path. A pattern that CLDR dresses with attributes
// is its value alone.
func text(v any, path ...string) string {
	switch v := dig(v, path...).(type) {
	case string:
		return v
	case object:
		s, _ := v["_value"].(string)
		return s
	}
	return ""
}
