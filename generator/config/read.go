package config

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

// Read is the configuration in a file's bytes. A Config comes back even when
// there are messages, so that a preview can go on; with an error among them
// it is not to be built from.
func Read(src diag.Source) (*Config, []diag.Message) {
	root, ms := data.Parse(src, data.YAML)
	r := &reader{src: src, ms: ms, c: &Config{
		Missing: MissingPage, Theme: "default", PageSize: 20, FeedSize: 20, Branch: "main", Search: true,
		ImageSizes: ImageSizes, Budgets: defaultBudgets(),
		Severities: map[string]diag.Severity{}, Off: map[string]bool{}, Sections: map[string]bool{}, MissingByKind: map[string]Missing{},
		Taxonomies: []Taxonomy{{Name: "topics"}, {Name: "tags"}, {Name: "countries"}},
	}}
	if root.Kind != data.Map && root.Kind != data.Null {
		if len(ms) == 0 {
			r.at("config-not-a-map", root)
		}
		return r.c, r.ms
	}
	if root.Kind == data.Null && slices.ContainsFunc(ms, func(m diag.Message) bool { return m.Severity == diag.Error }) {
		return r.c, r.ms // there is something, but it cannot be read
	}
	r.site(root)
	return r.c, r.ms
}

type reader struct {
	src        diag.Source
	c          *Config
	ms         []diag.Message
	typography bool
}

func (r *reader) at(id string, v data.Value, args ...string) {
	r.ms = append(r.ms, diag.At(id, r.src, v.Start, v.End, args...))
}

// known are the fields at the top of tract.yaml.
var known = []string{"title", "description", "base_url", "source_language", "languages", "missing", "links", "messages",
	"repository", "branch", "sections", "theme", "page_size", "feed_size", "taxonomies", "menu", "notice", "forms", "mail", "signatures", "translations", "typography", "search", "design", "home", "images", "budgets", "series"}

// needed are the fields without which there is no site.
var needed = []string{"base_url", "source_language", "languages"}

func (r *reader) site(root data.Value) {
	c := r.c
	r.typography = true
	if v, ok := root.Get("typography"); ok {
		r.typography = r.boolean("typography", v, true)
	}
	if v, ok := root.Get("languages"); ok && v.Kind != data.Null {
		r.languages(v)
	}
	for _, f := range root.Fields {
		v := f.Value
		if v.Kind == data.Null && slices.Contains(needed, f.Name) {
			continue // told below
		}
		switch f.Name {
		case "title":
			c.Title = r.text(f.Name, v)
		case "description":
			c.Description = r.text(f.Name, v)
		case "notice":
			c.Notice = r.text(f.Name, v)
		case "base_url":
			c.BaseURL = r.baseURL(v)
		case "source_language":
			r.sourceLanguage(v)
		case "missing":
			r.missingOf(v)
		case "links":
			c.Links = LinkForm(r.choice(f.Name, v, "file", "folder"))
		case "messages":
			r.messages(v)
		case "repository":
			r.repository(v)
		case "branch":
			c.Branch = r.str(f.Name, v)
		case "sections":
			for _, s := range r.strings(f.Name, v) {
				c.Sections[s] = true
			}
		case "theme":
			c.Theme = r.str(f.Name, v)
		case "page_size":
			c.PageSize = r.positive(f.Name, v, c.PageSize)
		case "feed_size":
			c.FeedSize = r.positive(f.Name, v, c.FeedSize)
		case "taxonomies":
			r.taxonomies(v)
		case "menu":
			c.Menu = r.strings(f.Name, v)
		case "forms":
			r.forms(v)
		case "mail":
			r.mail(v)
		case "design":
			r.design(v)
		case "home":
			r.home(v)
		case "images":
			r.images(v)
		case "budgets":
			r.budgets(v)
		case "series":
			r.series(v)
		case "translations":
			r.translations(v)
		case "signatures":
			c.Signatures = Signatures(r.choice(f.Name, v, "error", "note"))
		case "search":
			c.Search = r.boolean(f.Name, v, true)
		case "languages", "typography":
		default:
			r.unknown(f, known)
		}
	}
	for _, name := range needed {
		if v, ok := root.Get(name); !ok || v.Kind == data.Null {
			r.ms = append(r.ms, diag.At("config-missing-field", r.src, 0, 0, "field", name))
		}
	}
	if c.SourceLanguage != "" {
		r.fallbacks(root)
	}
}

// unknown warns of a field that Tract does not have.
func (r *reader) unknown(f data.Field, names []string) {
	if near := diag.Near(f.Name, names); near != "" {
		r.ms = append(r.ms, diag.At("config-unknown-field-near", r.src, f.Start, f.End, "field", f.Name, "near", near))
		return
	}
	r.ms = append(r.ms, diag.At("config-unknown-field", r.src, f.Start, f.End, "field", f.Name))
}

func (r *reader) baseURL(v data.Value) string {
	if v.Kind == data.List || v.Kind == data.Map {
		r.at("config-type", v, "field", "base_url", "expected", "text")
		return "https://example.org/"
	}
	base, ok := CheckBaseURL(v.Text)
	if !ok {
		r.at("config-base-url", v, "value", v.Text)
		return "https://example.org/"
	}
	return base
}

// CheckBaseURL is the address of a site with a slash at its end, and whether it
// can be one: http or https, a host with or without a port, a path; no user, no
// query, no fragment, none of the signs that no address has.
func CheckBaseURL(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Hostname() == "" || u.User != nil || strings.ContainsAny(s, " ?#\"<>\\^`{|}") {
		return "", false
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
		u.RawPath = ""
	}
	return u.String(), true
}

