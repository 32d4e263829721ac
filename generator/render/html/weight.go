package html

import (
	"bytes"
	"compress/flate"
	"html/template"
	"path"
	"strings"

	"tract/generator/site"
)

// weightMark stands on a page where its weight is told, until that is known.
const weightMark = "\x00weight\x00"

// gzipFrame is how many bytes gzip puts around what it compresses (RFC 1952).
const gzipFrame = 18

// counting counts what is written to it.
type counting int64

func (c *counting) Write(b []byte) (int, error) { *c += counting(len(b)); return len(b), nil }

// deflated is about how many bytes a text has after quick compression.
func deflated(text []byte) int64 {
	e := estimators.Get().(*estimator)
	defer estimators.Put(e)
	return e.size(text) + gzipFrame
}

// Compressed is how many bytes a text has as servers send it: with gzip at its
// usual level.
func Compressed(b []byte) int64 {
	var n counting
	w, _ := flate.NewWriter(&n, 6) // the level is a valid one
	_, _ = w.Write(b)              // counting never fails
	_ = w.Close()
	return int64(n) + gzipFrame
}

// weigh puts the page's weight in the place of its mark: of its HTML, its style
// sheet and its scripts as they are sent, without pictures.
func (r *Renderer) weigh(out *bytes.Buffer, from int, p *Page, l *site.Language) {
	if p.Weight == "" {
		return
	}
	page := out.Bytes()[from:]
	at := bytes.LastIndex(page, []byte(weightMark))
	if at < 0 {
		return
	}
	behind := bytes.Clone(page[at+len(weightMark):])
	total := deflated(page)
	for _, name := range LoadedAssets(page) {
		total += r.theme.weight(name)
	}
	out.Truncate(from + at)
	out.WriteString(string(p.T("page_weight", "size", l.Locale.Bytes(total))))
	out.Write(behind)
}

// weight is what a file of the theme weighs as it is sent; 0 for one that the
// theme does not have.
func (t *Theme) weight(name string) int64 {
	if n, ok := t.weights.Load(name); ok {
		return n.(int64)
	}
	n := int64(0)
	if b, ok := t.Assets[name]; ok {
		n = Compressed(b)
	}
	t.weights.Store(name, n)
	return n
}

// AssetWeight is what a file of the theme weighs as it is sent.
func (r *Renderer) AssetWeight(name string) int64 { return r.theme.weight(name) }

// LoadedAssets are the style sheets and scripts of the theme that a page loads,
// by their names below assets/, each once.
func LoadedAssets(page []byte) []string {
	head, _, _ := bytes.Cut(page, []byte("</head>"))
	var names []string
	for {
		_, rest, found := bytes.Cut(head, []byte("assets/"))
		if !found {
			return names
		}
		head = rest
		name := string(rest[:max(0, bytes.IndexAny(rest, `?" >`))])
		if ext := path.Ext(name); (ext == ".css" || ext == ".js") && !strings.Contains(strings.Join(names, " "), name) {
			names = append(names, name)
		}
	}
}

// weightOf is the mark on pages that tell their weight.
func (b *builder) weightOf() template.HTML {
	if b.site.Config.Budgets == nil || b.route.Type == site.RedirectRoute {
		return ""
	}
	return weightMark
}
