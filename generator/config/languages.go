package config

import (
	"slices"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

func (r *reader) languages(v data.Value) {
	if v.Kind != data.Map || len(v.Fields) == 0 {
		r.at("config-languages", v)
		return
	}
	seen := map[string]data.Field{}
	for _, f := range v.Fields {
		tag, ok := i18n.Canonical(f.Name)
		if !ok {
			r.ms = append(r.ms, diag.At("config-language-tag", r.src, f.Start, f.End, "tag", f.Name))
			continue
		}
		if _, twice := seen[tag]; twice {
			r.ms = append(r.ms, diag.At("config-language-twice", r.src, f.Start, f.End, "tag", f.Name, "canonical", tag))
			continue
		}
		seen[tag] = f
		locale := i18n.Load(tag)
		l := Language{Tag: tag, Prefix: strings.ToLower(tag), Name: i18n.Autonym(tag), Dir: locale.Dir(), Published: true, Typography: r.typography}
		r.language(&l, f.Value, locale)
		r.c.Languages = append(r.c.Languages, l)
	}
	r.aliases(v)
}

func (r *reader) language(l *Language, v data.Value, locale *i18n.Locale) {
	if v.Kind == data.Null {
		return
	}
	if v.Kind != data.Map {
		r.at("config-language-map", v, "tag", l.Tag)
		return
	}
	for _, f := range v.Fields {
		switch f.Name {
		case "name":
			l.Name = r.str(f.Name, f.Value)
		case "dir":
			l.Dir = []string{"ltr", "rtl"}[r.choice(f.Name, f.Value, "ltr", "rtl")]
		case "fallback":
			// Read once all languages are known.
		case "digits":
			l.Digits = r.str(f.Name, f.Value)
			if _, err := locale.WithDigits(l.Digits); err != nil {
				r.at("config-digits", f.Value, "digits", l.Digits)
				l.Digits = ""
			}
		case "published":
			l.Published = r.boolean(f.Name, f.Value, true)
		case "typography":
			l.Typography = r.boolean(f.Name, f.Value, true)
		case "missing":
			l.Missing = r.missing(f.Value)
		case "aliases":
			for _, a := range r.strings(f.Name, f.Value) {
				a = strings.ToLower(a)
				if !prefix(a) || slices.Contains(l.Aliases, a) {
					r.at("config-alias", f.Value, "alias", a)
					continue
				}
				l.Aliases = append(l.Aliases, a)
			}
		default:
			r.unknown(f, []string{"name", "dir", "fallback", "digits", "published", "typography", "missing", "aliases"})
		}
	}
}

// prefix says whether a text may be the first part of an address as that of a
// language is: letters, digits and hyphens, and no folder that Tract fills.
func prefix(text string) bool {
	for _, c := range []byte(text) {
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return text != "" && len(text) <= 35 && text != "files" && text != "assets"
}

// aliases reports aliases that are the address of another language.
func (r *reader) aliases(v data.Value) {
	taken := map[string]bool{}
	for i := range r.c.Languages {
		taken[r.c.Languages[i].Prefix] = true
	}
	for i := range r.c.Languages {
		l := &r.c.Languages[i]
		l.Aliases = slices.DeleteFunc(l.Aliases, func(a string) bool {
			if taken[a] {
				r.at("config-alias", v, "alias", a)
			}
			clash := taken[a]
			taken[a] = true
			return clash
		})
	}
}

// fallbacks completes each language's chain: as configured, else CLDR's
// parents and the configured languages of the same script and language; the
// source language always stands last.
func (r *reader) fallbacks(root data.Value) {
	all, _ := root.Get("languages")
	for i := range r.c.Languages {
		l := &r.c.Languages[i]
		var chain []string
		add := func(tag string) {
			if tag != l.Tag && !slices.Contains(chain, tag) && r.c.LanguageIndex(tag) >= 0 {
				chain = append(chain, tag)
			}
		}
		configured := false
		for _, f := range all.Fields {
			if tag, _ := i18n.Canonical(f.Name); tag != l.Tag {
				continue
			}
			v, ok := f.Value.Get("fallback")
			if !ok {
				continue
			}
			configured = true
			r.fallback(v, add)
		}
		if !configured {
			for _, p := range i18n.Parents(l.Tag) {
				add(p)
			}
			base, _, _ := strings.Cut(l.Tag, "-")
			script := i18n.Load(l.Tag).Script()
			for _, other := range r.c.Languages {
				if b, _, _ := strings.Cut(other.Tag, "-"); b == base && i18n.Load(other.Tag).Script() == script {
					add(other.Tag)
				}
			}
		}
		add(r.c.SourceLanguage)
		l.Fallback = chain
	}
}

func (r *reader) fallback(v data.Value, add func(string)) {
	items := v.Items
	if v.Kind == data.String {
		items = []data.Value{v}
	}
	for _, item := range items {
		tag, _ := i18n.Canonical(item.Text)
		if r.c.LanguageIndex(tag) < 0 {
			r.at("config-language-unknown", item, "tag", item.Text)
			continue
		}
		add(tag)
	}
}

func (r *reader) sourceLanguage(v data.Value) {
	tag, ok := i18n.Canonical(v.Text)
	if !ok || (len(r.c.Languages) > 0 && r.c.LanguageIndex(tag) < 0) {
		if v.Kind == data.List || v.Kind == data.Map {
			r.at("config-type", v, "field", "source_language", "expected", "text")
		} else {
			r.at("config-language-unknown", v, "tag", v.Text)
		}
		if len(r.c.Languages) > 0 {
			r.c.SourceLanguage = r.c.Languages[0].Tag
		}
		return
	}
	r.c.SourceLanguage = tag
}
