package email

import (
	"bytes"
	"strconv"
	"strings"

	"tract/generator/render/notice"
)

// frame writes what stands around the bodies.
type frame struct {
	*letter
	dresser
}

// html writes the whole mail and gives its headings.
func (l *letter) html(out *bytes.Buffer) []heading {
	f := frame{l, dresser{out: out, marks: l.service, label: l.bodyLabel, count: l.counter, lang: l.language.Tag, dir: l.language.Dir}}
	f.head()
	f.masthead()
	for i := range l.stories {
		f.story(&l.stories[i])
	}
	f.headings = append(f.headings, heading{at: out.Len()})
	f.foot()
	return f.headings
}

// raw writes markup of ours.
func (f *frame) raw(parts ...string) {
	for _, p := range parts {
		f.out.WriteString(p)
	}
}

// say writes a text as content: escaped, and with nothing that a service would
// evaluate.
func (f *frame) say(text string) { escape(f.out, f.marks.text(text)) }

// phrase writes a text, marked with its language where that is not the reader's.
func (f *frame) phrase(p phrase) {
	if p.lang == "" {
		f.say(p.text)
		return
	}
	f.raw(`<span lang="`, p.lang, `" dir="`, f.letter.dir(p.lang), `">`)
	f.say(p.text)
	f.raw(`</span>`)
}

// link begins a link to an address of the site or of an editor.
func (f *frame) link(url, attributes string) {
	f.raw(`<a href="`)
	escape(f.out, f.marks.url(url))
	f.raw(`"`, attributes, ` style="color:`+spot+`">`)
}

// mark writes a link to what a service puts in; its signs go out as they are.
func (f *frame) mark(mark string, text phrase) {
	f.raw(`<a href="`, mark, `" style="color:`+spot+`">`)
	f.phrase(text)
	f.raw(`</a>`)
}

// head writes the mail up to its first line.
func (f *frame) head() {
	tag, dir := f.language.Tag, f.language.Dir
	f.raw(`<!doctype html><html lang="`, tag, `" dir="`, dir, `"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>`)
	f.say(f.edition.Title)
	f.raw(`</title><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">`,
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src `, origin(f.home), `; style-src 'unsafe-inline'">`,
		`<link rel="canonical" href="`)
	escape(f.out, f.marks.url(f.url))
	f.raw(`"><style>`, sheet, `</style><!--[if mso]><style>.h{mso-hide:all}</style><![endif]--></head><body class="m" style="margin:0;padding:0;background:`+paper+`">`)
	if f.preheader != "" {
		f.raw(`<div class="h" style="display:none;max-height:0;overflow:hidden">`)
		f.say(f.preheader)
		f.raw(`</div>`)
	}
	// Word's engine knows no greatest width: it gets a table around the column.
	f.raw(`<!--[if mso]><table role="presentation" align="center" width="600"><tr><td><![endif]-->`,
		`<div class="m" lang="`, tag, `" dir="`, dir, `" style="max-width:`, strconv.Itoa(column), `px;margin:0 auto;padding:16px;background:`+paper+`;color:`+ink+`;`,
		font(tag), `;overflow-wrap:break-word">`)
}

