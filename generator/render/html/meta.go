package html

import (
	"encoding/json"
	"html/template"
	"strings"
	"unicode/utf8"

	"tract/generator/kind"
	"tract/generator/render/cite"
	"tract/generator/site"
)

// meta fills the title for the browser, Open Graph, citation fields and
// JSON-LD.
func (b *builder) meta() {
	p := b.page
	p.HeadTitle = p.Title.Text
	if p.SiteTitle.Text != "" && p.SiteTitle.Text != p.Title.Text {
		p.HeadTitle += " · " + p.SiteTitle.Text
	}
	if b.route.Page > 1 && p.List != nil {
		p.HeadTitle = p.Title.Text + " · " + p.List.Position + " · " + p.SiteTitle.Text
	}
	p.Summary = shorten(p.Summary)
	if b.route.Type >= site.RedirectRoute && b.route.Type != site.ChooserRoute {
		return
	}
	kind := "website"
	if b.route.Publication != nil {
		kind = "article"
	}
	p.Meta = append(p.Meta,
		Meta{Property: "og:type", Content: kind},
		Meta{Property: "og:title", Content: p.Title.Text},
		Meta{Property: "og:site_name", Content: p.SiteTitle.Text},
		Meta{Property: "og:url", Content: p.Canonical},
		Meta{Property: "og:locale", Content: openGraphLocale(b.textLanguage())})
	if p.Summary != "" {
		p.Meta = append(p.Meta, Meta{Property: "og:description", Content: p.Summary})
	}
	if pub := b.route.Publication; pub != nil {
		b.publicationMeta(pub)
		return
	}
	if b.route.Type == site.HomeRoute {
		p.Data = jsonLD(map[string]any{
			"@context": "https://schema.org", "@type": "WebSite", "name": p.SiteTitle.Text, "url": p.Canonical, "inLanguage": b.language.Tag,
		})
	}
}

// textLanguage is the language of the text that the page shows.
func (b *builder) textLanguage() string {
	if pub := b.route.Publication; pub != nil {
		return pub.Nearest(b.language).Language.Tag
	}
	return b.language.Tag
}

// openGraphLocale is a tag in the form that Open Graph takes: fr, pt_BR.
func openGraphLocale(tag string) string { return strings.ReplaceAll(tag, "-", "_") }

// shorten cuts a summary where search engines stop reading, at a word.
func shorten(text string) string {
	const most = 300
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	cut := most
	for i := most; i > most-40; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return string(runes[:cut]) + "…"
}

func (b *builder) publicationMeta(pub *site.Publication) {
	p, out := b.page, b.page.Publication
	e := pub.Nearest(b.language)
	if out.Image != nil {
		p.Meta = append(p.Meta, Meta{Property: "og:image", Content: b.site.URL(b.site.FileAddress(b.site.File(e, pub.Image)))})
	}
	if !pub.Date.IsZero() {
		p.Meta = append(p.Meta, Meta{Property: "article:published_time", Content: pub.Date.String()})
	}
	for _, other := range out.Editions {
		p.Meta = append(p.Meta, Meta{Property: "og:locale:alternate", Content: openGraphLocale(other.Lang)})
	}
	if r, ok := cite.Of(b.site, pub, b.language); ok && b.route.Type == site.PublicationRoute {
		b.citation(r)
	}
	p.Data = jsonLD(b.linkedData(pub, e))
}

// citation are the fields that reference managers read.
func (b *builder) citation(r cite.Reference) {
	add := func(name, content string) {
		if content != "" {
			b.page.Meta = append(b.page.Meta, Meta{Name: name, Content: content})
		}
	}
	add("citation_title", r.Full())
	for _, a := range r.Authors {
		add("citation_author", a.Sorted())
	}
	add("citation_publication_date", strings.ReplaceAll(r.Date.String(), "-", "/"))
	add("citation_language", r.Language)
	add("citation_public_url", r.URL)
	add("citation_publisher", r.Publisher)
	add("citation_inbook_title", r.In)
	add("citation_series_title", r.Series)
	add("citation_volume", r.Volume)
	add("citation_doi", r.DOI)
	add("citation_isbn", r.ISBN)
	add("citation_issn", r.ISSN)
	add("citation_technical_report_number", r.Document)
	if r.Schema == "Report" && r.In == "" {
		add("citation_technical_report_institution", r.Publisher)
	}
}

