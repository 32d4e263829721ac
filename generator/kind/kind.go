// Package kind holds the kinds of publications as data: which fields a kind
// has, of which types, which are inherited from the source edition, which
// folders it lives in and what renders it. A site adds its own in kinds/*.yaml
// without any code.
package kind

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/data"
	"tract/generator/diag"
)

//go:embed builtin/*.yaml
var builtin embed.FS

// Folder is where a site keeps kinds of its own.
const Folder = "kinds"

// Type is the type of a field.
type Type uint8

// The types of fields, with the name that each has in a kind's file.
const (
	Text       Type = iota // text
	Markdown               // markdown: a paragraph of Markdown
	Integer                // integer
	Number                 // number
	Boolean                // boolean: true or false
	Date                   // date: ISO 8601, a year or a month alone too
	DateTime               // datetime: a date, or a date and a time
	Time                   // time: 14:30
	Year                   // year
	URL                    // url: http or https
	Country                // country: ISO 3166-1 alpha-2
	Region                 // region: africa, americas, asia, europe, oceania
	Language               // language: BCP 47
	TimeZone               // timezone: a name of the IANA database
	Choice                 // choice: one of the values
	Identifier             // identifier: joins the entries of a list across editions
	File                   // file: beside the text
	Reference              // reference: the id of a publication
	Localized              // localized: a text, or a map of texts by language
	Map                    // map: names with texts
	Object                 // object: fields of its own
	Byline                 // author: a name, or an object that says what it names
)

var typeNames = []string{"text", "markdown", "integer", "number", "boolean", "date", "datetime", "time", "year", "url",
	"country", "region", "language", "timezone", "choice", "identifier", "file", "reference", "localized", "map", "object", "author"}

// String is the type's name in a kind's file.
func (t Type) String() string { return typeNames[t] }

// Field is one declared field.
type Field struct {
	Name        string
	Type        Type
	List        bool
	Required    bool
	PerLanguage bool // each edition has its own; else it is inherited
	Values      []string
	Fields      []Field
	Role        string // what it is to Tract, whatever it is called: one of Roles; may be empty
}

// Roles are what a field can be to Tract beside its type. Of the fields of a
// kind one may have each role, but for list.
var Roles = []string{
	"date",         // the day that dates the publication, where it has no date
	"start",        // when it takes place; dates the publication too
	"end",          // when that is over
	"timezone",     // of start and end
	"venue",        // where it takes place
	"cancelled",    // that it does not
	"organiser",    // who holds it
	"online",       // the address where it can be followed from elsewhere
	"registration", // the address where one takes part
	"deadline",     // the last day for that
	"agenda",       // its points with their times
	"sequence",     // how often its entry in calendars was revised; not shown on pages
	"timeline",     // dated steps, shown as a list and their numbers as a table
	"author",       // the body that speaks in it, where it names no authors
	"publisher",    // who brought it out
	"website",      // its own place elsewhere
	"country",      // that it belongs to
	"region",       // that it belongs to
	"number",       // in its series
	"subtitle",     // the second part of its title
	"item",         // of an agenda, that it speaks to
	"preheader",    // what lists of mails show behind the subject; not shown on pages
	"figures",      // numbers with what they count, shown large
	"list",         // texts that are always shown as a list of their own
	"articles",     // the level of the headings that are numbered articles; not shown
}

// Outputs are what the publications of a kind can give beside their pages.
var Outputs = []string{"epub", "email", "share", "calendar", "cite", "whole", "signatories", "feed"}

// Archives are the ways in which the publications of a kind can be gathered
// on pages of their own below their section.
var Archives = []string{"year", "month", "country", "region"}

// Kind is one kind of publication. It is not altered once read.
type Kind struct {
	Name     string
	Folders  []string
	Fields   []Field
	Template string
	Schema   string   // the schema.org type
	Cite     bool     // pages carry citation_* fields
	Gathers  bool     // pages list what belongs to the publication, by related and by topics
	Chapters bool     // publications below one of this kind are its chapters
	Numbered bool     // figures and tables have numbers
	Bodies   bool     // authors of whom nothing else is said are bodies, not persons
	Outputs  []string // what it gives beside pages; site.Outputs names them
	Archive  []string // of Archives: the pages that gather a section's publications
}

