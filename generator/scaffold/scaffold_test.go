package scaffold

import (
	"errors"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
)

var update = flag.Bool("update", false, "write the workflow of this repository anew")

// refusal is the reason of an error.
func refusal(err error) Reason {
	var r *Refusal
	errors.As(err, &r)
	if r == nil {
		return ""
	}
	return r.Reason
}

// The embedded words parse, and each language has the same.
func TestWords(t *testing.T) {
	keys := map[string][]string{}
	for _, l := range written {
		v, ms := data.Parse(diag.Source{Path: l, Text: []byte(text(l, "words.yaml"))}, data.YAML)
		if len(ms) > 0 {
			t.Errorf("texts/%s/words.yaml: %v", l, ms)
		}
		for _, f := range v.Fields {
			keys[l] = append(keys[l], f.Name)
		}
		if !slices.Equal(keys[l], keys["en"]) {
			t.Errorf("texts/%s/words.yaml has %v, English %v", l, keys[l], keys["en"])
		}
	}
	kinds, _ := kind.Load(nil)
	for _, k := range kinds.Names() {
		if k != "page" && phrase("en", k) == "" {
			t.Errorf("no body to begin with for a %s", k)
		}
	}
}

// Every field of every kind is explained in both languages of messages, and
// nothing else is.
func TestMeanings(t *testing.T) {
	kinds, _ := kind.Load(nil)
	want := map[string]bool{"topics": true, "tags": true, "countries": true}
	for _, f := range kinds.Common {
		want[f.Name] = true
	}
	for _, k := range kinds.Kinds {
		for _, f := range k.Fields {
			want[k.Name+"."+f.Name] = true
		}
	}
	for _, l := range []diag.Language{diag.English, diag.French} {
		b, err := words.ReadFile("words/" + string(l) + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		root, ms := data.Parse(diag.Source{Path: string(l), Text: b}, data.YAML)
		if len(ms) > 0 {
			t.Errorf("%s: %v", l, ms)
		}
		have := map[string]bool{}
		fields, _ := root.Get("fields")
		for _, f := range fields.Fields {
			have[f.Name] = f.Value.Text != ""
		}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if !have[name] {
				t.Errorf("%s: %s is not explained", l, name)
			}
			delete(have, name)
		}
		for name := range have {
			t.Errorf("%s: there is no field %s", l, name)
		}
		for _, name := range []string{"intro", "placeholder", "file", "title", "aliases_now", "section_slug", "choice"} {
			if meaningsIn(l).say(name) == "" {
				t.Errorf("%s: no sentence %s", l, name)
			}
		}
		for typ := kind.Text; typ <= kind.Object; typ++ {
			if meaningsIn(l).own(typ.String()) == "" {
				t.Errorf("%s: the type %s is not explained", l, typ)
			}
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ slug, mended string }{
		{"right-to-water", ""}, {"déclaration", ""}, {"ماء", ""}, {"2024", ""},
		{"a/b", "a-b"}, {"Hello world", "Hello-world"}, {"x.fr", "x-fr"}, {".hidden", "hidden"}, {"index", "index-1"}, {"_index", "_index-1"},
		{"con", "con-1"}, {"a~", "a"}, {"..", "page-1"}, {"", "page-1"}, {"node_modules", "node_modules-1"}, {"e\u0301", "é"}, {"a?", "a"},
		{strings.Repeat("x", 200), strings.Repeat("x", 120)},
	} {
		var r *Refusal
		switch err := slug(c.slug); {
		case c.mended == "" && err != nil:
			t.Errorf("slug %q: %v", c.slug, err)
		case c.mended != "" && (!errors.As(err, &r) || r.Reason != BadSlug || r.Args[1] != c.mended):
			t.Errorf("slug %q: %v, want %q", c.slug, err, c.mended)
		case c.mended != "":
			if err := slug(c.mended); err != nil {
				t.Errorf("slug %q is mended to %q, which is refused: %v", c.slug, c.mended, err)
			}
		}
	}
}

func TestSiteRefusesTags(t *testing.T) {
	for _, tags := range [][]string{{"xx"}, {"fr", "klingon language"}, {""}, {}} {
		if _, err := Site(tags, ""); refusal(err) != NoTag {
			t.Errorf("%q: %v", tags, err)
		}
	}
	files, err := Site([]string{"FR", "pt_br", "fr"}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path == "tract.yaml" && !strings.Contains(string(f.Content), "languages:\n  fr: {} # Français\n  pt-BR: {} # ") {
			t.Errorf("the languages are not canonical:\n%s", f.Content)
		}
	}
}

// No {name} of a template is left, whatever the title.
func TestSiteFillsIn(t *testing.T) {
	for _, l := range []string{"en", "fr", "ar", "de"} {
		files, err := Site([]string{l, "hi"}, "A: \"b\" {source} #c\n[d](e)")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			for _, name := range []string{"{title}", "{languages}", "{words}", "{other}", "{example}", "{tags}", "{first}", "<%"} {
				if strings.Contains(string(f.Content), name) {
					t.Errorf("%s: %s is left in %s", l, name, f.Path)
				}
			}
		}
	}
}

// The workflows are YAML, have what publishes, and that of this repository is
// the one that is checked in.
func TestWorkflow(t *testing.T) {
	for _, ofSite := range []bool{true, false} {
		for _, l := range []string{"en", "fr"} {
			checkWorkflow(t, ofSite, Workflow(ofSite, l))
		}
	}
	file := filepath.Join("..", "..", ".github", "workflows", "publish.yml")
	want := Workflow(false, "en")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, _ := os.ReadFile(file)
	if strings.ReplaceAll(string(have), "\r\n", "\n") != want {
		t.Errorf("%s is not what the template makes: run go test ./generator/scaffold -run TestWorkflow -update", file)
	}
}

func checkWorkflow(t *testing.T, ofSite bool, text string) {
	t.Helper()
	type step struct{ Name, ID, If, Uses, Run string }
	var w struct {
		On   map[string]any
		Jobs map[string]struct {
			If          string
			Needs       string
			Permissions map[string]string
			Env         map[string]string
			Steps       []step
		}
	}
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	for _, on := range []string{"push", "pull_request", "workflow_dispatch"} {
		if _, ok := w.On[on]; !ok {
			t.Errorf("nothing is done on %s", on)
		}
	}
	build, publish := w.Jobs["build"], w.Jobs["publish"]
	if publish.Needs != "build" || publish.Permissions["pages"] != "write" || publish.Permissions["id-token"] != "write" ||
		!strings.Contains(publish.If, "github.event_name != 'pull_request'") || !strings.HasPrefix(publish.Steps[0].Uses, "actions/deploy-pages@") {
		t.Errorf("the job that publishes: %+v", publish)
	}
	for name, level := range build.Permissions {
		if level != "read" {
			t.Errorf("the job that runs what was proposed may %s %s", level, name)
		}
	}
	proposal, site := "", ""
	for _, s := range build.Steps {
		switch s.If {
		case "github.event_name == 'pull_request'":
			proposal += s.Run
		case "github.event_name != 'pull_request'":
			site += s.Run
		}
		if strings.Contains(s.Run, "${{") {
			t.Errorf("an expression stands in a script: %s", s.Run)
		}
	}
	if !strings.Contains(proposal, "build") || !strings.Contains(proposal, "--format github") || strings.Contains(proposal, "--strict") {
		t.Errorf("a pull request runs %q", proposal)
	}
	if ofSite && (!strings.Contains(site, "tract build") || build.Env["TRACT_SOURCE"] == "") || !ofSite && site != "make site" {
		t.Errorf("main runs %q", site)
	}
}