func (r *reader) missingOf(v data.Value) {
	if v.Kind != data.Map {
		r.c.Missing = r.missing(v)
		return
	}
	for _, f := range v.Fields {
		if m := r.missing(f.Value); f.Name == "default" {
			r.c.Missing = m
		} else {
			r.c.MissingByKind[f.Name] = m
			r.namesKind("missing", f)
		}
	}
}

// namesKind notes that a setting names a kind.
func (r *reader) namesKind(field string, f data.Field) {
	at := diag.Place{File: r.src.Path, Range: r.src.Locator().Range(f.Start, f.End)}
	r.c.NamedKinds = append(r.c.NamedKinds, NamedKind{Field: field, Name: f.Name, Place: at})
}

func (r *reader) missing(v data.Value) Missing {
	return MissingPage + Missing(r.choice("missing", v, "page", "link", "hide"))
}

func (r *reader) messages(v data.Value) {
	if v.Kind != data.Map {
		r.at("config-messages", v)
		return
	}
	for _, f := range v.Fields {
		if !diag.Known(f.Name) {
			near := diag.Near(f.Name, slices.Collect(maps.Keys(idSet())))
			if near == "" {
				r.ms = append(r.ms, diag.At("config-message-unknown", r.src, f.Start, f.End, "id", f.Name))
			} else {
				r.ms = append(r.ms, diag.At("config-message-near", r.src, f.Start, f.End, "id", f.Name, "near", near))
			}
			continue
		}
		switch r.choice(f.Name, f.Value, "error", "warning", "notice", "off") {
		case 0:
			r.c.Severities[f.Name] = diag.Error
		case 1:
			r.c.Severities[f.Name] = diag.Warning
		case 2:
			r.c.Severities[f.Name] = diag.Notice
		case 3:
			r.c.Off[f.Name] = true
		}
	}
}

func idSet() map[string]bool {
	set := map[string]bool{}
	for _, id := range diag.IDs() {
		set[id] = true
	}
	return set
}

func (r *reader) taxonomies(v data.Value) {
	if v.Kind == data.List || v.Kind == data.String {
		r.c.Taxonomies = nil
		for _, name := range r.strings("taxonomies", v) {
			r.c.Taxonomies = append(r.c.Taxonomies, Taxonomy{Name: name})
		}
		return
	}
	if v.Kind != data.Map {
		r.at("config-taxonomies", v)
		return
	}
	r.c.Taxonomies = nil
	for _, f := range v.Fields {
		t := Taxonomy{Name: f.Name}
		for _, g := range f.Value.Fields {
			switch g.Name {
			case "title":
				t.Title = r.text(g.Name, g.Value)
			case "slug":
				t.Slug = r.text(g.Name, g.Value)
			default:
				r.unknown(g, []string{"title", "slug"})
			}
		}
		r.c.Taxonomies = append(r.c.Taxonomies, t)
	}
}

// series are how series are called in the site's languages.
func (r *reader) series(v data.Value) {
	if v.Kind != data.Map {
		r.at("config-type", v, "field", "series", "expected", "map")
		return
	}
	r.c.Series = make(map[string]Text, len(v.Fields))
	for _, f := range v.Fields {
		r.c.Series[strings.TrimSpace(f.Name)] = r.text(f.Name, f.Value)
	}
}

// text is a text for all languages, or a map by language.
func (r *reader) text(name string, v data.Value) Text {
	if v.Kind != data.Map {
		return Text{All: r.str(name, v)}
	}
	t, ms := ReadText(r.src, v, r.c)
	r.ms = append(r.ms, ms...)
	return t
}

// ReadText is a text by language from a map value; a language that the site
// does not have is a message.
func ReadText(src diag.Source, v data.Value, c *Config) (Text, []diag.Message) {
	if v.Kind != data.Map {
		return Text{All: v.Text}, nil
	}
	var ms []diag.Message
	t := Text{By: make(map[string]string, len(v.Fields))}
	for _, f := range v.Fields {
		tag, ok := i18n.Canonical(f.Name)
		if !ok || len(c.Languages) > 0 && c.LanguageIndex(tag) < 0 {
			ms = append(ms, diag.At("text-language", src, f.Start, f.End, "tag", f.Name))
			continue
		}
		if f.Value.Kind == data.List || f.Value.Kind == data.Map {
			ms = append(ms, diag.At("config-type", src, f.Value.Start, f.Value.End, "field", f.Name, "expected", "text"))
			continue
		}
		t.By[tag] = f.Value.Text
	}
	return t, ms
}

func (r *reader) str(name string, v data.Value) string {
	if v.Kind == data.List || v.Kind == data.Map || v.Kind == data.Null {
		r.at("config-type", v, "field", name, "expected", "text")
		return ""
	}
	return v.Text
}

func (r *reader) strings(name string, v data.Value) []string {
	s, ok := v.AsStrings()
	if !ok {
		r.at("config-type", v, "field", name, "expected", "list")
	}
	return s
}

func (r *reader) boolean(name string, v data.Value, otherwise bool) bool {
	b, ok := v.AsBool()
	if !ok {
		r.at("config-type", v, "field", name, "expected", "true-false")
		return otherwise
	}
	return b
}

func (r *reader) positive(name string, v data.Value, otherwise int) int {
	n, err := strconv.Atoi(v.Text)
	if err != nil || n < 1 || n > 10000 {
		r.at("config-number", v, "field", name)
		return otherwise
	}
	return n
}

// choice is the index of a value among the allowed ones; 0 after a message.
func (r *reader) choice(name string, v data.Value, allowed ...string) int {
	if i := slices.Index(allowed, v.Text); i >= 0 && v.Kind != data.List && v.Kind != data.Map {
		return i
	}
	r.at("config-choice", v, "field", name, "value", v.Text, "allowed", strings.Join(allowed, ", "))
	return 0
}
