package config

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"tract/generator/data"
	"tract/generator/diag"
)

// Mail is how the e-mail editions of a site are addressed and what the service
// that sends them puts in.
type Mail struct {
	From    Text   // RFC 5322 mailboxes, one for all languages or one for each
	ReplyTo Text   //
	To      Text   //
	ListID  string // RFC 2919, without its angle brackets
	// Placeholders is the service whose signs go into a mail: none, listmonk,
	// mailchimp or brevo. Empty means none.
	Placeholders string
	Unsubscribe  string // an address, https or mailto, where no service has one
}

// Placeholders are the services that `mail.placeholders` may name.
var Placeholders = []string{"none", "listmonk", "mailchimp", "brevo"}

func (r *reader) mail(v data.Value) {
	if v.Kind == data.Null {
		return
	}
	if v.Kind != data.Map {
		r.at("config-type", v, "field", "mail", "expected", "map")
		return
	}
	m := &r.c.Mail
	for _, f := range v.Fields {
		switch f.Name {
		case "from":
			m.From = r.mailbox(f)
		case "reply_to":
			m.ReplyTo = r.mailbox(f)
		case "to":
			m.To = r.mailbox(f)
		case "list_id":
			if m.ListID = strings.Trim(r.str(f.Name, f.Value), "<>"); !listID(m.ListID) {
				r.at("config-mail-list", f.Value, "value", f.Value.Text)
				m.ListID = ""
			}
		case "placeholders":
			m.Placeholders = Placeholders[r.choice(f.Name, f.Value, Placeholders...)]
		case "unsubscribe":
			if m.Unsubscribe = r.str(f.Name, f.Value); !leave(m.Unsubscribe) {
				r.at("config-mail-unsubscribe", f.Value, "value", f.Value.Text)
				m.Unsubscribe = ""
			}
		default:
			r.unknown(f, []string{"from", "reply_to", "to", "list_id", "placeholders", "unsubscribe"})
		}
	}
}

// mailbox is an address, or one for each language; those that are none are
// told and left out.
func (r *reader) mailbox(f data.Field) Text {
	t := r.text(f.Name, f.Value)
	wrong := func(value string) bool {
		if _, _, ok := ReadMailbox(value); ok {
			return false
		}
		at := f.Value
		for _, by := range f.Value.Fields {
			if by.Value.Text == value {
				at = by.Value
			}
		}
		if at.Kind == data.String {
			r.ms = append(r.ms, diag.At("config-mail-address", r.src, at.Start, at.End, "field", f.Name, "value", value))
		}
		return true
	}
	if len(t.By) == 0 && wrong(t.All) {
		t.All = ""
	}
	for _, tag := range sortedTags(t.By) {
		if wrong(t.By[tag]) {
			delete(t.By, tag)
		}
	}
	return t
}

func sortedTags(by map[string]string) []string {
	tags := make([]string, 0, len(by))
	for tag := range by {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	return tags
}

// ReadMailbox is the name and the address in one mailbox of RFC 5322; a name
// may also stand before the address without the quotes that its commas or dots
// would need. The address itself is ASCII: servers that take others are few.
func ReadMailbox(text string) (name, address string, ok bool) {
	address = strings.TrimSpace(text)
	if at := strings.LastIndexByte(address, '<'); at >= 0 && strings.HasSuffix(address, ">") {
		name, address = strings.TrimSpace(address[:at]), address[at+1:len(address)-1]
		if a, err := mail.ParseAddress(text); err == nil {
			name = a.Name // with what its quotes or encoded words mean
		}
	}
	a, err := mail.ParseAddress(address)
	if err != nil || a.Name != "" || a.Address != address || strings.IndexFunc(address, func(c rune) bool { return c <= ' ' || c > '~' }) >= 0 ||
		strings.ContainsAny(name, "<>\"") || strings.IndexFunc(name, unicode.IsControl) >= 0 {
		return "", "", false
	}
	return name, address, true
}

// listID says whether a text is a list's identifier: words of letters, digits
// and hyphens with dots between them, two at least.
func listID(text string) bool {
	parts := strings.Split(text, ".")
	for _, p := range parts {
		if p == "" || strings.Trim(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
			return false
		}
	}
	return len(parts) > 1 && len(text) <= 200
}

// leave says whether a text is an address at which a reader can leave a list.
func leave(text string) bool {
	u, err := url.Parse(text)
	if err != nil || strings.ContainsAny(text, " <>\"\r\n\t") {
		return false
	}
	return u.Scheme == "https" && u.Host != "" || u.Scheme == "mailto" && strings.Contains(u.Opaque, "@")
}
