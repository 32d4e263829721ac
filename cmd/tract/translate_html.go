package main

import (
	"html/template"
	"strconv"

	"tract/generator/review"
	"tract/generator/translation"
	"tract/i18n"
)

// What "tract translate" prints as HTML is one page that needs nothing else: it
// is sent around, or kept beside a build.

const reportStyle = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.3rem .6rem;border-bottom:1px solid #8884;text-align:start;vertical-align:top}
td.n{text-align:end;font-variant-numeric:tabular-nums}tr.sum{font-weight:bold}div{overflow-x:auto}del{background:#d002}ins{background:#0a03;text-decoration:none}code{overflow-wrap:anywhere}`

var reports = template.Must(template.New("").Parse(`
{{define "head"}}<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
<h1>{{.Title}}</h1>
{{end}}

{{define "status"}}{{template "head" .}}<div tabindex="0" role="region" aria-label="{{.Title}}"><table>
<thead><tr>{{range .Heads}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Cells}}<tr{{if .Sum}} class="sum"{{end}}><th scope="row">{{.Language}}</th><td>{{.Section}}</td>{{range .Counts}}<td class="n">{{.}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
{{if .Waiting}}<h2>{{.WaitingTitle}}</h2>
<div tabindex="0" role="region" aria-label="{{.WaitingTitle}}"><table><tbody>
{{range .Waiting}}<tr><td>{{.Since}}</td><td><code>{{.Name}}</code></td><td>{{.State}}</td><td>{{.Detail}}</td></tr>
{{end}}</tbody></table></div>
{{end}}</body>
</html>
{{end}}

{{define "diff"}}{{template "head" .}}{{range $c := .All}}<h2><code>{{.Name}}</code></h2>
<p>{{.State}}{{with .From}} ← <code>{{.}}</code>{{end}}</p>
{{if .Rows}}<div tabindex="0" role="region" aria-label="{{.Name}}"><table>
<thead><tr><td></td><th scope="col">{{$.Before}}</th><th scope="col">{{$.After}}</th><th scope="col">{{$.Own}}</th></tr></thead>
<tbody>
{{range .Rows}}<tr><th scope="row">{{.Number}}<br>{{.What}}</th><td lang="{{$c.SourceLang}}" dir="{{$c.SourceDir}}">{{.Before}}</td><td lang="{{$c.SourceLang}}" dir="{{$c.SourceDir}}">{{.After}}</td><td lang="{{$c.Lang}}" dir="{{$c.Dir}}">{{.Own}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{else}}<p>{{.None}}</p>
{{end}}</body>
</html>
{{end}}`))

// html prints the counts and the whole list of what waits.
func (s *status) html() error {
	a := s.app
	type line struct {
		Sum      bool
		Language string
		Section  string
		Counts   []int
	}
	type wait struct{ Since, Name, State, Detail string }
	page := struct {
		Lang, Title, WaitingTitle string
		Style                     template.CSS
		Heads                     []string
		Cells                     []line
		Waiting                   []wait
	}{Lang: string(a.lang), Title: a.say("status-title"), WaitingTitle: a.say("status-waiting"), Style: reportStyle, Heads: a.heads()}
	for _, c := range s.cells() {
		l := line{Sum: c.section == "", Language: c.language, Section: c.section}
		if l.Sum {
			l.Section = a.say("status-all")
		}
		for _, state := range columns {
			l.Counts = append(l.Counts, c.states[state])
		}
		l.Counts = append(l.Counts, c.words)
		page.Cells = append(page.Cells, l)
	}
	for _, r := range s.toDo() {
		w := wait{Name: named(r.Translation), State: a.state(r.Translation), Detail: s.detail(r)}
		if !r.since.IsZero() {
			w.Since = r.since.String()
		}
		page.Waiting = append(page.Waiting, w)
	}
	return reports.ExecuteTemplate(a.stdout, "status", page)
}

// diffHTML prints comparisons, each block with its texts side by side.
func (a *app) diffHTML(all []comparison) error {
	type line struct {
		Number             int
		What               string
		Before, After, Own template.HTML
	}
	type one struct {
		Name, State, From                string
		Lang, Dir, SourceLang, SourceDir string
		Rows                             []line
	}
	page := struct {
		Lang, Title              string
		Style                    template.CSS
		Before, After, Own, None string
		All                      []one
	}{Lang: string(a.lang), Title: a.say("status-title"), Style: reportStyle,
		Before: a.say("diff-before"), After: a.say("diff-after"), Own: a.say("diff-translation"), None: a.say("diff-none")}
	for _, c := range all {
		o := one{Name: named(c.Translation), State: a.state(c.Translation), Lang: c.Language.Tag, Dir: c.Language.Dir}
		if c.Source != nil {
			o.SourceLang, o.SourceDir = c.Source.File.Language, i18n.Load(c.Source.File.Language).Dir()
		}
		if c.Document != c.Source {
			o.From = sourcePath(c.Translation)
		}
		for _, d := range c.Differences {
			l := line{Number: d.Number, What: a.block(d.Name) + ", " + a.say("diff-"+d.Kind), Own: escaped(d.Own)}
			switch {
			case d.Known && d.Kind == review.Changed:
				l.Before, l.After = sides(d.Before, d.After)
			case d.Known:
				l.Before, l.After = escaped(d.Before), escaped(d.After)
			case d.Kind == review.Doubtful && d.After == "":
				l.Before = escaped(a.doubt(&d))
			case d.Kind == review.Doubtful:
				l.After = escaped(d.After)
			default:
				l.Before, l.After = escaped(a.say("diff-unknown")), escaped(d.After)
			}
			if d.Line > 0 {
				l.Own += escaped("  (" + strconv.Itoa(d.Line) + ")")
			}
			o.Rows = append(o.Rows, l)
		}
		page.All = append(page.All, o)
	}
	return reports.ExecuteTemplate(a.stdout, "diff", page)
}

func escaped(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }

// sides are two texts, each with what only it has marked.
func sides(before, after string) (b, c template.HTML) {
	for _, p := range translation.CompareWords(before, after) {
		switch p.Kind {
		case translation.Kept:
			b += escaped(p.Text)
			c += escaped(p.Text)
		case translation.Gone:
			b += "<del>" + escaped(p.Text) + "</del>"
		default:
			c += "<ins>" + escaped(p.Text) + "</ins>"
		}
	}
	return b, c
}
