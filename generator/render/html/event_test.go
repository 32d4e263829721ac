package html_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"tract/generator/build"
	"tract/generator/data"
	"tract/generator/site"
)

const eventsHead = `-- tract.yaml --
title: R
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}, ar: {digits: arab}}
messages: {ui-message-missing: off, term-unlisted: off}
-- content/events/_index.md --
---
title: Rencontres
---
`

// event is a site with one event of some fields.
func event(fields string) string {
	return eventsHead + "-- content/events/e.md --\n---\ntitle: E\n" + fields + "\n---\n"
}

// loadOn loads a site as it is on a day.
func loadOn(t *testing.T, text, day string) *build.Loaded {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	d, _ := data.ParseDate(day)
	l := build.Load(build.Settings{Files: files, Options: site.Options{Date: d}})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return l
}

func parsed(t *testing.T, text string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestWhen(t *testing.T) {
	for _, c := range []struct{ fields, language, texts, times string }{
		{"start: 2027-04-12T09:00\nend: 2027-04-16T17:00\ntimezone: Africa/Dakar", "fr",
			"12–16 avril 2027|12 avril 2027 à 09:00|16 avril 2027 à 17:00|heure moyenne de Greenwich · Dakar UTC", "2027-04-12T09:00Z 2027-04-12T09:00Z 2027-04-16T17:00Z"},
		{"start: 2027-07-01T09:00\nend: 2027-07-01T12:30\ntimezone: America/Argentina/Buenos_Aires", "ar",
			"١ يوليو ٢٠٢٧|٩:٠٠ ص – ١٢:٣٠ م|توقيت الأرجنتين الرسمي · بوينوس أيرس UTC−٣", "2027-07-01T09:00-03:00 2027-07-01T09:00-03:00 2027-07-01T12:30-03:00"},
		{"start: 2027-07-01T09:00\ntimezone: Asia/Kolkata", "en", "July 1, 2027|9:00 AM|India Standard Time · Kolkata UTC+5:30", "2027-07-01T09:00+05:30 2027-07-01T09:00+05:30"},
		{"start: 2027-07-01T09:00+02:00", "en", "July 1, 2027|9:00 AM|UTC+2", "2027-07-01T09:00+02:00 2027-07-01T09:00+02:00"},
		{"start: 2027-07-01T09:00", "en", "July 1, 2027|9:00 AM", "2027-07-01T09:00 2027-07-01T09:00"},
		{"start: 2027-07-01\nend: 2027-08-02", "en", "July 1 – August 2, 2027", "2027-07-01"},
		{"start: 2027-07-01T09:00\nend: 2027-08-02\ntimezone: Europe/Paris", "en", "July 1 – August 2, 2027|July 1, 2027 at 9:00 AM|August 2, 2027|Central European Summer Time · Paris UTC+2", "2027-07-01T09:00+02:00 2027-07-01T09:00+02:00 2027-08-02"},
		{"start: 2027-07", "fr", "juillet 2027", "2027-07"},
		{"start: 2027\nend: 2028", "en", "2027 – 2028", "2027"},
		{"start: 2027-07-01\ntimezone: Europe/Paris", "fr", "1er juillet 2027", "2027-07-01"},
	} {
		p := render(t, loadOn(t, event(c.fields), "2026-01-01"), c.language+"/events/e/index.html")
		_, when, _ := strings.Cut(p.text, `<dl class="when">`)
		when, _, _ = strings.Cut(when, "</dl>")
		w := page{t: t, text: when, root: parsed(t, when)}
		texts := strings.NewReplacer("\u202F", " ", "\u00A0", " ", "\u2009", " ").Replace(strings.Join(w.all("dd", ""), "|"))
		if times := strings.Join(w.all("time", "datetime"), " "); texts != c.texts || times != c.times {
			t.Errorf("%s in %s:\n%s\n%s, wanted\n%s\n%s", c.fields, c.language, texts, times, c.texts, c.times)
		}
	}
}

// What is over, and where registration has closed, is said by the build that
// knows its day; else the browser is to say it.
func TestOver(t *testing.T) {
	text := event("start: 2027-04-12T09:00\nend: 2027-04-16T17:00\ntimezone: Asia/Tokyo\nregister_by: 2027-02-28")
	for _, c := range []struct{ day, want string }{
		{"", "hidden 2027-04-16T17:00:00+09:00|hidden 2027-03-01T00:00:00+09:00"},
		{"2027-02-28", ""},
		{"2027-03-01", "registration closed"},
		{"2027-04-16", "registration closed"},
		{"2027-04-17", "over"},
	} {
		p := render(t, loadOn(t, text, c.day), "en/events/e/index.html")
		want := []string{}
		switch c.want {
		case "over":
			want = []string{"This event is over."}
		case "registration closed":
			want = []string{"Registration has closed."}
		}
		scripts := p.all("script", "src", "defer", "")
		if c.day != "" {
			same(t, "what is said on "+c.day, p.all("p", "", "class", "over"), want)
			same(t, "scripts", len(p.all("script", "src")), 2) // the metadata and the theme's
			continue
		}
		same(t, "moments", p.all("p", "data-over", "class", "over"), []string{"2027-04-16T17:00:00+09:00", "2027-03-01T00:00:00+09:00"})
		same(t, "hidden", strings.Count(p.text, " hidden>"), 3) // and the button to print
		if len(scripts) == 0 || !strings.HasPrefix(scripts[len(scripts)-1], "../../../assets/site.js?v=") {
			t.Errorf("scripts: %s", scripts)
		}
	}
}

func TestAgenda(t *testing.T) {
	p := render(t, loadOn(t, event(`start: 2027-03-27T20:00
timezone: Europe/Paris
cancelled: true
sequence: 7
agenda:
  - {id: a, time: "20:00", item: "Accueil <b>"}
  - {id: b, item: Pause}
  - {id: c, date: 2027-03-28, time: "09:15", item: Débat}
  - {id: d, time: "10:00", item: Vote}`)+`-- content/events/e.en.md --
---
title: E
agenda: [{id: a, item: Welcome}]
---
`, ""), "en/events/e/index.html")
	_, agenda, _ := strings.Cut(p.text, `<section class="agenda">`)
	agenda, _, _ = strings.Cut(agenda, "</section>")
	a := page{t: t, text: agenda, root: parsed(t, agenda)}
	same(t, "points", a.all("li", ""), []string{"8:00 PM Welcome", "Pause", "9:15 AM Débat", "10:00 AM Vote"})
	same(t, "days", a.all("h3", ""), []string{"March 28, 2027"})
	same(t, "times", a.all("time", "datetime"), []string{"2027-03-27T20:00+01:00", "2027-03-28", "2027-03-28T09:15+02:00", "2027-03-28T10:00+02:00"})
	same(t, "said", p.all("p", "", "class", "state"), []string{"This event is cancelled."})
	same(t, "its entry for calendars", p.all("a", "href", "type", "text/calendar"), []string{"calendar.ics"})
	for _, name := range []string{"sequence", "cancelled", "timezone", "start"} {
		if facts := p.all("div", "", "class", name); len(facts) > 0 {
			t.Errorf("among the facts is %s: %s", name, facts)
		}
	}
	if strings.Contains(agenda, "<table") || strings.Contains(p.text, `class="agenda"`) != strings.Contains(p.text, "Welcome") {
		t.Error("the agenda is a table")
	}
}

const several = eventsHead + `-- content/events/a.md --
---
{title: ancienne, start: 2024-05-01, date: 2020-01-01}
---
-- content/events/b.md --
---
{title: récente, start: 2026-05-01, end: 2026-05-03, place: {fr: Le Cap}, cancelled: true}
---
-- content/events/c.md --
---
{title: prochaine, start: 2027-05-01}
---
-- content/events/d.md --
---
{title: lointaine, start: 2028-05-01}
---
`

func TestEventLists(t *testing.T) {
	for _, c := range []struct{ day, coming, headings string }{
		{"", "", "À venir|2028|2027|2026|2024|Par année"},
		{"2026-05-03", "récente prochaine lointaine", "À venir|2024|Par année"},
		{"2029-01-01", "", "2028|2027|2026|2024|Par année"},
	} {
		p := render(t, loadOn(t, several, c.day), "fr/events/index.html")
		_, coming, _ := strings.Cut(p.text, `<section class="coming">`)
		coming, _, _ = strings.Cut(coming, "</section>")
		found := page{t: t, text: coming, root: parsed(t, coming)}
		same(t, "to come on "+c.day, strings.Join(found.all("h3", ""), " "), c.coming)
		same(t, "headings on "+c.day, strings.Join(p.all("h2", ""), "|"), c.headings)
		left := 0
		if c.day == "" {
			left = 4
		}
		same(t, "left to the browser on "+c.day, strings.Count(p.text, "<li data-until="), left)
		same(t, "calendar", p.all("a", "href", "type", "text/calendar"), []string{"../calendar.ics"})
		about := strings.NewReplacer("\u202F", " ", "\u00A0", " ").Replace(strings.Join(p.all("p", "", "class", "about"), "|"))
		if !strings.Contains(about, "1er–3 mai 2026 Le Cap Annulé") {
			t.Errorf("about: %s", about)
		}
	}
}

const school = eventsHead + `-- content/programmes/school.md --
---
title: École
topics: [water]
related: [events/e]
rounds:
  - {id: one, name: Première, date: 2001-02, place: Le Cap, country: ZA, people: 1200, people_qualifier: more-than, url: "https://example.org/1"}
  - {id: two, name: Deuxième, date: 2005}
---
-- content/programmes/big.md --
---
title: Grande
topics: [other]
rounds:
  - {id: one, name: Première, date: 2001-02, people: 1200}
  - {id: two, name: Deuxième, date: 2005, people: 1500, countries: 12}
---
-- content/programmes/big.ar.md --
---
title: كبيرة
rounds: [{id: one, name: الأولى}]
---
-- content/programmes/big/part.md --
---
title: Partie
---
-- content/events/e.md --
---
{title: E, start: 2020-01-01}
---
-- content/groups/g.md --
---
{title: G, related: [programmes/school]}
---
-- content/news/n.md --
---
{title: N, date: 2020-01-01, topics: [water]}
---
`

// Steps are a list; numbers of several stand in a table, of one alone beside it.
func TestTimeline(t *testing.T) {
	l := loadOn(t, school, "")
	p := render(t, l, "fr/programmes/school/index.html")
	same(t, "steps", timelineOf(t, p).all("li", ""), []string{"février 2001PremièreLe Cap Afrique du Sud Participants plus de 1 200", "2005Deuxième"})
	same(t, "dates", timelineOf(t, p).all("time", "datetime"), []string{"2001-02", "2005"})
	same(t, "links", timelineOf(t, p).all("a", "href"), []string{"https://example.org/1"})
	same(t, "tables", len(timelineOf(t, p).all("table", "class")), 0)
	p = render(t, l, "ar/programmes/big/index.html")
	same(t, "steps in Arabic", timelineOf(t, p).all("li", ""), []string{"فبراير ٢٠٠١الأولى", "٢٠٠٥Deuxième"})
	same(t, "numbers in Arabic", timelineOf(t, p).all("td", ""), []string{"١٬٢٠٠", "", "١٬٥٠٠", "١٢"})
	same(t, "rows", timelineOf(t, p).all("th", "", "scope", "row"), []string{"الأولى", "Deuxième"})
}

func timelineOf(t *testing.T, p page) page {
	t.Helper()
	_, text, _ := strings.Cut(p.text, `<section class="timeline">`)
	text, _, _ = strings.Cut(text, "</section>")
	return page{t: t, text: text, root: parsed(t, text)}
}

// What belongs to a programme stands by its kind, what it names itself in no
// other place.
func TestGatheredOnAPage(t *testing.T) {
	l := loadOn(t, school, "")
	p := render(t, l, "fr/programmes/school/index.html")
	_, text, _ := strings.Cut(p.text, `<section class="gathered">`)
	text, after, _ := strings.Cut(text, "</section>")
	g := page{t: t, text: text, root: parsed(t, text)}
	same(t, "kinds", g.all("h3", ""), []string{"Événements", "Groupes", "Actualités"})
	same(t, "publications", g.all("a", ""), []string{"E", "G", "N"})
	if strings.Contains(after, `class="related"`) {
		t.Error("what is related stands twice")
	}
	if p = render(t, l, "fr/programmes/big/index.html"); strings.Contains(p.text, `class="gathered"`) || !strings.Contains(p.text, "Partie") {
		t.Error("a programme alone gathers something, or lacks its part")
	}
	if p = render(t, l, "fr/groups/g/index.html"); strings.Contains(p.text, `class="gathered"`) || !strings.Contains(p.text, `class="related"`) {
		t.Error("a group shows what it names otherwise than under related")
	}
}