// Role is the field that has a role, or nil.
func (k *Kind) Role(role string) *Field {
	for i := range k.Fields {
		if k.Fields[i].Role == role {
			return &k.Fields[i]
		}
	}
	return nil
}

// Field is the declared field of a name, or nil.
func (k *Kind) Field(name string) *Field { return find(k.Fields, name) }

func find(fields []Field, name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// Set is all kinds of a site.
type Set struct {
	Kinds  []*Kind
	Common []Field
	byName map[string]*Kind
	folder map[string]*Kind
}

// Kind is the kind of a name, or nil.
func (s *Set) Kind(name string) *Kind { return s.byName[name] }

// Names are the names of all kinds.
func (s *Set) Names() []string {
	names := make([]string, len(s.Kinds))
	for i, k := range s.Kinds {
		names[i] = k.Name
	}
	return names
}

// CommonField is a field that every kind has, or nil.
func (s *Set) CommonField(name string) *Field { return find(s.Common, name) }

// OfFolder is the kind that a publication below a folder has: that of the
// nearest folder which a kind lists, else page. The folder is an id.
func (s *Set) OfFolder(folder string) *Kind {
	for folder != "" && folder != "." && folder != "/" {
		if k := s.folder[strings.ToLower(path.Base(folder))]; k != nil {
			return k
		}
		folder = path.Dir(folder)
	}
	return s.byName["page"]
}

// IsFolder says whether a kind lists a folder of that name.
func (s *Set) IsFolder(name string) *Kind { return s.folder[strings.ToLower(name)] }

// Load reads the built-in kinds and those of the site. A kind of the site with
// the name of a built-in one takes its place.
func Load(site fs.FS) (*Set, []diag.Message) {
	s := &Set{byName: map[string]*Kind{}, folder: map[string]*Kind{}}
	ms := s.load(builtin, "builtin", "")
	if site != nil {
		ms = append(ms, s.load(site, Folder, Folder)...)
	}
	for _, k := range s.Kinds {
		for _, f := range k.Folders {
			s.folder[strings.ToLower(norm.NFC.String(f))] = k
		}
	}
	return s, ms
}

func (s *Set) load(fsys fs.FS, folder, shown string) []diag.Message {
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil
	}
	var ms []diag.Message
	for _, e := range entries {
		if ext := path.Ext(e.Name()); e.IsDir() || ext != ".yaml" && ext != ".yml" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		p := path.Join(folder, e.Name())
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			ms = append(ms, diag.In("source-unreadable", path.Join(shown, e.Name())))
			continue
		}
		ms = append(ms, s.read(diag.Source{Path: path.Join(shown, e.Name()), Text: text}, shown == "")...)
	}
	return ms
}

// kindFields are the fields of a kind's file.
var kindFields = []string{"kind", "folders", "template", "schema", "outputs", "archive", "cite", "gathers", "chapters", "numbered", "bodies", "fields"}

// read is one kind's file.
func (s *Set) read(src diag.Source, builtin bool) []diag.Message {
	root, ms := data.Parse(src, data.YAML)
	r := &reader{src: src, ms: ms}
	name := strings.TrimSuffix(path.Base(src.Path), path.Ext(src.Path))
	k := &Kind{Name: name, Template: name, Schema: "CreativeWork"}
	common := false
	if root.Kind != data.Map && root.Kind != data.Null {
		r.at("config-type", root.Start, root.End, "field", src.Path, "expected", "map")
		return r.ms
	}
	for _, f := range root.Fields {
		v := f.Value
		switch f.Name {
		case "kind":
			k.Name = r.str(f)
		case "common":
			// Only Tract's own file: a site cannot take away what every kind
			// has, such as its title.
			if common = builtin; !builtin {
				r.unknown(f, kindFields)
			}
		case "folders":
			k.Folders = r.list(f)
		case "template":
			k.Template = r.str(f)
		case "schema":
			k.Schema = r.str(f)
		case "outputs":
			k.Outputs = r.choices(f, Outputs)
		case "archive":
			k.Archive = r.choices(f, Archives)
		case "cite":
			k.Cite = r.boolean(f)
		case "gathers":
			k.Gathers = r.boolean(f)
		case "chapters":
			k.Chapters = r.boolean(f)
		case "numbered":
			k.Numbered = r.boolean(f)
		case "bodies":
			k.Bodies = r.boolean(f)
		case "fields":
			k.Fields = r.fields(v)
		default:
			r.unknown(f, kindFields)
		}
	}
	if common {
		s.Common = k.Fields
		return r.ms
	}
	if old := s.byName[k.Name]; old != nil {
		s.Kinds = slices.DeleteFunc(s.Kinds, func(x *Kind) bool { return x == old })
	}
	s.Kinds = append(s.Kinds, k)
	s.byName[k.Name] = k
	return r.ms
}

