package email

import (
	"strings"

	"tract/i18n"
)

// The colours of a mail. They are those of the default theme; the dark ones are
// for clients that honour prefers-color-scheme. Each pair of ink and ground has
// a contrast of 4.5 to 1 or more.
const (
	paper = "#ffffff"
	panel = "#f5f2ef"
	ink   = "#1c1a1d"
	soft  = "#4d494f"
	rule  = "#cdc6c0"
	spot  = "#8c1127"

	darkPaper = "#1b191c"
	darkPanel = "#2a272b"
	darkInk   = "#f0ecef"
	darkSoft  = "#c3bcc4"
	darkRule  = "#5f5861"
	darkSpot  = "#ffa3b2"
)

// sheet is the one style sheet. All that a mail needs stands inline; what a
// client that drops it loses is the dark scheme, and tighter tables on telephones.
const sheet = `:root{color-scheme:light dark}` +
	`@media (prefers-color-scheme:dark){` +
	`.m{background:` + darkPaper + `!important;color:` + darkInk + `!important} ` +
	`.k{background:` + darkPanel + `!important;color:` + darkInk + `!important} ` +
	`.s{color:` + darkSoft + `!important} a{color:` + darkSpot + `!important} ` +
	`td,th,hr,blockquote,.k,.b{border-color:` + darkRule + `!important} } ` +
	`@media (max-width:480px){td,th{min-width:3.2em;padding:4px 5px!important;font-size:14px!important} }`

// column is the width of the text in CSS pixels.
const column = 568

// script is how texts of a script are set.
type script struct {
	fonts   string
	size    string // and height of lines
	upright bool   // emphasis is not slanted
}

const latinFonts = `'Segoe UI',Roboto,Helvetica,Arial,sans-serif`

var scripts = map[string]script{
	"Arab": {`'SF Arabic','Segoe UI','Noto Sans Arabic',Tahoma,Arial,sans-serif`, "18px/1.8", true},
	"Hebr": {`'Segoe UI','Noto Sans Hebrew',Arial,sans-serif`, "17px/1.6", true},
	"Deva": {`'Kohinoor Devanagari','Nirmala UI','Noto Sans Devanagari',Mangal,sans-serif`, "17px/1.75", true},
	"Beng": {`'Kohinoor Bangla','Nirmala UI','Noto Sans Bengali',Vrinda,sans-serif`, "17px/1.75", true},
	"Hans": {`'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif`, "17px/1.75", true},
	"Hant": {`'PingFang TC','Microsoft JhengHei','Noto Sans TC',sans-serif`, "17px/1.75", true},
	"Jpan": {`'Hiragino Sans','Yu Gothic','Noto Sans JP',sans-serif`, "17px/1.75", true},
	"Kore": {`'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif`, "17px/1.7", true},
}

// scriptOf is how texts of a language are set.
func scriptOf(lang string) script {
	if s, ok := scripts[i18n.Load(lang).Script()]; ok {
		return s
	}
	return script{latinFonts, "16px/1.6", false}
}

// font is the declaration of a language's font and size.
func font(lang string) string {
	s := scriptOf(lang)
	return "font:" + s.size + " " + s.fonts
}

// sides are left and right, as a text begins and ends. Clients that take Word
// to lay mails out know no logical sides.
func sides(dir string) (start, end string) {
	if dir == "rtl" {
		return "right", "left"
	}
	return "left", "right"
}

