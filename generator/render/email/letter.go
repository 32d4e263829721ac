// Package email renders the e-mail edition of a publication in a language:
// email.html, email.txt, message.eml with both, and share.txt for messengers.
// They are made of the same letter: what stands on the page, laid out for
// programs that know no style sheets and load nothing but pictures.
//
// The mail has no script, no form, no tracker and nothing of a service but the
// marks that `mail.placeholders` asks for; content cannot bring marks of its own.
package email

import (
	"fmt"
	"path"
	"strings"

	"tract/generator/render/body"
	"tract/generator/render/notice"
	"tract/generator/site"
	"tract/i18n"
)

// letter is what a mail says, before it is laid out. When it is written
// it is only read.
type letter struct {
	site     *site.Site
	language *site.Language
	edition  *site.Edition
	service  *marks

	sender    phrase // the site's name
	home      string
	url       string // of the page
	kicker    string // "Issue 12", and the day
	preheader string // what lists of mails show behind the subject
	editions  []reading
	stories   []story // the text itself first, then its parts
}

// reading is the page in another language.
type reading struct{ name, lang, dir, url string }

type picture struct {
	src, alt      string
	width, height int // 0 when not known
}

type download struct {
	label phrase
	url   string
	about string // format and size
}

// story is one text of the mail.
type story struct {
	title     string // empty for the text of the publication itself
	url       string
	lang, dir string
	level     int    // how deep below the publication; 0 for itself
	missing   phrase // why it is in another language; empty when it is not
	notices   []notice.Notice
	summary   string
	image     *picture
	html      string
	files     []download
}

// write gathers what the mail of an edition says.
func write(s *site.Site, p *site.Publication, language *site.Language) (*letter, error) {
	l, err := begin(s, p, language)
	if err != nil {
		return nil, err
	}
	place := &body.Place{Site: s, Language: language, Path: p.Path(language) + "index.html", Absolute: true, Label: l.bodyLabel, Shown: l.shown}
	return l, l.story(place, p, l.edition, 0)
}

// begin gathers what a mail says beside its texts.
func begin(s *site.Site, p *site.Publication, language *site.Language) (*letter, error) {
	e := p.Edition(language)
	if e == nil {
		return nil, fmt.Errorf("%s has no edition in %s, so it has no mail", p.ID, language.Tag)
	}
	l := &letter{site: s, language: language, edition: e, service: services[s.Config.Mail.Placeholders], home: s.URL(s.Root.Path(language)), url: s.URL(p.Path(language))}
	if l.service == nil {
		l.service = services["none"]
	}
	title, lang := s.Config.Title.In(language.Tags...)
	if title == "" {
		title = s.Config.Host()
	}
	l.sender = l.phrase(title, lang)
	l.preheader = firstOf(e.Role("preheader").Text, e.Summary, e.Text().Excerpt)
	l.kicker = l.issue()
	for _, other := range p.Real() {
		if at := p.Path(other.Language); at != "" && other.Language != language {
			l.editions = append(l.editions, reading{other.Language.Name, other.Language.Tag, other.Language.Dir, s.URL(at)})
		}
	}
	return l, nil
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// issue is the line above the title: the number in the series, and the day.
func (l *letter) issue() string {
	var parts []string
	if f := l.edition.Publication.Kind.Role("number"); f != nil {
		if v := l.edition.Field(f.Name); v.Text != "" {
			number := l.language.Locale.Digits(v.Text)
			if phrase := l.word("counted_"+f.Name, "number", number); phrase.lang == "" && phrase.text != "counted_"+f.Name {
				number = phrase.text
			} else if label := l.word("field_" + f.Name); label.lang == "" && label.text != "field_"+f.Name {
				number = label.text + " " + number
			}
			parts = append(parts, number)
		}
	}
	if d := l.edition.Publication.Date; !d.IsZero() {
		parts = append(parts, l.language.Locale.Date(i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}, i18n.Long))
	}
	return strings.Join(parts, " · ")
}

// story adds a publication's text, and below it those of its parts in their
// order. A part that the language hides is left out, as on its pages.
func (l *letter) story(place *body.Place, p *site.Publication, e *site.Edition, level int) error {
	one := story{lang: e.Language.Tag, dir: e.Language.Dir, level: level, summary: e.Summary, image: l.imageOf(e), files: l.filesOf(e), notices: notice.Of(l.site, e, l.language)}
	if level > 0 {
		one.title, one.url = e.Title, l.site.URL(p.Path(e.Language))
		if at := p.Path(l.language); at != "" {
			one.url = l.site.URL(at)
		}
		place.Prefix = fmt.Sprintf("p%d-", len(l.stories))
	}
	if said, ok := notice.Missing(l.site, e, l.language); ok {
		one.missing = l.phrase(said.Text, said.Lang)
	}
	text, err := body.Append(nil, place, e.Document)
	if err != nil {
		return fmt.Errorf("read the text of %s: %w", e.File.Path, err)
	}
	one.html = string(text)
	l.stories = append(l.stories, one)
	for _, part := range p.Parts {
		entry, ok := l.site.Entry(part, l.language)
		if !ok {
			continue
		}
		if err := l.story(place, part, entry.Edition, level+1); err != nil {
			return err
		}
	}
	return nil
}

// shown is the picture that a mail shows for a file. Mail programs show no SVG:
// a picture of the same name beside it stands there, or nothing.
func (l *letter) shown(asset string) string {
	if site.IsDrawing(asset) {
		return l.site.Raster(asset)
	}
	return asset
}

// imageOf is a publication's own image, or nil. One that mail programs do not
// show has no address.
func (l *letter) imageOf(e *site.Edition) *picture {
	asset := l.site.File(e, e.Publication.Image)
	if asset == "" || !site.Publishable(asset) {
		return nil
	}
	if asset = l.shown(asset); asset == "" {
		if e.ImageAlt == "" {
			return nil
		}
		return &picture{alt: e.ImageAlt}
	}
	p := &picture{src: l.site.URL(l.site.Moderate(asset, body.Moderate)), alt: e.ImageAlt}
	if w, h, ok := l.site.Media.Size(asset); ok {
		p.width, p.height = w, h
	}
	return p
}

// filesOf are a publication's files, under their labels.
func (l *letter) filesOf(e *site.Edition) []download {
	var out []download
	source := e.Publication.Source
	for _, f := range e.Publication.Files {
		asset := l.site.File(e, f.Text)
		if asset == "" || !site.Publishable(asset) {
			continue
		}
		label := l.phrase(e.Label(f.Text), e.Language.Tag)
		if label.text == "" {
			label = l.phrase(f.Get("label").Texts.In(l.language.Tags...))
		}
		if label.text == "" {
			if label = l.phrase(source.Label(f.Text), source.Language.Tag); label.text == "" {
				label = phrase{text: path.Base(f.Text)}
			}
		}
		about := strings.ToUpper(strings.TrimPrefix(path.Ext(asset), "."))
		if size := l.site.Tree.Assets[asset]; size > 0 {
			about += ", " + l.language.Locale.Bytes(size)
		}
		out = append(out, download{label, l.site.URL(l.site.FileAddress(asset)), about})
	}
	return out
}
