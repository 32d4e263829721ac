package kind_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
)

func configuration(t *testing.T) *config.Config {
	t.Helper()
	c, ms := config.Read(diag.Source{Path: "tract.yaml", Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, pt-BR: {}}\n")})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	return c
}

// check reads the value of the field x in a line of YAML.
func check(t *testing.T, f kind.Field, line string, translation bool) (kind.Value, string) {
	t.Helper()
	src := diag.Source{Path: "a.yaml", Text: []byte(line)}
	root, ms := data.Parse(src, data.YAML)
	if len(ms) > 0 {
		t.Fatalf("%s: %v", line, ms)
	}
	v, _ := root.Get("x")
	f.Name = "x"
	value, ms := f.Check(src, v, configuration(t), translation)
	var ids []string
	for _, m := range ms {
		if m.Range.Start.Line == 0 || m.File != "a.yaml" {
			t.Errorf("%s: %s has no place", line, m.ID)
		}
		ids = append(ids, family(m.ID))
	}
	return value, strings.Join(ids, " ")
}

// family is a message id without what tells its forms apart: that a date is
// wrong counts here, not how.
func family(id string) string {
	for _, f := range []string{"field-type", "field-date", "field-choice"} {
		if strings.HasPrefix(id, f+"-") {
			return f
		}
	}
	return id
}

func TestScalars(t *testing.T) {
	for _, test := range []struct {
		kind  kind.Type
		value string // as written
		text  string // as read; not looked at where there is a message
		ids   string
	}{
		{kind.Text, "Santé", "Santé", ""},
		{kind.Text, "12", "12", ""},
		{kind.Text, "true", "true", ""},
		{kind.Text, "[a]", "", "field-type"},
		{kind.Text, "{a: b}", "", "field-type"},
		{kind.Integer, "12", "12", ""},
		{kind.Integer, "\"012\"", "012", ""},
		{kind.Integer, "1.5", "", "field-type"},
		{kind.Integer, "many", "", "field-type"},
		{kind.Integer, "99999999999999999999", "", "field-type"},
		{kind.Number, "1.5", "1.5", ""},
		{kind.Number, "1_000", "1_000", ""},
		{kind.Number, "x", "", "field-type"},
		{kind.Number, "\"NaN\"", "", "field-type"},
		{kind.Number, "\"Inf\"", "", "field-type"},
		{kind.Number, "\"0x1p-2\"", "", "field-type"},
		{kind.Number, "1e999", "", "field-type"},
		{kind.Boolean, "true", "true", ""},
		{kind.Boolean, "yes", "", "field-type"},
		{kind.Year, "1978", "1978", ""},
		{kind.Year, "19780", "", "field-type"},
		{kind.Date, "2024-05-01", "2024-05-01", ""},
		{kind.Date, "2024-05", "2024-05", ""},
		{kind.Date, "2024-02-30", "", "field-date"},
		{kind.Date, "04/03/2016", "", "field-date"},
		{kind.Date, "tomorrow", "", "field-date"},
		{kind.DateTime, "2024-05-01T09:30", "2024-05-01T09:30", ""},
		{kind.Time, "\"9:30\"", "9:30", ""},
		{kind.Time, "\"14:30:15\"", "14:30:15", ""},
		{kind.Time, "\"24:30\"", "", "field-type"},
		{kind.URL, "https://example.org/a?b#c", "https://example.org/a?b#c", ""},
		{kind.URL, "javascript:alert(1)", "", "field-type"},
		{kind.URL, "\"java\\tscript:alert(1)\"", "", "field-type"},
		{kind.URL, "\"https:\"", "", "field-type"},
		{kind.URL, "//example.org", "", "field-type"},
		{kind.URL, "example.org", "", "field-type"},
		{kind.Country, "ma", "MA", ""},
		{kind.Country, "XX", "", "field-type"},
		{kind.Country, "Morocco", "", "field-type"},
		{kind.Region, "africa", "africa", ""},
		{kind.Region, "Africa", "", "field-choice"},
		{kind.Language, "PT_br", "pt-BR", ""},
		{kind.Language, "frenchlanguage", "", "field-type"},
		{kind.TimeZone, "Africa/Dakar", "Africa/Dakar", ""},
		{kind.TimeZone, "Local", "", "field-type"},
		{kind.TimeZone, "../../etc/passwd", "", "field-type"},
		{kind.TimeZone, "Mars/Base", "", "field-type"},
		{kind.Choice, "red", "red", ""},
		{kind.Choice, "rde", "", "field-choice"},
		{kind.Choice, "violet", "", "field-choice"},
		{kind.Localized, "Dakar", "Dakar", ""},
		{kind.Localized, "{fr: Dakar, de: x}", "", "text-language"},
		{kind.Localized, "[Dakar]", "", "field-type"},
		{kind.Map, "{isbn: 1}", "", ""},
		{kind.Map, "{isbn: [1]}", "", "field-type"},
		{kind.Map, "x", "", "field-type"},
		{kind.Reference, "a/b", "a/b", ""},
		{kind.File, "{file: a.pdf, label: A}", "a.pdf", ""},
		{kind.File, "{label: A}", "", "field-empty"},
		{kind.File, "{file: a.pdf, lable: A}", "", "config-unknown-field-near"},
		{kind.File, "{file: [a]}", "", "field-empty"},
	} {
		v, ids := check(t, kind.Field{Type: test.kind, Values: []string{"red", "green"}}, "x: "+test.value, false)
		if ids != test.ids || test.ids == "" && v.Text != test.text {
			t.Errorf("%s %s: %q with %q, want %q with %q", test.kind, test.value, v.Text, ids, test.text, test.ids)
		}
	}
}

func TestLists(t *testing.T) {
	list := kind.Field{Type: kind.Text, List: true}
	for _, test := range []struct{ value, items, ids string }{
		{"[a, b]", "a b", ""},
		{"a", "a", ""},
		{"[]", "", ""},
		{"", "", ""},
		{"\"\"", "", ""},
		{"[a, , b]", "a b", "field-empty-item"},
		{"[a, [b], c]", "a c", "field-type"},
		{"{a: b}", "", "field-type"},
	} {
		if strings.Contains(test.value, ", ,") {
			test.value = "[a, null, b]"
		}
		v, ids := check(t, list, "x: "+test.value, false)
		if got := strings.Join(v.Strings(), " "); got != test.items || ids != test.ids {
			t.Errorf("%s: %q with %q, want %q with %q", test.value, got, ids, test.items, test.ids)
		}
	}
}

func TestObjects(t *testing.T) {
	object := kind.Field{Type: kind.Object, List: true, Fields: []kind.Field{
		{Name: "id", Type: kind.Identifier, Required: true}, {Name: "time", Type: kind.Time, Required: true},
		{Name: "item", Type: kind.Text, Required: true, PerLanguage: true}, {Name: "tags", Type: kind.Text, List: true},
	}}
	for _, test := range []struct {
		value       string
		translation bool
		ids         string
	}{
		{"[{id: a, time: \"10:00\", item: A, tags: [b]}]", false, ""},
		{"[{id: a, item: A}]", false, "field-required"},
		{"[{id: a, item: A}]", true, ""},
		{"[{item: A}]", true, "field-required"},
		{"[{id: a}]", true, "field-required"},
		{"[{id: a, item: A, tiem: x}]", true, "config-unknown-field-near"},
		{"[a]", false, "field-type"},
		{"a", false, "field-type"},
		{"[{id: {a: b}, time: [1], item: {}}]", false, "field-type field-type field-type"},
	} {
		if _, ids := check(t, object, "x: "+test.value, test.translation); ids != test.ids {
			t.Errorf("%s: %q, want %q", test.value, ids, test.ids)
		}
	}
	v, _ := check(t, object, "x: [{id: a, time: \"9:05\", item: A, tags: [b, c]}]", false)
	item := v.Items[0]
	if c := item.Get("time").Clock; !c.Set || c.Hour != 9 || c.Minute != 5 {
		t.Errorf("time: %+v", c)
	}
	if got := strings.Join(item.Get("tags").Strings(), " "); got != "b c" {
		t.Errorf("tags: %q", got)
	}
	if !item.Get("none").IsZero() {
		t.Error("a part that is not there is not zero")
	}
}

// FuzzCheck reads any YAML as any type: no panic, and a value or a message.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{"x: a", "x: [a, {b: c}]", "x: 04/03/2016", "x: {fr: a, file: b}", "x: !!binary x", "x: &a [*a]", "x: \"\\0\"", "x: 2024-05-01T09:30+25:00", "x: -9999999"} {
		for i := range 20 {
			f.Add(seed, uint8(i), i%2 == 0)
		}
	}
	c := &config.Config{SourceLanguage: "fr", Languages: []config.Language{{Tag: "fr"}}}
	f.Fuzz(func(t *testing.T, text string, of uint8, list bool) {
		src := diag.Source{Path: "a.yaml", Text: []byte(text)}
		root, _ := data.Parse(src, data.YAML)
		v, ok := root.Get("x")
		if !ok {
			v = root
		}
		field := kind.Field{Name: "x", Type: kind.Type(of % 21), List: list, Values: []string{"a"}, Fields: []kind.Field{{Name: "b", Required: true}}}
		value, ms := field.Check(src, v, c, false)
		for _, m := range ms {
			if m.Range.Start.Line < 1 {
				t.Errorf("%s has no place", m.ID)
			}
		}
		if field.Type == kind.URL && !list && len(ms) == 0 && value.Text != "" && !strings.HasPrefix(strings.ToLower(value.Text), "http") {
			t.Errorf("an address: %q", value.Text)
		}
	})
}

