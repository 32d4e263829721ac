package site_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/site"
)

// head is the tract.yaml of most tests.
const head = `-- tract.yaml --
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}, es: {}}
messages: {ui-message-missing: off, term-unlisted: off}
`

// load makes a Site of a txtar archive.
func load(t *testing.T, archive string, options ...site.Options) *build.Loaded {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	settings := build.Settings{Files: files}
	if len(options) > 0 {
		settings.Options = options[0]
	}
	l := build.Load(settings)
	if l.Site == nil {
		t.Fatalf("no site: %v", told(l.Messages))
	}
	return l
}

// told are messages as "id file:line:column".
func told(ms []diag.Message) []string {
	out := []string{}
	for _, m := range ms {
		out = append(out, m.ID+" "+m.File)
	}
	return out
}

// publications are the ids of a site with the languages of their editions, the
// source edition first.
func publications(s *site.Site) map[string]string {
	out := map[string]string{}
	for _, p := range s.Publications {
		tags := []string{p.Source.Language.Tag}
		for _, e := range p.Real() {
			if e != p.Source {
				tags = append(tags, e.Language.Tag)
			}
		}
		out[p.ID] = strings.Join(tags, " ")
	}
	return out
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestEditions(t *testing.T) {
	for _, test := range []struct {
		name, files  string
		without      []string
		publications map[string]string
		messages     []string
	}{
		{
			name: "three files in three schemes",
			files: "-- content/p/a/index.md --\n---\ntitle: A\n---\n-- content/p/a.en.md --\n---\ntitle: B\n---\n" +
				"-- content/es/p/a/index.md --\n---\ntitle: C\n---\n",
			publications: map[string]string{"p/a": "fr en es"},
		},
		{
			name: "the same edition three times",
			files: "-- content/p/a/index.md --\n---\ntitle: A\n---\n-- content/p/a.md --\n---\ntitle: B\n---\n" +
				"-- content/fr/p/a/index.md --\n---\ntitle: C\n---\n-- content/p/a.es.md --\n---\ntitle: D\n---\n",
			publications: map[string]string{"p/a": "es"},
			messages:     []string{"edition-twice content/fr/p/a/index.md", "edition-twice content/p/a.md", "edition-twice content/p/a/index.md"},
		},
		{
			name: "joined by the id of another path, in the other order too",
			files: "-- content/p/z.md --\n---\ntitle: A\n---\n-- content/p/b.en.md --\n---\ntitle: B\npublication: p/z\n---\n" +
				"-- content/q/c.es.md --\n---\ntitle: C\ntranslationKey: /p/z/\n---\n",
			publications: map[string]string{"p/z": "fr en es"},
		},
		{
			name: "joined by a name",
			files: "-- content/p/b.en.md --\n---\ntitle: B\npublication: k\n---\n-- content/p/a.md --\n---\ntitle: A\npublication: k\n---\n" +
				"-- content/p/c.md --\n---\ntitle: C\npublication: other\n---\n",
			publications: map[string]string{"p/a": "fr en", "p/c": "fr"},
		},
		{
			name: "a draft of a translation hides itself, of the source all",
			files: "-- content/p/a.md --\n---\ntitle: A\n---\n-- content/p/a.en.md --\n---\ntitle: B\ndraft: true\n---\n" +
				"-- content/p/b.md --\n---\ntitle: A\ndraft: true\n---\n-- content/p/b.en.md --\n---\ntitle: B\n---\n",
			publications: map[string]string{"p/a": "fr"},
		},
		{
			name: "a draft or a text held back stays so when its source is left out for an error",
			files: "-- content/p/a.md --\n---\ntitle: A\ndraft: true\n---\n-- content/p/a.en.md --\n---\ntitle: B\n---\n" +
				"-- content/p/b.md --\n---\ntitle: A\npublish: 2030-01-01\n---\n-- content/p/b.en.md --\n---\ntitle: B\n---\n" +
				"-- content/p/c.md --\n---\ntitle: A\n---\n-- content/p/c.en.md --\n---\ntitle: B\n---\n",
			without:      []string{"content/p/a.md", "content/p/b.md", "content/p/c.md"},
			publications: map[string]string{"p/c": "en"},
			messages:     []string{"publish-held-back content/p/b.md"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			options := site.Options{Without: map[string]bool{}}
			for _, p := range test.without {
				options.Without[p] = true
			}
			l := load(t, head+test.files, options)
			same(t, "publications", publications(l.Site), test.publications)
			want := test.messages
			if want == nil {
				want = []string{}
			}
			same(t, "messages", told(l.Messages), want)
		})
	}
}

// A source edition that is left out for its errors still gives its
// translations what they inherit.
func TestInheritedFromLeftOut(t *testing.T) {
	l := load(t, head+`-- content/misc/meet.md --
---
title: Rencontre
slug: rencontre
kind: event
start: 2024-06-01
place: Dakar
---
-- content/misc/meet.en.md --
---
title: Meeting
---
`, site.Options{Without: map[string]bool{"content/misc/meet.md": true}})
	p := l.Site.Publication("misc/meet")
	same(t, "kind", p.Kind.Name, "event")
	same(t, "source", p.Source.Language.Tag, "en")
	same(t, "date", p.Date.String(), "2024-06-01")
	same(t, "place", p.Place.All, "Dakar")
	same(t, "its field", p.Source.Field("start").Date.String(), "2024-06-01")
	paths := map[string]string{}
	for _, lang := range l.Site.Languages {
		paths[lang.Tag] = p.Path(lang)
	}
	same(t, "paths", paths, map[string]string{"fr": "fr/misc/rencontre/", "en": "en/misc/meet/", "es": "es/misc/rencontre/"})
	same(t, "messages", told(l.Messages), []string{})
}

func TestInheritedFields(t *testing.T) {
	const source = `-- content/events/meet.md --
---
title: Rencontre
start: 2024-06-01
tags: [a, b]
agenda:
  - {id: one, time: "09:30", item: Un}
  - {id: two, time: "10:30", item: Deux}
---
-- content/events/meet.en.md --
---
title: Meeting
`
	for _, test := range []struct {
		name, front string
		fields      []string
	}{
		{"nothing", "", nil},
		{"the same values", "start: 2024-06-01\ntags: [a, b]\n", nil},
		{"its own", "venue: Hall\nsummary: S\n", nil},
		{"another date", "start: 2024-06-02\n", []string{"start"}},
		{"one that the source lacks", "license: CC0\nonline: https://example.org/\n", []string{"license", "online"}},
		{"terms in another order", "tags: [b, a]\n", []string{"tags"}},
		{"translated parts", "agenda: [{id: two, item: Two}]\n", nil},
		{"the same part", "agenda: [{id: two, time: \"10:30\", item: Two}]\n", nil},
		{"another part", "agenda: [{id: two, time: \"11:30\", item: Two}]\n", []string{"agenda.time"}},
		{"an item of its own", "agenda: [{id: three, item: Three}]\n", []string{"agenda"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := load(t, head+source+test.front+"---\n")
			var fields []string
			for _, m := range l.Messages {
				if m.ID == "inherited-field" {
					fields = append(fields, m.Args[slices.Index(m.Args, "field")+1])
				}
			}
			same(t, "fields", fields, test.fields)
		})
	}
}

func TestIndexAndSection(t *testing.T) {
	for _, section := range []string{"_index.md", "_index.en.md"} {
		l := load(t, head+"-- content/p/index.md --\n---\ntitle: A\n---\n-- content/p/"+section+" --\n---\ntitle: B\n---\n")
		same(t, section, told(l.Messages), []string{"index-and-section content/p/" + section})
	}
	l := load(t, head+"-- content/p/index.md --\n---\ntitle: A\n---\n-- content/p/q/_index.md --\n---\ntitle: B\n---\n-- content/p/q/r.md --\n---\ntitle: C\n---\n")
	same(t, "one below the other", told(l.Messages), []string{})
	same(t, "ids", slices.Sorted(maps.Keys(publications(l.Site))), []string{"p", "p/q/r"})
}
