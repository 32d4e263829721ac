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