func TestLoad(t *testing.T) {
	files := fstest.MapFS{
		"kinds/recipe.yaml":  {Data: []byte("folders: [Recettes, recipes]\nfields:\n  serves: {type: integer, required: true}\n  note: text\n  steps:\n    type: object\n    list: true\n    fields: {id: identifier, what: {type: text, per: language}}\n")},
		"kinds/news.yml":     {Data: []byte("kind: news\nfolders: [news]\n")},
		"kinds/other.yaml":   {Data: []byte("kind: stew\nfolders: [recipes]\ntemplate: recipe\n")},
		"kinds/.hidden.yaml": {Data: []byte("folders: [x]\n")},
		"kinds/README.md":    {Data: []byte("x")},
		"kinds/wrong.yaml":   {Data: []byte("folders: {a: b}\ncommon: true\nfields:\n  one: {type: strnig}\n  two: [a]\n  three:\n  four: {type: text, lsit: true}\ncite: maybe\n")},
		"kinds/empty.yaml":   {Data: []byte("")},
		"kinds/list.yaml":    {Data: []byte("- a\n")},
	}
	s, ms := kind.Load(files)
	told := map[string][]string{}
	for _, m := range ms {
		told[m.File] = append(told[m.File], m.ID)
	}
	for file, want := range map[string]string{
		"kinds/wrong.yaml": "config-type config-unknown-field config-choice config-type config-unknown-field-near config-type",
		"kinds/empty.yaml": "file-empty", "kinds/list.yaml": "config-type",
	} {
		if got := strings.Join(told[file], " "); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
		delete(told, file)
	}
	if len(told) > 0 {
		t.Errorf("more messages: %v", told)
	}
	for name, want := range map[string]string{"recipe": "recipe", "stew": "recipe", "news": "news", "report": "report"} {
		if k := s.Kind(name); k == nil || k.Template != want {
			t.Errorf("the kind %s: %+v", name, k)
		}
	}
	if s.Kind("nowhere") != nil || s.Kind("common") != nil {
		t.Error("a kind that is none")
	}
	if s.CommonField("title") == nil || s.CommonField("one") != nil {
		t.Error("a kind of the site has taken the place of the fields of all kinds")
	}
	if f := s.Kind("news").Field("date"); f != nil {
		t.Error("the site's kind news has the fields of the built-in one")
	}
	for folder, want := range map[string]string{
		"": "page", "recettes": "recipe", "x/RECETTES/y/z": "recipe", "recipes": "recipe", "reports/news": "news", "news/reports/2024": "report",
		"déclarations": "declaration", "nowhere/at/all": "page", "/nowhere": "page",
	} {
		if k := s.OfFolder(folder); k == nil || k.Name != want {
			t.Errorf("OfFolder(%q) = %v, want %s", folder, k, want)
		}
	}
	if steps := s.Kind("recipe").Field("steps"); steps == nil || !steps.List || len(steps.Fields) != 2 || !steps.Fields[1].PerLanguage {
		t.Errorf("steps: %+v", steps)
	}
}

// The built-in kinds are sound, and every type of theirs has a name.
func TestBuiltin(t *testing.T) {
	s, ms := kind.Load(nil)
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	seen := map[string]string{}
	for _, name := range []string{"programme", "declaration", "report", "newsletter", "news", "resource", "event", "group", "page"} {
		k := s.Kind(name)
		if k == nil {
			t.Errorf("there is no kind %s", name)
			continue
		}
		for _, folder := range k.Folders {
			if other := seen[folder]; other != "" {
				t.Errorf("the folder %s is that of %s and of %s", folder, other, name)
			}
			seen[folder] = name
		}
	}
	if len(s.Names()) != 9 {
		t.Errorf("kinds: %v", s.Names())
	}
}
