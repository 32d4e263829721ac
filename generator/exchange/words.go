package exchange

// This file is of words that stand in no text: those of the interface, and in
// files of data the names of terms, the titles of the site and the like.

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/exchange/po"
	"tract/generator/kind"
	"tract/generator/site"
)

// word is one entry of words.
type word struct {
	context      string
	text, plural string // of the source; plural is "" where nothing is counted
	own          []string
	comment      string
	file         string
	paths        [][]step // of each form in the file
}

// wordFiles are the words of one language, and the files that hold them.
type wordFiles struct {
	language *site.Language
	list     []*word
	by       map[string]*word
	texts    map[string][]byte // as they are now
	altered  []string
}

func (w *wordFiles) has(context string) bool { return w.by[context] != nil }

// files are the files that were altered.
func (w *wordFiles) files() []File {
	var out []File
	for _, f := range w.altered {
		out = append(out, File{Path: f, Content: w.texts[f]})
	}
	return out
}

// Of the words, those of the interface and those of the site have a catalogue of
// their own.
const (
	interfaceFolder = "i18n"
	taxonomyFolder  = "taxonomies"
)

// wordsOf are the words of a language.
func (in *importing) wordsOf(l *site.Language) *wordFiles {
	if w := in.words[l.Tag]; w != nil {
		return w
	}
	w := in.Exchange.wordsOf(l)
	in.words[l.Tag] = w
	in.tongue = append(in.tongue, w)
	return w
}

func (x *Exchange) wordsOf(l *site.Language) *wordFiles {
	w := &wordFiles{language: l, by: map[string]*word{}, texts: map[string][]byte{}}
	x.interfaceWords(w)
	files := []string{config.File}
	for _, folder := range []string{taxonomyFolder, kind.Folder} {
		entries, _ := fs.ReadDir(x.Files, folder) // most sites lack one
		for _, e := range entries {
			if data.FormatOf(e.Name()) != data.None && !e.IsDir() {
				files = append(files, folder+"/"+e.Name())
			}
		}
	}
	for _, file := range files {
		text, err := fs.ReadFile(x.Files, file)
		if err != nil {
			continue
		}
		w.texts[file] = text
		d := whole(data.FormatOf(file))(text)
		if d.faults == 0 {
			x.dataWords(w, file, d.root, nil)
		}
	}
	for _, one := range w.list {
		w.by[one.context] = one
	}
	return w
}

// interfaceWords are the words of the interface, from the site's source language
// or, where that has none, from English.
func (x *Exchange) interfaceWords(w *wordFiles) {
	tag := w.language.Tag
	file := interfaceFolder + "/" + tag + ".yaml"
	if _, err := fs.Stat(x.Files, interfaceFolder+"/"+tag+".yml"); err == nil {
		file = interfaceFolder + "/" + tag + ".yml"
	}
	// A file that is not there is begun.
	w.texts[file], _ = fs.ReadFile(x.Files, file)
	categories, _ := w.language.Locale.Gettext()
	for _, key := range x.Site.Catalogue.Keys() {
		source, ok := x.Site.Catalogue.Text(x.Site.Source.Tag, key)
		if !ok || tag == x.Site.Source.Tag {
			source, ok = x.Site.Catalogue.Text("en", key)
		}
		if !ok {
			continue
		}
		one := &word{context: interfaceFolder + "/" + key, text: source.Pattern, comment: "interface", file: file, paths: [][]step{{{name: key}}}}
		own, _ := x.Site.Catalogue.Text(tag, key)
		if own.Lang != tag {
			own.Pattern, own.Forms = "", nil
		}
		one.own = []string{own.Pattern}
		if source.Forms != nil {
			first := x.Site.Language(source.Lang)
			one.text, one.plural = source.Forms["other"], source.Forms["other"]
			if first != nil {
				names, _ := first.Locale.Gettext()
				if form := source.Forms[names[0]]; form != "" {
					one.text = form
				}
			} else if form := source.Forms["one"]; form != "" {
				one.text = form
			}
			one.paths, one.own = nil, nil
			for _, c := range categories {
				one.paths = append(one.paths, []step{{name: key}, {name: c}})
				one.own = append(one.own, own.Forms[c])
			}
		}
		w.list = append(w.list, one)
	}
}

// notTexts are fields that differ by language and are no words to translate.
var notTexts = []string{"slug", "from", "list_id", "url", "reply_to"}

// dataWords finds texts by language in a file of data: maps whose names are all
// languages of the site, the source language among them.
func (x *Exchange) dataWords(w *wordFiles, file string, v data.Value, at []step) {
	switch v.Kind {
	case data.Map:
		if x.byLanguage(v) {
			last := at[len(at)-1].name
			source, ok := v.Get(x.Site.Source.Tag)
			if !ok || slices.Contains(notTexts, last) || strings.TrimSpace(source.Text) == "" {
				return
			}
			own, _ := v.Get(w.language.Tag)
			var names []string
			for _, s := range at {
				if s.name == "" {
					names = append(names, strconv.Itoa(s.index+1))
				} else {
					names = append(names, s.name)
				}
			}
			w.list = append(w.list, &word{
				context: strings.TrimSuffix(file, path.Ext(file)) + "/" + strings.Join(names, "/"), text: strings.Trim(source.Text, "\n"),
				own: []string{strings.Trim(own.Text, "\n")}, comment: strings.Join(names, " › "),
				file: file, paths: [][]step{append(slices.Clone(at), step{name: w.language.Tag})},
			})
			return
		}
		for _, f := range v.Fields {
			x.dataWords(w, file, f.Value, append(slices.Clone(at), step{name: f.Name}))
		}
	case data.List:
		for i, item := range v.Items {
			x.dataWords(w, file, item, append(slices.Clone(at), step{index: i}))
		}
	}
}

