package config

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// Form is a form that pages may show. It is sent to a place that is not the
// site, and says so.
type Form struct {
	Name   string
	Action string // an https address, or mailto: and an e-mail address
	Method string // post or get
	Title  Text
	Text   Text // what becomes of the answers; may be empty
	Submit Text // on the button; empty: the interface's own word
	Fields []FormField
}

// FormField is one question of a form.
type FormField struct {
	Name     string
	Type     string // one of FormTypes
	Label    Text
	Hint     Text
	Required bool
	Value    string // of a hidden field: as written, or {language} or {page}
	Options  []FormOption
}

// FormOption is one answer to choose.
type FormOption struct {
	Value string
	Label Text
}

// FormTypes are the types of a form's fields. A country is chosen among all, in
// the reader's language; a language among those of the site.
var FormTypes = []string{"text", "email", "tel", "url", "number", "date", "textarea", "checkbox", "select", "country", "language", "hidden"}

// Host is the host that the answers go to; "" for those sent by mail.
func (f *Form) Host() string {
	u, err := url.Parse(f.Action)
	if err != nil {
		return ""
	}
	return u.Host
}

// Address is the e-mail address that the answers go to; "" for those sent to a
// host.
func (f *Form) Address() string {
	address, ok := strings.CutPrefix(f.Action, "mailto:")
	if !ok {
		return ""
	}
	return address
}

// Form is the form of a name, or nil.
func (c *Config) Form(name string) *Form {
	for i := range c.Forms {
		if c.Forms[i].Name == name {
			return &c.Forms[i]
		}
	}
	return nil
}

// forms reads the site's forms; a list names hosts that the templates of its
// theme may send forms to.
func (r *reader) forms(v data.Value) {
	if v.Kind == data.Null {
		return
	}
	if v.Kind != data.Map {
		for _, host := range r.strings("forms", v) {
			if u, err := url.Parse(host); err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsAny(host, " ;,'\"") {
				r.at("config-form-host", v, "host", host)
				continue
			}
			r.c.FormHosts = append(r.c.FormHosts, host)
		}
		return
	}
	for _, f := range v.Fields {
		if form, ok := r.form(f); ok {
			r.c.Forms = append(r.c.Forms, form)
		}
	}
}

func (r *reader) form(field data.Field) (Form, bool) {
	out := Form{Name: field.Name, Method: "post"}
	if field.Value.Kind != data.Map {
		r.at("config-type", field.Value, "field", field.Name, "expected", "map")
		return out, false
	}
	for _, f := range field.Value.Fields {
		switch f.Name {
		case "action":
			out.Action = r.action(f)
		case "method":
			out.Method = []string{"post", "get"}[r.choice(f.Name, f.Value, "post", "get")]
		case "title":
			out.Title = r.text(f.Name, f.Value)
		case "text":
			out.Text = r.text(f.Name, f.Value)
		case "submit":
			out.Submit = r.text(f.Name, f.Value)
		case "fields":
			out.Fields = r.formFields(f.Value)
		default:
			r.unknown(f, []string{"action", "method", "title", "text", "submit", "fields"})
		}
	}
	lacks := ""
	switch _, given := field.Value.Get("action"); {
	case !given:
		lacks = "action"
	case out.Title.IsZero():
		lacks = "title"
	case len(out.Fields) == 0:
		lacks = "fields"
	}
	if lacks != "" {
		r.ms = append(r.ms, diag.At("config-form-lacks", r.src, field.Start, field.End, "form", field.Name, "field", lacks))
	}
	return out, lacks == "" && out.Action != ""
}

// action is where a form is sent: https, or mailto with one address.
func (r *reader) action(f data.Field) string {
	action := r.str(f.Name, f.Value)
	if address, ok := strings.CutPrefix(action, "mailto:"); ok {
		if a, err := mail.ParseAddress(address); err == nil && a.Address == address {
			return action
		}
	} else if u, err := url.Parse(action); err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && !strings.ContainsAny(action, " ;,'\"<>") {
		return action
	}
	r.at("config-form-action", f.Value, "value", action)
	return ""
}

func (r *reader) formFields(v data.Value) []FormField {
	if v.Kind != data.List {
		r.at("config-type", v, "field", "fields", "expected", "list")
		return nil
	}
	var out []FormField
	for _, item := range v.Items {
		if item.Kind != data.Map {
			r.at("config-type", item, "field", "fields", "expected", "map")
			continue
		}
		f := r.formField(item)
		switch twice := slices.ContainsFunc(out, func(o FormField) bool { return o.Name == f.Name }); {
		case f.Name == "":
			r.at("config-form-field-lacks", item, "field", "name")
		case twice:
			r.at("config-form-field-twice", item, "name", f.Name)
		case f.Label.IsZero() && f.Type != "hidden":
			r.at("config-form-field-lacks", item, "field", "label")
		case f.Type == "select" && len(f.Options) == 0:
			r.at("config-form-field-lacks", item, "field", "options")
		default:
			out = append(out, f)
		}
	}
	return out
}

func (r *reader) formField(v data.Value) FormField {
	out := FormField{Type: "text"}
	for _, f := range v.Fields {
		switch f.Name {
		case "name":
			out.Name = r.str(f.Name, f.Value)
		case "type":
			out.Type = FormTypes[r.choice(f.Name, f.Value, FormTypes...)]
		case "label":
			out.Label = r.text(f.Name, f.Value)
		case "hint":
			out.Hint = r.text(f.Name, f.Value)
		case "required":
			out.Required = r.boolean(f.Name, f.Value, false)
		case "value":
			out.Value = r.str(f.Name, f.Value)
		case "options":
			out.Options = r.formOptions(f.Value)
		default:
			r.unknown(f, []string{"name", "type", "label", "hint", "required", "value", "options"})
		}
	}
	return out
}

// formOptions reads what a select offers: a map of values with their labels, or
// a list of texts that are both.
func (r *reader) formOptions(v data.Value) []FormOption {
	var out []FormOption
	if v.Kind == data.Map {
		for _, f := range v.Fields {
			out = append(out, FormOption{Value: f.Name, Label: r.text(f.Name, f.Value)})
		}
		return out
	}
	for _, text := range r.strings("options", v) {
		out = append(out, FormOption{Value: text, Label: Text{All: text}})
	}
	return out
}
