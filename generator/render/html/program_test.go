package html

import (
	"bytes"
	"html/template"
	"os"
	"slices"
	"testing"

	"tract/generator/config"
	"tract/themes"
)

// Pages that sites have by the thousand are rendered quickly. A template that
// fails here still works, at half the speed: let it do without what programs do
// not know, or teach it to them.
func TestThemesHavePrograms(t *testing.T) {
	for name, site := range map[string]string{Default: "", "bench": "../../../bench/tract"} {
		theme, ms := LoadTheme(themes.FS, nil, &config.Config{Theme: Default}, nil)
		if site != "" {
			theme, ms = LoadTheme(themes.FS, os.DirFS(site), &config.Config{Theme: name}, nil)
		}
		if len(ms) > 0 {
			t.Fatal(ms)
		}
		for _, template := range []string{"page", "declaration", "newsletter", "programme", "report", "section", "event", "events", "term", "taxonomy", "home", "redirect"} {
			if program := theme.programs[template]; program == nil || program() == nil {
				t.Errorf("theme %s: %s.html has no program (see program.go)", name, template)
			}
		}
	}
}

var hostile = []string{
	"", "plain", `<script>alert("x")</script> & 'y' + `, "\x00\u2028\ufdd0\uffff bad \xff", "الحقوق «é»",
	"javascript:alert(1)", "https://example.org/?a=1&b=2#c", "mailto:a@b.c", "../a b/(c)'\"%41%zz/é.html", "a:b", "./a:b", "http:x", "HTTPS:x", "+1", "data:,",
}

// hostilePage is a page whose every text is one of the above.
func hostilePage(s string) *Page {
	text := Text{Text: s, Lang: "ar", Dir: "rtl"}
	item := Item{Href: s, Title: text, Date: Date{s, s}, Kind: text}
	p := &Page{Title: text, Template: s, Summary: s, Head: template.HTML(s), Crumbs: []Link{{Href: s, Text: text}, {Href: s, Text: text, Current: true}},
		Languages:   make([]Switch, len(s)%3),
		Publication: &Publication{Title: text, Lang: s, Dir: s, Authors: []string{s, s}, Image: &Image{Src: s, Alt: s, Width: len(s)}, Chapters: len(s) > 5}}
	if len(s) > 2 {
		p.List = &List{Items: []Item{item, item}, Page: len(s)}
	}
	p.HomeLink = s
	return p
}