// elements are the elements of a body that go into a mail, as what, and how they
// look. A body's classes do not.
var elements = map[string]element{
	"p":          {"p", "margin:0 0 16px", ""},
	"ul":         {"ul", "margin:0 0 16px;padding:0;padding-START:24px", ""},
	"ol":         {"ol", "margin:0 0 16px;padding:0;padding-START:28px", ""},
	"li":         {"li", "margin:0 0 6px", ""},
	"dl":         {"dl", "margin:0 0 16px", ""},
	"dt":         {"dt", "font-weight:bold", ""},
	"dd":         {"dd", "margin:0 0 8px;margin-START:24px", ""},
	"h1":         {"h1", "margin:28px 0 12px;font-size:26px;line-height:1.3", ""},
	"h2":         {"h2", "margin:28px 0 10px;font-size:22px;line-height:1.35", ""},
	"h3":         {"h3", "margin:22px 0 8px;font-size:19px;line-height:1.4", ""},
	"h4":         {"h4", "margin:18px 0 6px;font-size:17px;line-height:1.4", ""},
	"h5":         {"h5", "margin:16px 0 6px;font-size:16px;line-height:1.4", ""},
	"h6":         {"h6", "margin:16px 0 6px;font-size:16px;line-height:1.4", ""},
	"blockquote": {"blockquote", "margin:0 0 16px;padding:0 16px;border-START:4px solid " + rule, ""},
	"pre":        {"pre", "margin:0 0 16px;padding:12px;background:" + panel + ";font:14px/1.5 Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere", "k"},
	"code":       {"code", "font-family:Menlo,Consolas,monospace;font-size:90%", ""},
	"kbd":        {"kbd", "font-family:Menlo,Consolas,monospace;font-size:90%", ""},
	"hr":         {"hr", "margin:24px 0;border:0;border-top:1px solid " + rule, ""},
	"table":      {"table", "width:100%;border-collapse:collapse;font-size:15px;line-height:1.45", ""},
	"caption":    {"caption", "padding:0 0 6px;text-align:START;font-weight:bold", ""},
	"thead":      {"thead", "", ""},
	"tbody":      {"tbody", "", ""},
	"tr":         {"tr", "vertical-align:top", ""},
	"th":         {"th", "padding:5px 7px;border:1px solid " + rule + ";background:" + panel + ";text-align:START", "k"},
	"td":         {"td", "padding:5px 7px;border:1px solid " + rule, ""},
	"a":          {"a", "color:" + spot, ""},
	"mark":       {"mark", "background:#fff2a8;color:" + ink, ""},
	"figure":     {"div", "margin:0 0 16px", ""},
	"figcaption": {"p", "margin:6px 0 0;font-size:14px;color:" + soft, "s"},
	"section":    {"div", "", ""},
	"aside":      {"div", "", ""},
	"div":        {"div", "", ""},
	"details":    {"div", "margin:0 0 16px", ""},
	"summary":    {"p", "margin:0 0 8px;font-weight:bold", ""},
	"strong":     {"strong", "", ""}, "em": {"em", "", ""}, "del": {"del", "", ""}, "ins": {"ins", "", ""},
	"sub": {"sub", "line-height:0", ""}, "sup": {"sup", "line-height:0", ""}, "small": {"small", "", ""},
	"abbr": {"abbr", "", ""}, "bdi": {"bdi", "", ""}, "bdo": {"bdo", "", ""}, "br": {"br", "", ""}, "cite": {"cite", "", ""},
	"dfn": {"dfn", "", ""}, "q": {"q", "", ""}, "ruby": {"ruby", "", ""}, "rt": {"rt", "", ""}, "rp": {"rp", "", ""},
	"samp": {"samp", "", ""}, "span": {"span", "", ""}, "time": {"time", "", ""}, "wbr": {"wbr", "", ""},
}

// element is how an element stands in a mail. START in a style is the side on
// which texts begin.
type element struct{ name, style, class string }

// classStyles are the classes of a body that change how an element looks.
var classStyles = map[string]element{
	"div table":         {style: "margin:0 0 16px;overflow-x:auto"},
	"div callout":       {style: "margin:0 0 16px;padding:12px 16px 1px;background:" + panel + ";border-START:4px solid " + spot, class: "k"},
	"p callout-title":   {style: "margin:0 0 8px;font-weight:bold"},
	"section footnotes": {style: "margin:24px 0 0;border-top:1px solid " + rule + ";padding-top:12px;font-size:15px", class: "b"},
	"li task":           {style: "margin:0 0 6px;list-style:none"},
	"sup footnote-ref":  {style: "line-height:0;font-size:75%"},
	"figure media":      {style: "margin:0 0 16px"},
	"th center":         {style: "text-align:center"},
	"td center":         {style: "text-align:center"},
	"th end":            {style: "text-align:END"},
	"td end":            {style: "text-align:END;white-space:nowrap"},
	"td start":          {},
	"th start":          {},
}

// sided puts the sides of a direction into a style.
func sided(style, dir string) string {
	if !strings.Contains(style, "START") && !strings.Contains(style, "END") {
		return style
	}
	start, end := sides(dir)
	return strings.ReplaceAll(strings.ReplaceAll(style, "START", start), "END", end)
}
