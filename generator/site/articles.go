package site

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/markdown"
)

// Article is a numbered article of a text. Its anchor is #article-<Number> in
// every edition.
type Article struct {
	Number int
	ID     string // of the heading, which the anchor may be itself
}

// Anchor is the id under which an article is cited.
func (a Article) Anchor() string { return articlePrefix + strconv.Itoa(a.Number) }

const articlePrefix = "article-"

// Articles are the numbered articles of an edition in the order of its text.
// The publication says, in the field with the role articles, which level of
// headings they have; they are counted through, but for headings that have an
// id of their own: {#article-3} gives an article its number, any other says that
// the heading is none. Without that field the articles are the headings with an
// id of the form {#article-3}.
func (e *Edition) Articles() []Article {
	level := 0
	if f := e.Publication.Kind.Role("articles"); f != nil {
		level = int(e.Publication.origin.Field(f.Name).Number)
	}
	var out []Article
	last := 0
	for i := range e.Text().Headings {
		h := &e.Text().Headings[i]
		n, numbered := articleNumber(h)
		switch {
		case h.Explicit && !numbered, level == 0 && !numbered, level > 0 && h.Level != level && !numbered:
			continue
		case !numbered:
			n = last + 1
		}
		last = n
		a := Article{Number: n, ID: h.ID}
		if a.ID != a.Anchor() && slices.Contains(e.Text().IDs, a.Anchor()) {
			continue // the place is taken
		}
		out = append(out, a)
	}
	return out
}

// articleNumber is the number that a heading's own id gives it.
func articleNumber(h *markdown.Heading) (int, bool) {
	rest, ok := strings.CutPrefix(h.ID, articlePrefix)
	if !ok || !h.Explicit || strings.HasPrefix(rest, "0") {
		return 0, false
	}
	n, err := strconv.Atoi(rest)
	return n, err == nil && n > 0
}

// hasArticle says whether a fragment is the anchor of an article of an edition.
func hasArticle(e *Edition, fragment string) bool {
	if !strings.HasPrefix(fragment, articlePrefix) {
		return false
	}
	return slices.ContainsFunc(e.Articles(), func(a Article) bool { return a.Anchor() == fragment })
}
