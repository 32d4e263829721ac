package i18n_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// categories are the plural categories of each language that the interface
// speaks, as CLDR 48 names them for whole numbers of any size.
var categories = map[string]string{
	"ar": "few many one other two zero",
	"bn": "one other",
	"en": "one other",
	"es": "many one other",
	"fr": "many one other",
	"hi": "one other",
	"pt": "many one other",
	"sw": "one other",
	"zh": "other",
}

// phrase is one interface message as it stands in a file.
type phrase struct {
	text  string            // of a plain message
	forms map[string]string // of one that counts
}

// all is every text of the message.
func (p phrase) all() []string {
	if p.forms == nil {
		return []string{p.text}
	}
	return slices.Collect(maps.Values(p.forms))
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// placeholders are the names that any form of the message has, sorted.
func (p phrase) placeholders() string {
	var names []string
	for _, text := range p.all() {
		names = append(names, placeholder.FindAllString(text, -1)...)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// categories are the plural categories of the message, sorted; "" for a plain
// one.
func (p phrase) categories() string { return strings.Join(slices.Sorted(maps.Keys(p.forms)), " ") }

// readInterface reads a language's file without the package's own reader, so
// that a fault of the one does not hide a fault of the other.
func readInterface(t *testing.T, language string) map[string]phrase {
	t.Helper()
	text, err := os.ReadFile(language + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		t.Fatalf("%s.yaml: %v", language, err)
	}
	out := map[string]phrase{}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		key, value := pairs[i].Value, pairs[i+1]
		if _, twice := out[key]; twice {
			t.Errorf("%s.yaml: %s stands there twice", language, key)
		}
		if value.Kind == yaml.ScalarNode {
			out[key] = phrase{text: value.Value}
			continue
		}
		p := phrase{forms: map[string]string{}}
		for j := 0; j+1 < len(value.Content); j += 2 {
			p.forms[value.Content[j].Value] = value.Content[j+1].Value
		}
		out[key] = p
	}
	return out
}

// The interface is whole in every language: the same messages, each with the
// plural forms of its language and the same placeholders as in English.
func TestInterfaceIsWhole(t *testing.T) {
	english := readInterface(t, "en")
	if len(english) < 120 {
		t.Errorf("en.yaml has %d messages", len(english))
	}
	for language, want := range categories {
		words := readInterface(t, language)
		for _, key := range slices.Sorted(maps.Keys(english)) {
			p, ok := words[key]
			if !ok {
				t.Errorf("%s.yaml lacks %s", language, key)
				continue
			}
			if counts := english[key].forms != nil; counts && p.categories() != want || !counts && p.forms != nil {
				t.Errorf("%s.yaml: %s has the forms %q", language, key, p.categories())
			}
			if got, want := p.placeholders(), english[key].placeholders(); got != want {
				t.Errorf("%s.yaml: %s has the placeholders %q, want %q", language, key, got, want)
			}
			for _, text := range p.all() {
				if strings.TrimSpace(text) != text || text == "" || strings.ContainsAny(text, "\n\t<>") {
					t.Errorf("%s.yaml: %s is not one clean line: %q", language, key, text)
				}
			}
		}
		for key := range words {
			if _, ok := english[key]; !ok {
				t.Errorf("%s.yaml: en.yaml has no %s", language, key)
			}
		}
	}
}

// French never breaks a line before a colon or another high sign; Chinese
// sets full-width ones.
func TestInterfacePunctuation(t *testing.T) {
	plainSpace := regexp.MustCompile(` [:;!?»]|« `)
	for key, p := range readInterface(t, "fr") {
		for _, text := range p.all() {
			if plainSpace.MatchString(text) || strings.Contains(text, "'") {
				t.Errorf("fr.yaml: %s: %q", key, text)
			}
		}
	}
	for key, p := range readInterface(t, "zh") {
		for _, text := range p.all() {
			if strings.ContainsAny(text, ",:;!?") {
				t.Errorf("zh.yaml: %s: %q", key, text)
			}
		}
	}
}

// kindFile is what a kind's file says of words that pages show.
type kindFile struct {
	Kind   string               `yaml:"kind"`
	Common bool                 `yaml:"common"`
	Fields map[string]yaml.Node `yaml:"fields"`
}

type kindField struct {
	Type   string               `yaml:"type"`
	Values []string             `yaml:"values"`
	Fields map[string]yaml.Node `yaml:"fields"`
}

// Each kind, each of its fields and each value that a field can have is named.
// Fields that every kind has are shown under messages of their own;
// identifiers and qualifiers are not shown.
func TestKindsAreNamed(t *testing.T) {
	english := readInterface(t, "en")
	need := func(file, key string) {
		if _, ok := english[key]; !ok {
			t.Errorf("%s: en.yaml has no %s", file, key)
		}
	}
	var fields func(file string, of map[string]yaml.Node)
	fields = func(file string, of map[string]yaml.Node) {
		for name, node := range of {
			var f kindField
			if err := node.Load(&f); err != nil {
				t.Errorf("%s: %s: %v", file, name, err)
			}
			if f.Type == "identifier" || strings.HasSuffix(name, "qualifier") {
				continue
			}
			need(file, "field_"+name)
			for _, value := range f.Values {
				need(file, "choice_"+strings.ReplaceAll(value, "-", "_"))
			}
			fields(file, f.Fields)
		}
	}
	files, err := fs.Glob(os.DirFS("../generator/kind/builtin"), "*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("kinds: %v, %v", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile("../generator/kind/builtin/" + file)
		if err != nil {
			t.Fatal(err)
		}
		var k kindFile
		if err := yaml.Load(text, &k); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if k.Common {
			continue
		}
		need(file, "kind_"+k.Kind)
		need(file, "kinds_"+k.Kind)
		fields(file, k.Fields)
	}
}

// used are the places where templates and renderers ask for a message.
var used = map[string]*regexp.Regexp{
	".html": regexp.MustCompile(`\.(?:T|Say|has) "([a-z_]+)"`),
	".go":   regexp.MustCompile(`\.(?:T|Say|Label|word|has)\("([a-z_]+)"[,)]|"(callout_[a-z]+)"`),
}

// Each message that the default theme or a renderer asks for is there.
func TestUsedMessagesExist(t *testing.T) {
	english := readInterface(t, "en")
	found := 0
	for _, root := range []string{"../themes/default/templates", "../generator/render"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
			pattern := used[path.Ext(name)]
			if err == nil && d.IsDir() && d.Name() == "testdata" {
				return fs.SkipDir // themes of tests bring their own words
			}
			if err != nil || d.IsDir() || pattern == nil || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path.Join(root, name))
			if err != nil {
				return err
			}
			for _, m := range pattern.FindAllStringSubmatch(string(text), -1) {
				key := m[1]
				if key == "" {
					key = m[len(m)-1]
				}
				found++
				if _, ok := english[key]; !ok {
					t.Errorf("%s asks for %s, which en.yaml does not have", name, key)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 40 {
		t.Errorf("only %d uses were found: the templates speak in another way now", found)
	}
}
