package sitetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tract/generator/site"
)

// TestEventsInTheBrowser opens lists of events and the pages of each, on
// several days by the browser's clock. The site is built without a day, so that
// the browser alone tells what is over.
func TestEventsInTheBrowser(t *testing.T) {
	t.Parallel()
	b := reference(t)
	br := startBrowser(t)
	lists, events := 0, 0
	for _, now := range []string{"2015-01-01T12:00:00Z", "2026-08-21T12:00:00Z", "2027-01-10T12:00:00Z", "2031-01-01T12:00:00Z"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		tb := b.tab(t, br)
		tb.must(t, "Page.addScriptToEvaluateOnNewDocument", map[string]string{"source": fmt.Sprintf("Date.now = () => Date.parse('%s')", now)}, nil)
		for _, p := range b.pages {
			switch r := p.route; {
			case !slices.Contains(scripts, p.lang()):
			case r.Type == site.SectionRoute && r.Section.Timed() && len(r.Section.Publications) > 0:
				lists++
				b.checkEventList(t, tb, p, at)
			case r.Type == site.PublicationRoute && r.Publication.Kind.Role("start") != nil && p.lang() == "fr":
				events++
				tb.visit(t, fileURL(b.root, p.path))
				var shown string
				tb.value(t, `[...document.querySelectorAll('.over')].filter(e => e.offsetParent).map(e => e.innerText).join()`, &shown)
				span, _ := r.Publication.Span()
				if over := !span.Until.After(at); strings.Contains(shown, "Cet événement est passé.") != over {
					t.Errorf("%s at %s says %q", p.path, now, shown)
				}
			}
		}
	}
	atLeast(t, "lists of events", lists, 4*4)
	atLeast(t, "events", events, 4*2)
}

// checkEventList checks what a list shows as coming and as past at a moment,
// and in which order.
func (b *built) checkEventList(t *testing.T, tb *tab, p *page, at time.Time) {
	t.Helper()
	var got struct {
		Coming, Past []string
		Years        int
	}
	tb.visit(t, fileURL(b.root, p.path))
	tb.value(t, `(() => { const links = s => [...document.querySelectorAll(s + ' h3 a')].filter(e => e.offsetParent).map(a => a.href)
		return {Coming: links('section.coming'), Past: links('section.year'),
			Years: [...document.querySelectorAll('section.year > h2')].filter(e => e.offsetParent).length} })()`, &got)
	var coming, past []string
	years := map[int]bool{}
	for _, e := range p.route.Section.List(p.route.Language).Entries {
		span, _ := e.Publication.Span()
		link := fileURL(b.root, e.Path+"index.html")
		if span.Until.After(at) {
			coming = append([]string{link}, coming...)
			continue
		}
		past = append(past, link)
		years[span.From.Year()] = true
	}
	if !slices.Equal(got.Coming, coming) || !slices.Equal(got.Past, past) || got.Years != len(years) {
		t.Errorf("%s at %s shows\n%v, %v under %d years, wanted\n%v, %v under %d", p.path, at, got.Coming, got.Past, got.Years, coming, past, len(years))
	}
}
