package scaffold_test

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/scaffold"
)

// glob is a pattern of minimatch as a regular expression, as far as the
// settings use it: ** over folders, * within one, @(a|b).
func glob(t *testing.T, pattern string) *regexp.Regexp {
	t.Helper()
	text := strings.NewReplacer("**/", "(?:[^/]+/)*", "*", "[^/]*", "@(", "(?:", ".", `\.`).Replace(path.Clean(pattern))
	e, err := regexp.Compile("^" + text + "$")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The settings for VS Code give each text the schema of its kind, as Tract tells it,
// and name no schema that is not written.
func TestEditor(t *testing.T) {
	c, ms := config.Read(diag.Source{Path: "tract.yaml", Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	kinds, _ := kind.Load(fstest.MapFS{"kinds/leaflet.yaml": {Data: []byte("kind: leaflet\nfolders: [leaflets, tracts]\nfields:\n  printed: {type: date}\n")}})
	written := map[string]bool{}
	for _, f := range scaffold.Schemas(c, kinds) {
		written[f.Path] = true
		var schema map[string]any
		if err := json.Unmarshal(f.Content, &schema); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
		if draft := schema["$schema"]; draft != "http://json-schema.org/draft-07/schema#" {
			t.Errorf("%s is of %v, which the rule does not know", f.Path, draft)
		}
	}
	var remark []byte
	for _, f := range scaffold.Editor(kinds) {
		if !json.Valid(f.Content) {
			t.Errorf("%s is no JSON: %s", f.Path, f.Content)
		}
		if path.Base(f.Path) == ".remarkrc.json" {
			remark = f.Content
		}
	}
	// In the order written: of several patterns the last one holds.
	_, text, _ := strings.Cut(string(remark), `"schemas":`)
	d := json.NewDecoder(strings.NewReader(text))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	type association struct {
		schema string
		globs  []*regexp.Regexp
	}
	var list []association
	keys, named := map[string]bool{}, map[string]bool{} // as written, and as paths
	for d.More() {
		name, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		var globs []string
		if err := d.Decode(&globs); err != nil {
			t.Fatal(err)
		}
		a := association{schema: path.Clean(name.(string))}
		if keys[name.(string)] {
			t.Errorf("%s stands twice", name)
		}
		keys[name.(string)], named[a.schema] = true, true
		for _, g := range globs {
			a.globs = append(a.globs, glob(t, g))
		}
		if !written[a.schema] {
			t.Errorf("%s is named and not written", a.schema)
		}
		list = append(list, a)
	}
	for _, k := range kinds.Kinds {
		if !named[".vscode/tract/folders/"+k.Name+".schema.json"] {
			t.Errorf("no text has the schema of the kind %s", k.Name)
		}
	}
	schemaOf := func(file string) string {
		found := ""
		for _, a := range list {
			if slices.ContainsFunc(a.globs, func(g *regexp.Regexp) bool { return g.MatchString(file) }) {
				found = strings.TrimSuffix(path.Base(a.schema), ".schema.json")
			}
		}
		return found
	}
	for _, file := range []string{
		"content/about.md", "content/pages/about.fr.md", "content/fr/pages/about.md", "content/declarations/a.md", "content/fr/declarations/a/index.md",
		"content/reports/volume/chapter/one.md", "content/groups/kenya/news/a.md", "content/news/groups/a.md", "content/groups/a/index.fr.md",
		"content/leaflets/a.md", "content/groups/a/tracts/b.md", "content/news/2026/reports/a/b/c.md", "content/nouvelles/a.md", "content/pages/newsletters-of-old/a.md",
	} {
		want := kinds.OfFolder(strings.TrimPrefix(path.Dir(file), "content/")).Name
		if got := schemaOf(file); got != want {
			t.Errorf("%s has the schema of %q, and is of the kind %s", file, got, want)
		}
	}
	for _, file := range []string{"content/_index.md", "content/news/_index.fr.md", "content/fr/groups/_index.md"} {
		if got := schemaOf(file); got != "section" {
			t.Errorf("%s has the schema of %q", file, got)
		}
	}
}

// A new site recommends the extension, and VS Code leaves its texts as they were
// written.
func TestRecommended(t *testing.T) {
	files, err := scaffold.Site([]string{"en"}, "")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		var value map[string]any
		switch f.Path {
		case ".vscode/extensions.json", ".vscode/settings.json":
			if err := json.Unmarshal(f.Content, &value); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
			found++
		case ".gitignore":
			if !strings.Contains(string(f.Content), "/node_modules/\n") {
				t.Errorf("the packages of the editor would be committed: %s", f.Content)
			}
		case "README.md":
			if !strings.Contains(string(f.Content), "tract schema --vscode") {
				t.Error("README.md does not give the command that writes the schemas")
			}
		}
	}
	if found != 2 {
		t.Errorf("%d of the two files for VS Code", found)
	}
}
