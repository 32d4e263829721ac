package exchange

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/diag"
	"tract/generator/exchange/po"
	"tract/generator/site"
	"tract/generator/translation"
)

// Request says what is to be exported.
type Request struct {
	Language *site.Language
	// Of are the publications and sections by their ids, as Translation.ID has
	// them; nil for all of them and the words of the site.
	Of       []string
	Together bool // one catalogue for all
	// Old is the catalogue that was exported to a path before, or nil.
	Old func(path string) *po.File
}

// Export makes the catalogues of a language. The paths are those below the
// folder of catalogues. What translators wrote into catalogues of before stays.
func (x *Exchange) Export(r Request) ([]File, []diag.Message) {
	type sheet struct {
		path    string
		entries []*po.Entry
	}
	var sheets []sheet
	var ms []diag.Message
	root := strings.ToLower(r.Language.Tag)
	if r.Of == nil {
		w := x.wordsOf(r.Language)
		sheets = append(sheets, sheet{root + "/interface.po", w.entries(true)}, sheet{root + "/site.po", w.entries(false)})
	}
	for _, t := range x.Site.Translations() {
		if t.Language != r.Language || t.State == translation.Source || t.State == translation.Orphan || r.Of != nil && !slices.Contains(r.Of, t.ID) {
			continue
		}
		p := x.pair(t)
		if p == nil {
			ms = append(ms, diag.In("po-unreadable", unreadable(x, t), "file", unreadable(x, t)))
			continue
		}
		if len(p.units) > 0 {
			sheets = append(sheets, sheet{root + "/content/" + t.ID + ".po", x.entries(p)})
		}
	}
	if r.Together {
		one := sheet{path: root + ".po"}
		for _, s := range sheets {
			one.entries = append(one.entries, s.entries...)
		}
		sheets = []sheet{one}
	}
	var out []File
	for _, s := range sheets {
		if len(s.entries) == 0 {
			continue
		}
		var old *po.File
		if r.Old != nil {
			old = r.Old(s.path)
		}
		file, before := x.catalogue(r, s.entries, old)
		if now := file.Bytes(); string(now) != before {
			out = append(out, File{s.path, now, false})
		}
	}
	return out, ms
}

// unreadable is the file of a translation that cannot be read.
func unreadable(x *Exchange, t *site.Translation) string {
	if t.Document != nil && t.Source != nil && x.open(t.Source, t.Kind) != nil {
		return t.Document.File.Path
	}
	return t.Source.File.Path
}

// catalogue is a catalogue of entries, with what an old one keeps; and the bytes
// that the old one had.
func (x *Exchange) catalogue(r Request, entries []*po.Entry, old *po.File) (*po.File, string) {
	if old == nil {
		f := &po.File{Entries: entries}
		x.header(f, r.Language)
		return f, ""
	}
	before := string(old.Bytes())
	merge(old, entries, r.Of != nil && r.Together)
	x.header(old, r.Language)
	if string(old.Bytes()) != before {
		old.SetField("POT-Creation-Date", x.now)
	}
	return old, before
}

// header gives a catalogue the fields that gettext wants. What stands there
// stays, but for plural forms that are none.
func (x *Exchange) header(f *po.File, l *site.Language) {
	title, _ := x.Site.Config.Title.In(x.Site.Source.Tag)
	categories, expression := l.Locale.Gettext()
	for _, field := range [][2]string{
		{"Project-Id-Version", collapsed(title)},
		{"Report-Msgid-Bugs-To", x.Site.Config.Repository},
		{"POT-Creation-Date", x.now},
		{"PO-Revision-Date", x.now},
		{"Last-Translator", ""},
		{"Language-Team", l.Name},
		{"Language", strings.ReplaceAll(l.Tag, "-", "_")},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=UTF-8"},
		{"Content-Transfer-Encoding", "8bit"},
		{"Plural-Forms", "nplurals=" + strconv.Itoa(len(categories)) + "; plural=(" + expression + ");"},
	} {
		has := f.Header() != nil && hasField(f, field[0])
		if field[0] == "Plural-Forms" && has {
			if _, ok := po.ReadPlural(f.Field(field[0])); !ok {
				has = false
			}
		}
		if !has {
			f.SetField(field[0], field[1])
		}
	}
	if h := f.Header(); h.Has("fuzzy") && len(h.Flags) == 1 && f.Field("Last-Translator") == "" {
		h.SetFlag("fuzzy", false)
	}
}

func hasField(f *po.File, name string) bool {
	h := f.Header()
	if len(h.Strings) == 0 {
		return false
	}
	for line := range strings.SplitSeq(h.Strings[0], "\n") {
		if field, _, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(field), name) {
			return true
		}
	}
	return false
}
