package html

import (
	"net/url"
	"slices"
	"strings"

	"tract/generator/config"
	"tract/i18n"
)

// Form is the form that the page shows, of its publication, its section or the
// home page; nil where there is none.
func (p *Page) Form() *Form {
	switch {
	case p.Publication != nil:
		return p.Publication.Form
	case p.List != nil:
		return p.List.Form
	case p.Front != nil:
		return p.Front.Form
	}
	return nil
}

// form fills the form that a page shows, and lets the page send it to its host
// and to no other.
func (b *builder) form(name string) *Form {
	c := b.site.Config.Form(name)
	if name == "" || c == nil {
		return nil
	}
	out := &Form{
		Name: c.Name, Method: c.Method, Action: c.Action, Host: c.Host(), Address: c.Address(),
		Title: b.configured(c.Title), Text: b.configured(c.Text), Submit: b.configured(c.Submit),
	}
	if out.Submit.Text == "" {
		out.Submit = b.page.word("form_send")
	}
	for i := range c.Fields {
		out.Fields = append(out.Fields, b.formField(c, &c.Fields[i]))
	}
	if out.Address != "" {
		out.Action = b.letter(out)
		return out
	}
	if u, err := url.Parse(c.Action); err == nil {
		b.page.Policy = policy(append(slices.Clip(b.site.Config.FormHosts), u.Scheme+"://"+u.Host), b.site.Config.Search)
	}
	return out
}

// configured is a text of tract.yaml in the reader's language.
func (b *builder) configured(t config.Text) Text {
	text, lang := t.In(b.language.Tags...)
	return b.page.text(text, lang)
}

func (b *builder) formField(form *config.Form, c *config.FormField) FormField {
	out := FormField{
		ID: "form-" + form.Name + "-" + c.Name, Name: c.Name, Type: c.Type, Label: b.configured(c.Label), Hint: b.configured(c.Hint),
		Required: c.Required, Autocomplete: autocomplete[c.Name],
	}
	switch c.Type {
	case "hidden":
		out.Value = strings.NewReplacer("{language}", b.language.Tag, "{page}", b.site.URL(b.route.Path)).Replace(c.Value)
	case "country":
		out.Type, out.Options = "select", b.countries()
	case "language":
		out.Type = "select"
		for _, l := range b.site.Languages {
			out.Options = append(out.Options, FormOption{Value: l.Tag, Label: b.page.text(l.Name, l.Tag), Chosen: l == b.language})
		}
	case "select":
		for _, o := range c.Options {
			out.Options = append(out.Options, FormOption{Value: o.Value, Label: b.configured(o.Label)})
		}
	}
	return out
}

// autocomplete are the names of fields that browsers know how to fill, with the
// token of HTML for each (WCAG 2.2, 1.3.5).
var autocomplete = map[string]string{
	"name": "name", "email": "email", "tel": "tel", "phone": "tel", "organisation": "organization", "organization": "organization",
	"country": "country", "city": "address-level2", "url": "url", "website": "url", "language": "language",
}

// countries are all countries, each once, in the order of the reader's language.
func (b *builder) countries() []FormOption {
	if kept, ok := b.frame.countries.Load().([]FormOption); ok {
		return kept
	}
	var out []FormOption
	for x := 'A'; x <= 'Z'; x++ {
		for y := 'A'; y <= 'Z'; y++ {
			code := string(x) + string(y)
			// CLDR also names countries that are no more, and codes that were
			// replaced: those that a list of signatories accepts are offered.
			if name, ok := b.language.Locale.Country(code); ok && i18n.IsCountry(code) {
				out = append(out, FormOption{Value: code, Label: Text{Text: name}})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y FormOption) int {
		return strings.Compare(b.site.Key(b.language, x.Label.Text), b.site.Key(b.language, y.Label.Text))
	})
	b.frame.countries.Store(out)
	return out
}

// letter is an address that begins a letter with the form's questions: browsers
// do not send forms by mail.
func (b *builder) letter(f *Form) string {
	var text strings.Builder
	for _, field := range f.Fields {
		if field.Type == "hidden" {
			text.WriteString(field.Name + ": " + field.Value + "\r\n")
			continue
		}
		text.WriteString(field.Label.Text + ": \r\n")
	}
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	return "mailto:" + f.Address + "?subject=" + escape(f.Title.Text) + "&body=" + escape(text.String())
}