// What a program writes is what html/template writes, whatever the template
// and the texts. Templates that a program does not know have none.
func TestProgramsAreExact(t *testing.T) {
	for _, c := range []struct {
		text  string
		quick bool
	}{
		{`<p>{{.Title.Text}}</p>`, true},
		{`<p title="{{.Title.Text}}"{{.Title.Attrs}}>{{.Head}}</p>`, true},
		{`<title>{{.Title.Text}}</title><textarea>{{.Summary}}</textarea>`, true},
		{`<a href="{{.HomeLink}}">{{.Summary}}</a>`, true},
		{`<a href="/{{.HomeLink}}">x</a>`, true},
		{`<p aria-label="{{.Head}}">x</p>`, true},
		{`{{with .Publication}}{{with .Image}}<img src="{{.Src}}" alt="{{.Alt}}" width="{{.Width}}">{{end}}{{with .Before}}{{.Href}}{{else}}none{{end}}{{end}}`, true},
		{`{{range .Crumbs}}{{.A}}{{if .Current}}!{{end}}{{else}}none{{end}}{{range .Feeds}}{{.Href}}{{else}}no feeds{{end}}`, true},
		{`{{range $i, $c := .Crumbs}}{{if $i}}, {{end}}<i{{$c.Text.Attrs}}>{{$i}} {{$c.Text.Text}} {{$.Summary}}</i>{{end}}`, true},
		{`{{with .List}}{{range .Items}}{{.A}}{{.About}}{{.Title.Text}}{{end}}{{.Page}}{{else}}{{.Summary}}{{end}}`, true},
		{`{{if eq .Template "plain" "+1"}}one{{else if ne .Summary "a:b"}}two{{else}}three{{end}}`, true},
		{`{{if and .Publication (not .Publication.Fallback)}}a{{end}}{{if or .List .Feeds .Summary}}b{{end}}{{if not (eq .Summary "")}}c{{end}}`, true},
		{`{{if gt (len .Languages) 1}}many{{else if le (len .Summary) 5}}short{{end}}{{if not .Home}}x{{end}}`, true},
		{`{{$any := false}}{{range .Crumbs}}{{if $any}}again{{end}}{{$any = true}}{{end}}{{if $any}}some{{end}}`, true},
		{`{{$any := and .Summary (ne .Summary "plain")}}{{if eq .Summary "+1"}}{{$any = .Home}}{{end}}{{if $any}}some{{end}}{{if not $any}}none{{end}}`, true},
		{`{{$x := .Summary}}{{$x}}{{if .List}}{{$x = "list"}}{{$y := 1}}{{$y}}{{end}}{{$x}}`, true},
		{`{{define "part"}}<b{{.Attrs}}>{{.Text}}</b>{{end}}{{template "part" .Title}}{{with .Publication}}{{template "part" .Title}}{{end}}`, true},
		{`{{with $x := .Publication}}{{$x.Lang}}{{range .Authors}}<i lang="{{.}}">{{.}}</i>{{end}}{{end}}`, true},
		{`<!-- a comment --> {{/* another */}}<pre>  {{.Summary}}</pre>`, true},
		{`{{.Publication.Fallback.Name}}`, true}, // of nothing: an error of html/template
		{`{{if .List.Items}}x{{end}}`, true},
		{`<a href="{{.HomeLink}}{{.Template}}/feed.xml">x</a>`, true},
		// Left to html/template.
		{`<a href="{{.HomeLink}}{{.Template}}/feed.xml#{{.Summary}}">x</a>`, false},
		{`<script>var x = {{.Summary}}</script>`, false},
		{`<p style="color:{{.Summary}}">x</p>`, false},
		{`<p title={{.Summary}}>x</p>`, false},
		{`<a href="?q={{.Summary}}">x</a>`, false},
		{`<img srcset="{{.Summary}}">`, false},
		{`<p {{.Summary}}>x</p>`, false},
		{`<a onclick="f({{.Summary}})">x</a>`, false},
		{`{{printf "%q" .Summary}}`, false},
		{`{{.Summary | html}}`, false},
		{`{{join .Publication.Authors ", "}}`, false},
		{`{{range .Crumbs}}{{if .Current}}{{break}}{{end}}{{.A}}{{end}}`, false},
		{`{{define "self"}}{{if .Home}}{{template "self" .}}{{end}}{{end}}{{template "self" .}}`, false},
		{`{{define "part"}}{{.}}{{end}}<p title="{{template "part" .Summary}}">x</p>`, false},
		{`{{$any := and .Home .Summary}}{{$any}}`, false},
		{`{{$x := .Summary}}{{$x = .Home}}{{$x}}`, false},
		{`{{if .List}}{{$x := 1}}{{end}}{{index .Crumbs 0}}`, false},
		{`{{template "gone" .}}`, false},
	} {
		whole := template.Must(template.New("base.html").Funcs(functions()).Parse(c.text))
		reference := template.Must(whole.Clone())
		p := compile(whole, "base.html", &Page{})
		if (p != nil) != c.quick {
			t.Errorf("%s: has a program: %t", c.text, p != nil)
		}
		for _, s := range hostile {
			page := hostilePage(s)
			var want, got bytes.Buffer
			err := reference.ExecuteTemplate(&want, "base.html", page)
			if p == nil {
				continue
			}
			got.WriteString("before")
			done := p.run(&got, page)
			switch {
			case done && err != nil:
				t.Errorf("%s with %q: %s, where html/template says %v", c.text, s, &got, err)
			case done && got.String() != "before"+want.String():
				t.Errorf("%s with %q:\n%s\nwant\n%s", c.text, s, &got, &want)
			case !done && got.String() != "before":
				t.Errorf("%s with %q left %s", c.text, s, &got)
			}
		}
	}
}

// Most values need nothing but the program.
func TestProgramsSeldomGiveUp(t *testing.T) {
	p := compile(template.Must(template.New("base.html").Parse(`<a href="{{.HomeLink}}" title="{{.Summary}}">{{.Title.Text}}</a>`)), "base.html", &Page{})
	var left []string
	for _, s := range hostile {
		if !p.run(new(bytes.Buffer), hostilePage(s)) {
			left = append(left, s)
		}
	}
	if want := []string{"javascript:alert(1)", "mailto:a@b.c", "a:b", "HTTPS:x", "data:,"}; !slices.Equal(left, want) {
		t.Errorf("left to html/template: %q, want %q", left, want)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	const text = `<title>{{.Title.Text}}</title><a href="{{.HomeLink}}" title="{{.Summary}}">{{.Title.Text}}</a><a href="/{{.HomeLink}}" aria-label="{{.Head}}">{{.Head}}</a>`
	whole := template.Must(template.New("base.html").Parse(text))
	reference := template.Must(whole.Clone())
	p := compile(whole, "base.html", &Page{})
	f.Fuzz(func(t *testing.T, s string) {
		var got, want bytes.Buffer
		if !p.run(&got, hostilePage(s)) {
			return
		}
		if err := reference.ExecuteTemplate(&want, "base.html", hostilePage(s)); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%q:\n%s\nwant\n%s", s, &got, &want)
		}
	})
}