// linkedData describes the publication in schema.org's terms. Names of fields
// that events and groups call otherwise follow their types.
func (b *builder) linkedData(pub *site.Publication, e *site.Edition) map[string]any {
	ld := map[string]any{
		"@context": "https://schema.org", "@type": pub.Kind.Schema, "url": b.page.Canonical, "name": e.Title,
	}
	if b.page.Summary != "" {
		ld["description"] = b.page.Summary
	}
	switch pub.Kind.Schema {
	case "Event":
		if span, ok := pub.Span(); ok {
			ld["startDate"] = spanMoment(&span, span.Start, span.From)
			if !span.End.IsZero() {
				ld["endDate"] = spanMoment(&span, span.End, span.To)
			}
		}
		b.linkedWhere(ld, e)
		if pub.Source.Role("cancelled").Bool {
			ld["eventStatus"] = "https://schema.org/EventCancelled"
		}
		return ld
	case "Organization", "Project":
		if site := pub.Source.Role("website").Text; site != "" {
			ld["sameAs"] = site
		}
		return ld
	}
	ld["inLanguage"] = e.Language.Tag
	if !pub.Date.IsZero() {
		ld["datePublished"] = pub.Date.String()
	}
	if !e.Updated.IsZero() {
		ld["dateModified"] = e.Updated.String()
	}
	if authors := linkedAuthors(b.site.Authors(pub)); len(authors) > 0 {
		ld["author"] = authors
	}
	b.linkedPlace(ld, pub, e)
	if list := pub.Signatories; list != nil && len(list.Signed) > 0 {
		ld["interactionStatistic"] = endorsed(len(list.Signed))
	}
	if list := b.page.Publication.Corrections; len(list) > 0 {
		ld["correction"] = linkedCorrections(list)
	}
	if e != pub.Source {
		if at := pub.Path(pub.Source.Language); at != "" {
			original := map[string]any{"@type": pub.Kind.Schema, "url": b.site.URL(at), "inLanguage": pub.Source.Language.Tag, "name": pub.Source.Title}
			if ids := linkedIdentifiers(pub.Source); len(ids) > 0 {
				original["identifier"] = ids
			}
			ld["translationOfWork"] = original
		}
	}
	if strings.HasPrefix(pub.License, "https://") {
		ld["license"] = pub.License
	}
	return ld
}

// linkedAuthors are authors in schema.org's terms.
func linkedAuthors(authors []kind.Author) []any {
	var out []any
	for _, a := range authors {
		one := map[string]any{"@type": "Person", "name": a.Name}
		if a.Is == kind.Body {
			one["@type"] = "Organization"
		}
		if a.Family != "" {
			one["familyName"] = a.Family
		}
		if a.Given != "" {
			one["givenName"] = a.Given
		}
		out = append(out, one)
	}
	return out
}

// linkedIdentifiers are the numbers under which libraries know an edition.
func linkedIdentifiers(e *site.Edition) []any {
	var out []any
	for _, id := range e.Identifiers() {
		if id.Value.Text != "" {
			out = append(out, map[string]any{"@type": "PropertyValue", "propertyID": strings.ToUpper(id.Name), "value": id.Value.Text})
		}
	}
	return out
}

// linkedWhere says where something takes place and who holds it. What can be
// followed from elsewhere takes place there too.
func (b *builder) linkedWhere(ld map[string]any, e *site.Edition) {
	var places []any
	venue, _ := e.Named("venue")
	if place := firstOf(venue, b.page.Publication.Place.Text); place != "" {
		one := map[string]any{"@type": "Place", "name": place}
		if town := b.page.Publication.Place.Text; venue != "" && town != "" {
			one["address"] = town
		}
		places = append(places, one)
	}
	ld["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode"
	if online := e.Role("online").Text; online != "" {
		ld["eventAttendanceMode"] = "https://schema.org/MixedEventAttendanceMode"
		if len(places) == 0 {
			ld["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode"
		}
		places = append(places, map[string]any{"@type": "VirtualLocation", "url": online})
	}
	switch len(places) {
	case 0:
		delete(ld, "eventAttendanceMode")
	case 1:
		ld["location"] = places[0]
	default:
		ld["location"] = places
	}
	if organiser, _ := e.Named("organiser"); organiser != "" {
		ld["organizer"] = map[string]any{"@type": "Organization", "name": organiser}
	}
}

// linkedPlace says where in a series or a work a publication stands.
func (b *builder) linkedPlace(ld map[string]any, pub *site.Publication, e *site.Edition) {
	if ids := linkedIdentifiers(e); len(ids) > 0 {
		ld["identifier"] = ids
	}
	if publisher, _ := e.Named("publisher"); publisher != "" {
		ld["publisher"] = map[string]any{"@type": "Organization", "name": publisher}
	}
	if name, _ := b.site.SeriesName(pub, b.language); name != "" {
		ld["isPartOf"] = map[string]any{"@type": "CreativeWorkSeries", "name": name}
		if number := e.Role("number").Text; number != "" {
			ld["position"] = number
		}
	}
	if pub.IsChapter() {
		work := pub.Above.Nearest(b.language)
		part := map[string]any{"@type": pub.Above.Kind.Schema, "name": work.Title}
		if at := pub.Above.Path(b.language); at != "" {
			part["url"] = b.site.URL(at)
		}
		ld["isPartOf"], ld["position"] = part, pub.Chapter()
	}
}

// jsonLD is a script element with JSON-LD. The JSON escapes <, > and &, so
// that no text can end the element.
func jsonLD(v map[string]any) template.HTML {
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return template.HTML(`<script type="application/ld+json">` + string(text) + `</script>`)
}