// origin is the scheme and host of an address.
func origin(url string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

// masthead writes who sends what, and where else it can be read.
func (f *frame) masthead() {
	f.raw(`<p style="margin:0 0 4px;font-weight:bold">`)
	f.link(f.home, "")
	f.phrase(f.sender)
	f.raw(`</a></p><p class="s" style="margin:0 0 20px;font-size:14px;color:` + soft + `">`)
	f.link(f.url, "")
	f.phrase(f.word("read_online"))
	f.raw(`</a>`)
	for _, e := range f.editions {
		f.raw(" · ")
		f.link(e.url, ` lang="`+e.lang+`" hreflang="`+e.lang+`" dir="`+e.dir+`"`)
		f.say(e.name)
		f.raw(`</a>`)
	}
	f.raw(`</p>`)
	if f.kicker != "" {
		f.raw(`<p class="s" style="margin:0;font-size:15px;color:` + soft + `">`)
		f.say(f.kicker)
		f.raw(`</p>`)
	}
	f.raw(`<h1 style="margin:4px 0 14px;font-size:28px;line-height:1.25">`)
	f.say(f.edition.Title)
	f.raw(`</h1>`)
}

// story writes one text.
func (f *frame) story(s *story) {
	attributes, style := "", ""
	if s.lang != f.language.Tag {
		attributes = ` lang="` + s.lang + `" dir="` + s.dir + `"`
		style = ` style="` + font(s.lang) + `"`
	}
	if s.level > 0 {
		level := min(s.level+1, 6)
		as := elements["h"+strconv.Itoa(level)]
		f.headings = append(f.headings, heading{s.title, f.out.Len()})
		f.raw(`<hr style="`, elements["hr"].style, `"><`, as.name, attributes, ` style="`, as.style, `">`)
		f.link(s.url, "")
		f.say(s.title)
		f.raw(`</a></`, as.name, `>`)
	}
	const box = ` class="k" style="margin:0 0 16px;padding:10px 14px;background:` + panel + `">`
	if s.missing.text != "" {
		f.raw(`<p`, box)
		f.phrase(s.missing)
		f.raw(`</p>`)
	}
	for _, n := range s.notices {
		f.raw(`<p`, box)
		f.notice(n)
		f.raw(`</p>`)
	}
	f.raw(`<div`, attributes, style, `>`)
	if s.summary != "" {
		f.raw(`<p style="margin:0 0 18px;font-size:112%">`)
		f.say(s.summary)
		f.raw(`</p>`)
	}
	if s.image != nil {
		f.raw(`<p style="margin:0 0 16px">`)
		f.picture(s.image)
		f.raw(`</p>`)
	}
	f.shift = s.level
	f.body(s.html, s.lang, s.dir)
	f.raw(`</div>`)
	if len(s.files) > 0 {
		f.raw(`<p style="margin:20px 0 6px;font-weight:bold">`)
		f.phrase(f.word("downloads"))
		f.raw(`</p><ul style="`, sided(elements["ul"].style, f.language.Dir), `">`)
		for _, d := range s.files {
			f.raw(`<li>`)
			f.link(d.url, "")
			f.phrase(d.label)
			f.raw(`</a> <bdi class="s" style="color:` + soft + `">`)
			f.say(d.about)
			f.raw(`</bdi></li>`)
		}
		f.raw(`</ul>`)
	}
}

// notice writes what readers are told before a text, line by line.
func (f *frame) notice(n notice.Notice) {
	if n.Title.Text != "" {
		f.raw(`<strong>`)
		f.phrase(f.letter.phrase(n.Title.Text, n.Title.Lang))
		f.raw(`</strong><br>`)
	}
	for i, line := range n.Lines {
		if i > 0 {
			f.raw(`<br>`)
		}
		if line.Date != "" {
			f.raw(`<bdi>`)
			f.say(line.Date)
			f.raw(`</bdi>: `)
		}
		if line.URL != "" {
			f.link(line.URL, "")
		}
		f.raw(`<bdi>`)
		f.phrase(f.letter.phrase(line.Text, line.Lang))
		f.raw(`</bdi>`)
		if line.URL != "" {
			f.raw(`</a>`)
		}
	}
}

// foot writes why one gets the mail and how one gets it no more.
func (f *frame) foot() {
	f.raw(`<hr style="margin:32px 0 16px;border:0;border-top:1px solid ` + rule + `"><p class="s" style="margin:0;font-size:14px;color:` + soft + `">`)
	f.phrase(f.word("mail_why"))
	f.raw(" ")
	unsubscribe := f.word("mail_unsubscribe")
	switch address := f.site.Config.Mail.Unsubscribe; {
	case f.marks.Unsubscribe != "":
		f.mark(f.marks.Unsubscribe, unsubscribe)
	case address != "":
		f.link(address, "")
		f.phrase(unsubscribe)
		f.raw(`</a>`)
	default:
		f.phrase(f.word("mail_reply_to_unsubscribe"))
	}
	if f.marks.View != "" {
		f.raw(" · ")
		f.mark(f.marks.View, f.word("mail_view"))
	}
	if f.marks.Postal != "" {
		f.raw(`<br>`, f.marks.Postal)
	}
	f.raw(`</p></div><!--[if mso]></td></tr></table><![endif]--></body></html>`, "\n")
}
