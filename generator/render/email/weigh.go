package email

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"tract/generator/site"
)

// Limit is how many bytes email.html may have. Some services cut a mail off
// after 102 kB and show the rest on a page of their own, where few go.
const Limit = 100_000

// Part is a part of a mail with its bytes.
type Part struct {
	Title string // of the heading that it stands under; empty for what stands before the first
	Size  int
}

// Weigh is how many bytes the email.html of a publication has in a language,
// and its parts, the heaviest first.
func Weigh(s *site.Site, p *site.Publication, language *site.Language) (int, []Part, error) {
	l, err := write(s, p, language)
	if err != nil {
		return 0, nil, err
	}
	var out bytes.Buffer
	headings := l.html(&out)
	var parts []Part
	from, title := 0, ""
	for _, h := range headings {
		if h.at > from {
			parts = append(parts, Part{title, h.at - from})
		}
		from, title = h.at, strings.TrimSpace(h.text)
	}
	slices.SortStableFunc(parts, func(a, b Part) int { return cmp.Compare(b.Size, a.Size) })
	return out.Len(), parts, nil
}

// AtMost is a number of bytes that the email.html of a publication in a language
// surely keeps to. It is told from the lengths of its texts, without laying them
// out, and is far more than Weigh gives; mails that keep to Limit by it need not
// be weighed.
func AtMost(s *site.Site, p *site.Publication, language *site.Language) (int, error) {
	l, err := write(s, p, language)
	if err != nil {
		return 0, err
	}
	texts := make([]string, len(l.stories))
	for i := range l.stories {
		texts[i], l.stories[i].html = l.stories[i].html, ""
	}
	var out bytes.Buffer
	l.html(&out)
	size := out.Len()
	for _, text := range texts {
		size += bodyAtMost(text, l.longestLabel())
	}
	return size, nil
}

// tagAtMost is what a tag of a body grows by at most: its styles and what is
// around them.
var tagAtMost = func() int {
	style, fonts := 0, len(latinFonts)
	for _, of := range []map[string]element{elements, classStyles} {
		for _, e := range of {
			style = max(style, len(e.style))
		}
	}
	for _, s := range scripts {
		fonts = max(fonts, len(s.fonts))
	}
	return 2*style + fonts + 160
}()

// grow are the bytes that may become more: what is escaped, and what a service
// would evaluate.
var grow = func() (t [256]bool) {
	for _, c := range []byte("\x00&<>\"{}*|[]@#%") {
		t[c] = true
	}
	return t
}()

// signAtMost is what such a byte grows by at most.
const signAtMost = 5

// longestLabel is the length of the longest label that a table of the mail may
// have.
func (l *letter) longestLabel() int {
	label := 0
	for _, s := range l.stories {
		label = max(label, len(l.bodyLabel(s.lang, "table_label")))
	}
	return label
}

// bodyAtMost is what a body comes to at most whose tables have labels of a
// length at most.
func bodyAtMost(text string, label int) int {
	size := len(text)
	if n := strings.Count(text, ` class="table"`); n > 0 {
		if strings.Contains(text, ` lang="`) {
			return Limit + 1 // a label may be in any language
		}
		size += n * label
	}
	for i := 0; i < len(text); {
		if text[i] == '<' {
			if name, end := tagAt(text[i:]); name != "" {
				inner := text[i+1 : i+end]
				if inner[0] != '/' {
					size += tagAtMost
				}
				for j := range len(inner) {
					if grow[inner[j]] && inner[j] != '"' {
						size += signAtMost
					}
				}
				i += end + 1
				continue
			}
		}
		if grow[text[i]] {
			size += signAtMost
		}
		i++
	}
	return size
}
