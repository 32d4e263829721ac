package scaffold

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/site"
)

// Request is a publication to begin.
type Request struct {
	Kind     string
	Slug     string // the name of its file or folder, and the end of its address
	Language string
	Title    string    // without one, the slug in words
	Date     data.Date // today; without it, a date that a kind requires is a placeholder
	Messages diag.Language
}

// placeholder is the date that stands for one that is not known.
const placeholder = "2000-01-01"

// Publication is the file of a new publication: in the folder that the site has
// for its kind, named as the texts there are, with every field that the kind
// requires and the others as comments. unsure says that it holds dates that
// stand for the right ones. The error is a *Refusal.
func Publication(s *site.Site, r Request) (f File, unsure bool, err error) {
	k := s.Kinds.Kind(r.Kind)
	if k == nil {
		return f, false, nearKind(s, r.Kind)
	}
	l, err := language(s, r.Language)
	if err != nil {
		return f, false, err
	}
	if err := slug(r.Slug); err != nil {
		return f, false, err
	}
	h := homeOf(s, k, l)
	if err := free(s, h.id, r.Slug, l); err != nil {
		return f, false, err
	}
	w := writer{site: s, kind: k, language: l, words: meaningsIn(r.Messages), date: placeholder, self: path.Join(h.id, r.Slug)}
	if !r.Date.IsZero() {
		w.date = r.Date.String()[:min(len(r.Date.String()), len(placeholder))]
	}
	title := strings.Join(strings.Fields(r.Title), " ")
	if title == "" {
		title = sentence(r.Slug)
	}
	front := w.front(title, s.Kinds.OfFolder(h.id) != k)
	f.Path = h.path(s, h.scheme(s), r.Slug, l)
	f.Content = []byte("---\n" + front + "---\n\n" + skeleton(k, l))
	return f, w.dated && r.Date.IsZero(), nil
}

// free refuses a name that a text in the folder has already, in any language,
// and an address that another text has.
func free(s *site.Site, folder, slug string, l *site.Language) error {
	id := path.Join(folder, slug)
	for i := range s.Tree.Files {
		if fold(s.Tree.Files[i].ID) == fold(id) {
			return refuse(Exists, s.Tree.Files[i].Path)
		}
	}
	n := s.Node(folder)
	if n == nil || n.Path(l) == "" {
		return nil
	}
	address := n.Path(l) + slug + "/"
	if route, ok := s.Route(address + "index.html"); ok {
		return refuse(Taken, "/"+address, owner(route, l))
	}
	return nil
}

// owner names what is at an address.
func owner(r site.Route, l *site.Language) string {
	switch {
	case r.Type == site.RedirectRoute:
		return "/" + r.Target // which has it among its aliases
	case r.Publication != nil:
		return r.Publication.Nearest(l).File.Path
	case r.Section != nil:
		return r.Section.ID
	case r.Taxonomy != nil:
		return r.Taxonomy.Name
	}
	return r.Path
}

// sentence is a slug as the words of a title.
func sentence(slug string) string {
	words := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(slug))
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// skeleton is the body that a text of a kind begins with.
func skeleton(k *kind.Kind, l *site.Language) string {
	from, ok := textLanguage(l.Tag)
	if !ok {
		// Words of another language would be read as if they were of this.
		return "…\n"
	}
	body := phrase(from, k.Name)
	if body == "" {
		body = phrase(from, "text")
	}
	return strings.TrimSpace(body) + "\n"
}