type reader struct {
	src diag.Source
	ms  []diag.Message
}

func (r *reader) at(id string, start, end int, args ...string) {
	r.ms = append(r.ms, diag.At(id, r.src, start, end, args...))
}

func (r *reader) unknown(f data.Field, names []string) {
	if near := diag.Near(f.Name, names); near != "" {
		r.at("config-unknown-field-near", f.Start, f.End, "field", f.Name, "near", near)
		return
	}
	r.at("config-unknown-field", f.Start, f.End, "field", f.Name)
}

func (r *reader) str(f data.Field) string {
	if f.Value.Kind == data.Map || f.Value.Kind == data.List {
		r.at("config-type", f.Value.Start, f.Value.End, "field", f.Name, "expected", "text")
	}
	return f.Value.Text
}

func (r *reader) list(f data.Field) []string {
	s, ok := f.Value.AsStrings()
	if !ok {
		r.at("config-type", f.Value.Start, f.Value.End, "field", f.Name, "expected", "list")
	}
	return s
}

// choices is a list of some of the allowed values.
func (r *reader) choices(f data.Field, allowed []string) []string {
	var out []string
	for _, v := range r.list(f) {
		if !slices.Contains(allowed, v) {
			r.at("config-choice", f.Value.Start, f.Value.End, "field", f.Name, "value", v, "allowed", strings.Join(allowed, ", "))
			continue
		}
		out = append(out, v)
	}
	return out
}

func (r *reader) boolean(f data.Field) bool {
	b, ok := f.Value.AsBool()
	if !ok {
		r.at("config-type", f.Value.Start, f.Value.End, "field", f.Name, "expected", "true-false")
	}
	return b
}

// fields are the declared fields of a kind or an object.
func (r *reader) fields(v data.Value) []Field {
	if v.Kind != data.Map {
		if v.Kind != data.Null {
			r.at("kind-fields", v.Start, v.End)
		}
		return nil
	}
	fields := make([]Field, 0, len(v.Fields))
	for _, f := range v.Fields {
		fields = append(fields, r.field(f))
	}
	return fields
}

func (r *reader) field(f data.Field) Field {
	out := Field{Name: f.Name}
	if f.Value.Kind == data.String {
		// `subtitle: text` is short for {type: text}.
		out.Type = r.fieldType(f.Value)
		return out
	}
	if f.Value.Kind != data.Map && f.Value.Kind != data.Null {
		r.at("config-type", f.Value.Start, f.Value.End, "field", f.Name, "expected", "map")
	}
	for _, p := range f.Value.Fields {
		switch p.Name {
		case "type":
			out.Type = r.fieldType(p.Value)
		case "list":
			out.List = r.boolean(p)
		case "required":
			out.Required = r.boolean(p)
		case "per":
			if p.Value.Text != "language" && p.Value.Text != "publication" {
				r.at("config-choice", p.Value.Start, p.Value.End, "field", "per", "value", p.Value.Text, "allowed", "language, publication")
			}
			out.PerLanguage = p.Value.Text == "language"
		case "role":
			if out.Role = r.str(p); !slices.Contains(Roles, out.Role) {
				r.at("config-choice", p.Value.Start, p.Value.End, "field", "role", "value", out.Role, "allowed", strings.Join(Roles, ", "))
			}
		case "values":
			out.Values = r.list(p)
		case "fields":
			out.Fields = r.fields(p.Value)
		default:
			r.unknown(p, []string{"type", "list", "required", "per", "role", "values", "fields"})
		}
	}
	return out
}

func (r *reader) fieldType(v data.Value) Type {
	if i := slices.Index(typeNames, v.Text); i >= 0 {
		return Type(i)
	}
	r.at("config-choice", v.Start, v.End, "field", "type", "value", v.Text, "allowed", strings.Join(typeNames, ", "))
	return Text
}
