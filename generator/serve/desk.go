package serve

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	_ "embed" // the board's pages, script and style sheet
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/review"
	"tract/generator/site"
)

// The board of translations: the editions of the site in a table, each with a
// page of its own that sets it beside its source and confirms it. It is a view of
// the Site that is shown, made when it is asked for.
//
//	/.tract/translations            the table, its filters in the query
//	/.tract/translations/edition    one edition: of=ID, in=LANGUAGE
//	/.tract/translations/file       the lines of its file
//	/.tract/translations/confirm    takes a form (see confirm.go)
const (
	desk        = "translations"
	deskEdition = desk + "/edition"
	deskFile    = desk + "/file"
	deskConfirm = desk + "/confirm"
)

// Board is the address of the board below that of the preview.
const Board = ".tract/" + desk

//go:embed desk.html
var deskPages string

//go:embed desk.js
var deskScript []byte

//go:embed desk.css
var deskStyle []byte

// deskPolicy is what the board's pages may load: what is the preview's own.
const deskPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// deskKeeper is what the server keeps for the board beside the Site.
type deskKeeper struct {
	folder string // of the site on the disk; "" where nothing can be confirmed
	// token is in every form that confirms; no page elsewhere can read it.
	token string
	// writing is held while a record is written.
	writing sync.Mutex
	pages   func() *template.Template
}

func newDeskKeeper(o Options) *deskKeeper {
	return &deskKeeper{folder: o.Folder, token: rand.Text(), pages: sync.OnceValue(func() *template.Template {
		say := func(key string, args ...any) string { return sayAt(o.Language, key, args...) }
		return template.Must(template.New("").Funcs(template.FuncMap{"say": say, "add": func(a, b int) int { return a + b }}).Parse(deskPages))
	})}
}

// serveDesk answers the board's addresses.
func (s *Server) serveDesk(w http.ResponseWriter, r *http.Request) {
	// A form names where it was shown, so that it can be told from one elsewhere.
	w.Header().Set("Referrer-Policy", "same-origin")
	w.Header().Set("Content-Security-Policy", deskPolicy)
	select {
	case s.renders <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	st := s.now.Load()
	a, digest := s.deskPage(r.Context(), st, r.URL, fromHere(r))
	<-s.renders
	if a.isPage() {
		a.body = withScript(a.body, digest, st.sheets.digest())
	}
	send(w, r, a.status, a.kind, a.body)
}

// deskPage is a page of the board, and the digest that tells it from what it is
// after a change. Whatever goes wrong is a page that says so.
func (s *Server) deskPage(ctx context.Context, st *state, u *url.URL, here bool) (a answer, digest string) {
	if st.good == nil {
		a = s.notYet()
		return a, a.digest()
	}
	defer func() {
		if recover() != nil {
			a = s.failed(st, strings.TrimPrefix(u.Path, "/"), diag.In("render-fault", "", "route", u.Path))
			digest = a.digest()
		}
	}()
	d := deskView{s: s, st: st, here: here, filter: filterOf(u.Query())}
	var name string
	var view any
	switch strings.TrimPrefix(u.Path, own) {
	case desk:
		name, view = "matrix", d.matrix()
	case deskEdition, deskFile:
		x := d.edition(u.Query())
		switch {
		case x == nil:
		case u.Path == own+deskEdition:
			name, view = "edition", d.beside(ctx, x, u.Query().Has("done"))
			digest = d.seen(x)
		default:
			name, view = "file", d.file(x)
		}
	}
	if view == nil {
		a = s.page(http.StatusNotFound, "", sayAt(s.lang, "not-found"))
		return a, a.digest()
	}
	var out strings.Builder
	if err := s.desk.pages().ExecuteTemplate(&out, name, view); err != nil {
		panic(err) // of the template itself
	}
	a = answer{status: http.StatusOK, kind: types[".html"], body: []byte(out.String())}
	if digest == "" {
		digest = a.digest()
	}
	return a, digest
}

// deskDigest is that of a page of the board, given with its query, as it is now.
// What the history says is not looked up for it.
func (s *Server) deskDigest(st *state, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if st.good != nil && u.Path == own+deskEdition {
		d := deskView{s: s, st: st}
		if x := d.edition(u.Query()); x != nil {
			return d.seen(x)
		}
	}
	_, digest := s.deskPage(context.Background(), st, u, false)
	return digest
}

// deskView is one look at the board.
type deskView struct {
	s      *Server
	st     *state
	here   bool // who looks may confirm
	filter filter
}

func (d *deskView) site() *site.Site { return d.st.good.Site }

func (d *deskView) desk() *review.Desk {
	return &review.Desk{Loaded: d.st.good, Folder: d.s.desk.folder}
}

func (d *deskView) say(key string, args ...any) string { return sayAt(d.s.lang, key, args...) }

// frame is what all pages of the board have.
type frame struct {
	Lang  string
	Title string
}

// edition is the translation that a query names, or nil.
func (d *deskView) edition(q url.Values) *site.Translation {
	ix := d.st.index()
	l := d.site().Language(q.Get("in"))
	row, ok := ix.by[q.Get("of")]
	if !ok || l == nil {
		return nil
	}
	return ix.rows[row].editions[l.Index]
}

// seen tells two states of an edition apart: what its source and it say, block by
// block, and what its record says. A form that confirms names it, so that nothing
// is confirmed that nobody has looked at.
func (d *deskView) seen(x *site.Translation) string {
	h := sha256.New()
	fmt.Fprintln(h, x.State, x.Still, x.Correction, filePath(x), sourcePath(x), x.MovedFrom)
	for _, b := range x.Blocks {
		fmt.Fprintln(h, b.Name, b.Digest)
	}
	if x.Document != nil {
		fmt.Fprintln(h, "own", d.st.good.Config.Repository)
		for _, b := range d.desk().Blocks(x) {
			fmt.Fprintln(h, b.Name, b.Digest, b.Start)
		}
	}
	if x.Record != nil {
		h.Write(x.Record.Bytes())
	}
	for _, m := range x.Faults {
		h.Write([]byte(m.Sentence(d.s.lang)))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func filePath(x *site.Translation) string { return pathOf(x.Document) }

// sourcePath is where the source lies; of an orphan, what it has become.
func sourcePath(x *site.Translation) string {
	if x.Source == nil {
		return pathOf(x.Found)
	}
	return pathOf(x.Source)
}

func pathOf(d *document.Document) string {
	if d == nil {
		return ""
	}
	return d.File.Path
}

// address is the page of an edition in the preview; "" where it has none.
func address(x *site.Translation, l *site.Language) string {
	at := ""
	if x.Publication != nil {
		at = x.Publication.Path(l)
	} else if x.Section != nil {
		at = x.Section.Path(l)
	}
	if at == "" {
		return ""
	}
	return "/" + at
}

// fileView are the lines of a file, each with an anchor.
type fileView struct {
	frame
	Path      string
	Back      string
	Language  string
	Direction string
	Lines     []string
}

// file is nil where there is no file.
func (d *deskView) file(x *site.Translation) any {
	path := filePath(x)
	if path == "" {
		return nil
	}
	text, err := readFile(d.st.good, path)
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n"), "\n"), "\n")
	return fileView{frame{string(d.s.lang), path}, path, d.filter.edition(x), x.Language.Tag, x.Language.Dir, slices.Clip(lines)}
}
