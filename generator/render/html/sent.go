package html

import "tract/generator/site"

// Sent are links to the files in which a publication is sent on; each is empty
// where there is no such file.
type Sent struct {
	HTML    string // the e-mail edition
	Text    string // the same as plain text
	Message string // both as a message that is still to be sent
	Share   string // a few lines for messengers
}

// sent fills the links to the publication's e-mail edition and to its text for
// messengers.
func (b *builder) sent(out *Publication, pub *site.Publication) {
	link := func(name string) string {
		if at := b.site.Output(pub, b.language, name); at != "" {
			return b.href(at)
		}
		return ""
	}
	s := Sent{HTML: link("email.html"), Text: link("email.txt"), Message: link("message.eml"), Share: link("share.txt")}
	if s != (Sent{}) {
		out.Sent = &s
	}
}