// byLanguage says whether a map holds a text for each of some languages.
func (x *Exchange) byLanguage(v data.Value) bool {
	for _, f := range v.Fields {
		if x.Site.Language(f.Name) == nil || f.Value.Kind == data.Map || f.Value.Kind == data.List {
			return false
		}
	}
	return len(v.Fields) > 0
}

// wordEntries are the entries of words: of the interface, or of the rest.
func (w *wordFiles) entries(ofInterface bool) []*po.Entry {
	var out []*po.Entry
	for _, one := range w.list {
		if strings.HasPrefix(one.file, interfaceFolder+"/") != ofInterface {
			continue
		}
		e := &po.Entry{Context: one.context, HasContext: true, ID: one.text, Strings: slices.Clone(one.own), Extracted: []string{one.comment}, References: []string{reference(one.file)}}
		if one.plural != "" {
			e.HasPlural, e.Plural = true, one.plural
		}
		if names := placeholders(one.text + one.plural); len(names) > 0 {
			e.Extracted = append(e.Extracted, "keep: "+strings.Join(names, " "))
		}
		seal(e)
		out = append(out, e)
	}
	return out
}

var placeholder = regexp.MustCompile(`\{[a-z_][a-z0-9_]*\}`)

// placeholders are those of a text, each once, sorted.
func placeholders(text string) []string {
	names := placeholder.FindAllString(text, -1)
	slices.Sort(names)
	return slices.Compact(names)
}

// pluralOf gives for a category of the language the form of a catalogue; nil
// where its header does not say.
func (in *importing) pluralOf(f *po.File, l *site.Language) func(category string) int {
	used := slices.ContainsFunc(f.Entries, func(e *po.Entry) bool { return e.HasPlural && !e.Obsolete && e.Words() })
	if !used && f.Field("Plural-Forms") == "" {
		return nil
	}
	categories, expression := l.Locale.Gettext()
	expected := "nplurals=" + strconv.Itoa(len(categories)) + "; plural=" + expression + ";"
	plural, ok := po.ReadPlural(f.Field("Plural-Forms"))
	if !ok {
		in.tell(f.Message("po-plural-header", f.Header(), "expected", expected))
		return nil
	}
	return func(category string) int {
		for n := range int64(1000) {
			if l.Locale.Plural(n) == category {
				return plural.Of(uint64(n))
			}
		}
		return -1
	}
}

// word takes the translation of a word.
func (in *importing) word(w *wordFiles, e *po.Entry, plural func(string) int, told func(string, ...string)) {
	one := w.by[e.Context]
	if collapsed(one.text) != collapsed(e.ID) || (one.plural != "") != e.HasPlural {
		told("po-gone", "file", one.file)
		return
	}
	was := givenIn(e)
	if was != "" && was == given(strings.Join(e.Strings, "\n")) && !givenFuzzy(e) {
		in.out.Same++ // nobody touched it
		return
	}
	texts := e.Strings
	if e.HasPlural {
		if plural == nil {
			in.out.Refused++
			return // the header was told of
		}
		texts = nil
		categories, _ := w.language.Locale.Gettext()
		for _, c := range categories {
			n := plural(c)
			if n < 0 || n >= len(e.Strings) || e.Strings[n] == "" {
				told("po-plural-missing", "category", c)
				return
			}
			texts = append(texts, e.Strings[n])
		}
	}
	if slices.Equal(texts, one.own) {
		in.out.Same++
		return
	}
	if wrong := wrongPlaceholders(one, texts); wrong != "" {
		told("po-markup", "missing", wrong)
		return
	}
	now := given(strings.Join(one.own, "\n"))
	if strings.Join(one.own, "") == "" {
		now = "-"
	}
	if now != "-" && was != "" && was != now {
		told("po-conflict", "file", one.file)
		return
	}
	text := w.texts[one.file]
	for i, t := range texts {
		if one.own[i] == t {
			continue
		}
		next, ok := set(whole(data.FormatOf(one.file)), text, one.paths[i], strings.Trim(plain(t), "\n"))
		if !ok {
			told("po-field", "field", e.Context)
			return
		}
		text = next
	}
	w.texts[one.file] = text
	if !slices.Contains(w.altered, one.file) {
		w.altered = append(w.altered, one.file)
	}
	one.own = texts
	in.out.Taken++
}

// wrongPlaceholders are those that a translation lacks or that its source does
// not have. A form of a plural may leave the number out: “one signatory”.
func wrongPlaceholders(one *word, texts []string) string {
	want := placeholders(one.text + one.plural)
	wrong := map[string]bool{}
	for _, t := range texts {
		have := placeholders(t)
		for _, name := range without(want, have) {
			if one.plural == "" || name != "{count}" {
				wrong[name] = true
			}
		}
		for _, name := range without(have, want) {
			wrong[name] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(wrong)), " ")
}
