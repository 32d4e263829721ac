package calendar

import (
	"strings"

	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/i18n"
)

// word is an interface message in the calendar's language or along its
// fallback chain.
func (c *calendar) word(key string, args ...any) string {
	m, ok := c.site.Catalogue.Find(c.language.Tags, key)
	if !ok {
		return key
	}
	locale := c.language.Locale
	if m.Lang != c.language.Tag {
		locale = i18n.Load(m.Lang)
	}
	return m.Format(locale, args...)
}

// label is how the kind's field that has a role is called.
func (c *calendar) label(e *site.Edition, role string) string {
	f := e.Publication.Kind.Role(role)
	if f == nil {
		return ""
	}
	if _, ok := c.site.Catalogue.Find(c.language.Tags, "field_"+f.Name); !ok {
		return strings.ReplaceAll(f.Name, "_", " ")
	}
	return c.word("field_" + f.Name)
}

// place is where it takes place: the venue and the place, and the language that
// both are in; "" where they are in two.
func (c *calendar) place(e *site.Edition) (text, language string) {
	venue, at := e.Named("venue")
	place, language := e.Publication.Place.In(c.language.Tags...)
	switch {
	case venue == "":
		return place, language
	case place == "" || strings.Contains(venue, place):
		return venue, at.Tag
	case language != "" && language != at.Tag:
		language = ""
	default:
		language = at.Tag
	}
	return venue + ", " + place, language
}

// description is what an entry says beside its title: that it is cancelled,
// the summary, the agenda, how to take part, and where to read more.
func (c *calendar) description(e *site.Edition) string {
	p := e.Publication
	var parts []string
	add := func(lines ...string) {
		if text := strings.Join(lines, "\n"); text != "" {
			parts = append(parts, text)
		}
	}
	if p.Source.Role("cancelled").Bool {
		add(c.word("cancelled"))
	}
	if e.Summary != "" {
		add(e.Summary)
	} else {
		add(e.Text().Excerpt)
	}
	add(c.agenda(e)...)
	var facts []string
	for _, role := range []string{"organiser", "online", "registration", "deadline"} {
		v := e.Role(role)
		text, _ := e.Named(role)
		if !v.Date.IsZero() {
			text = c.date(v.Date)
		}
		if text != "" {
			facts = append(facts, c.word("terms_in", "label", c.label(e, role), "term", text))
		}
	}
	add(facts...)
	add(c.site.URL(p.Path(c.language) + "index.html"))
	return strings.Join(parts, "\n\n")
}

func (c *calendar) date(d data.Date) string {
	return c.language.Locale.Date(i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}, i18n.Long)
}

// agenda is a line for each entry of the agenda, behind its time, and one for
// each of its days.
func (c *calendar) agenda(e *site.Edition) []string {
	f := e.Publication.Kind.Role("agenda")
	if f == nil {
		return nil
	}
	var lines []string
	var day data.Date
	for _, item := range e.Field(f.Name).Items {
		var words []string
		for i := range f.Fields {
			sub := &f.Fields[i]
			v := item.Get(sub.Name)
			switch sub.Type {
			case kind.Date:
				if !v.Date.IsZero() && v.Date != day {
					day = v.Date
					lines = append(lines, c.date(day))
				}
			case kind.Time:
				if v.Clock.Set {
					words = append(words, c.language.Locale.Time(v.Clock.Hour, v.Clock.Minute))
				}
			case kind.Text:
				if v.Text != "" {
					words = append(words, v.Text)
				}
			}
		}
		if len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return lines
}
