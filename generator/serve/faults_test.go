package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/diag"
)

// messageOf waits for a message of an id and gives it.
func (p *preview) messageOf(id string) diag.Message {
	p.t.Helper()
	var found diag.Message
	defer func() {
		if p.t.Failed() {
			p.t.Logf("told: %v", p.server.hub.messages())
		}
	}()
	p.until("a message "+id, func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, m := range p.ms {
			if m.ID == id {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

const mainTemplate = `themes/default/templates/page.html`

// TestTemplateFault breaks a template in a way that shows only when a page is
// made. It is told before anybody asks for the page, on open pages too, and
// goes away by itself; the page as it was can be looked at meanwhile.
func TestTemplateFault(t *testing.T) {
	p := start(t, small)
	p.told()
	const page = "/fr/pages/a/"
	list := p.open("/fr/", "fr")
	p.write(mainTemplate, "{{define \"main\"}}\n<p>é {{.Titel.Text}}</p>\n{{end}}")
	m := p.messageOf("theme-template-field")
	if m.File != mainTemplate || m.Range.Start != (diag.Point{Line: 2, Column: 9}) || m.Range.End.Column != 14 || m.Excerpt != "<p>é {{.Titel.Text}}</p>" || m.Severity != diag.Error {
		t.Errorf("%+v", m)
	}
	var got board
	for len(got.Entries) == 0 {
		must(t, json.Unmarshal([]byte(list.next("messages")), &got))
	}
	if n := got.Entries[0]; n.Place != mainTemplate+":2:9" || n.Marked != "Titel" || n.Mend == "" {
		t.Errorf("%+v", n)
	}

	g := p.get(page)
	if g.status != 500 || !strings.Contains(g.body, page) || !strings.Contains(g.body, mainTemplate+":2:9") || !strings.Contains(g.body, tag) || !strings.Contains(g.body, `href="?tract-last"`) {
		t.Errorf("%d %s", g.status, g.body)
	}
	last := p.get(page + "?tract-last")
	if last.status != 200 || !strings.Contains(last.body, "Texte A") || !strings.Contains(last.body, tag) || last.header.Get("Content-Type") != types[".html"] {
		t.Errorf("the last good page: %d %s", last.status, last.body)
	}
	// Both reload when it is mended: they name what stands there now.
	if a, b := dataPage(g.body), dataPage(last.body); a != b || a == "" {
		t.Errorf("the page names %q, the last good one %q", a, b)
	}
	p.told("theme-template-field") // once, though it was found twice

	// Broken in another way, and in a way that leaves no theme at all.
	p.write(mainTemplate, `{{define "main"}}{{index .Languages 99}}{{end}}`)
	p.told("theme-template")
	p.write(mainTemplate, `{{define "main"}}{{end`)
	p.told("theme-template-unclosed")
	if g := p.get(page + "?tract-last"); g.status != 200 || !strings.Contains(g.body, "Texte A") {
		t.Errorf("the last good page after two faults: %d %.200s", g.status, g.body)
	}
	p.write(mainTemplate, `{{define "main"}}<p>mended</p>{{end}}`)
	p.told()
	p.shows(page, "mended")
	if g := p.get(page + "?tract-last"); g.status != http.StatusTemporaryRedirect || g.header.Get("Location") != page {
		t.Errorf("a page that is mended: %d %s", g.status, g.header.Get("Location"))
	}
	if p.server.now.Load().before.Load() != nil {
		t.Error("a site that nobody can ask for is kept")
	}
}

func dataPage(page string) string {
	_, rest, _ := strings.Cut(page, `data-page="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// TestFaultsFound breaks a page that is in no sample. It is told when somebody
// looks at it, stays told through edits of other files, and goes away without
// being looked at again.
func TestFaultsFound(t *testing.T) {
	files := map[string]string{"tract.yaml": small["tract.yaml"]}
	for i := range 9 {
		files[fmt.Sprintf("content/pages/p%d.fr.md", i)] = fmt.Sprintf("---\ntitle: Page %d\n---\n\nTexte.\n", i)
	}
	p := start(t, files)
	p.told()
	p.write(mainTemplate, `{{define "main"}}{{if eq .Title.Text "Page 4"}}{{.Nothing}}{{end}}<p>fine</p>{{end}}`)
	p.shows("/fr/pages/p3/", "fine")
	p.told()
	if g := p.get("/fr/pages/p4/"); g.status != 500 {
		t.Fatalf("%d %s", g.status, g.body)
	}
	p.told("theme-template-field")
	p.write("content/pages/p1.fr.md", "---\ntitle: Un\n---\n\nAutre texte. [rien](rien.md)\n")
	p.told("link-unresolved", "theme-template-field")
	p.write("content/pages/p1.fr.md", "---\ntitle: Un\n---\n\nAutre texte.\n")
	p.told("theme-template-field")
	p.write("content/pages/p4.fr.md", "---\ntitle: Quatre\n---\n\nTexte.\n")
	p.told()
}

// TestNotices joins what two sides tell, whatever comes first.
func TestNotices(t *testing.T) {
	var told []string
	n := notices{told: func(ms []diag.Message, _ bool) {
		line := ""
		for _, m := range ms {
			line += m.File + " "
		}
		told = append(told, line)
	}}
	check := []diag.Message{{ID: "link-unresolved", File: "b.md"}}
	one, two := &state{}, &state{}
	one.faults.add("x", diag.Message{ID: "render-fault", File: "a.md"})
	one.faults.add("y", diag.Message{ID: "render-fault", File: "a.md"})
	n.found(one) // before the checks: told with them
	n.checked(one, check, true)
	n.loaded(false)
	n.found(one) // the files say something else by now
	n.checked(one, check, true)
	n.loaded(true)
	n.checked(two, check, true)
	two.faults.add("x", diag.Message{ID: "render-fault", File: "c.md"})
	n.found(two)
	if got := strings.Join(told, "|"); got != "a.md b.md |b.md |b.md |b.md c.md " {
		t.Error(got)
	}
	// What is not tried again before the next Site is tried then.
	three := state{}
	three.faults.again = one.faults.next()
	if got := three.faults.next(); strings.Join(got, " ") != "x y" || len(three.faults.retry()) != 2 || three.faults.retry() != nil {
		t.Error(got)
	}
	// There is room for so many, and no more.
	var f faults
	for i := range 2 * maxFaults {
		if name := fmt.Sprint(i); !f.known(name) {
			f.add(name, diag.Message{})
		}
	}
	if len(f.routes()) != maxFaults {
		t.Error(len(f.routes()))
	}
}

// TestPanic has a renderer panic: the page names the route, the process lives.
func TestPanic(t *testing.T) {
	s := New(Options{Language: diag.English})
	l := build.Load(build.Settings{Files: fstest.MapFS{
		"tract.yaml":   {Data: []byte(small["tract.yaml"])},
		"content/a.md": {Data: []byte("---\ntitle: A\n---\n")},
	}})
	s.Show(l, build.Changes{All: true})
	s.Show(l, build.Changes{All: true}) // so that it is the last good one as well
	l.Site.Publications[0].Kind = nil   // which nothing can do to a Site
	a := s.asked("/fr/a/", false)
	if a.status != 500 || !strings.Contains(string(a.body), "/fr/a/index.html") || !strings.Contains(string(a.body), tag) {
		t.Errorf("%d %s", a.status, a.body)
	}
	// Even where all routes are looked through.
	if a := s.asked("/robots.txt", false); a.status != 500 || !strings.Contains(string(a.body), "/robots.txt") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if s.asked("/assets/style.css", false).status != 200 {
		t.Error("the rest is not there")
	}
}
