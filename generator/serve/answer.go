package serve

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the preview's script and style sheet
	"encoding/hex"
	"html"
	"io"
	"log"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
)

//go:embed live.js
var liveScript []byte

//go:embed live.css
var liveStyle []byte

// types are the media types of what sites publish. The system's own table is
// asked only for others: it differs from one machine to the next.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".vtt": "text/vtt; charset=utf-8",
	".eml": "message/rfc822", ".svg": "image/svg+xml; charset=utf-8", ".md": "text/markdown; charset=utf-8",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf", ".epub": "application/epub+zip",
	".zip": "application/zip", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg",
	".m4a": "audio/mp4", ".wav": "audio/wav", ".flac": "audio/flac", ".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf", ".wasm": "application/wasm",
}

// mediaType is the Content-Type of a path.
func mediaType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// send sends bytes, the whole or the range asked for.
func send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // who is gone needs no answer
	}
}

func redirect(w http.ResponseWriter, to string) {
	w.Header().Set("Location", (&url.URL{Path: to}).EscapedPath())
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// withScript is a page with the tag of the preview's script before its end. The
// tag says which bytes the page has, so that a change between the page and its
// stream of events is not missed.
func withScript(page []byte, digest, sheets string) []byte {
	tag := `<script src="` + own + `live.js" data-page="` + digest + `" data-sheets="` + sheets + `"></script>`
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], []byte(tag), page[at:])
}

// digest tells two states of a page apart. A style sheet's version in its
// address does not count: a changed style sheet is swapped without a reload.
func (a *answer) digest() string {
	h := sha256.New()
	h.Write(strconv.AppendInt(nil, int64(a.status), 10))
	mark := []byte(".css?v=")
	for rest := a.body; ; {
		i := bytes.Index(rest, mark)
		if i < 0 {
			h.Write(rest)
			break
		}
		i += len(mark)
		h.Write(rest[:i])
		rest = rest[i:]
		for len(rest) > 0 && (rest[0] >= '0' && rest[0] <= '9' || rest[0] >= 'a' && rest[0] <= 'f') {
			rest = rest[1:]
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// sheets are the digests of a theme's files by their paths.
type sheets map[string]string

func sheetsOf(l *build.Loaded) sheets {
	out := sheets{}
	for _, name := range l.Renderer.Assets() {
		b, _ := l.Renderer.Asset(name)
		sum := sha256.Sum256(b)
		out[name] = hex.EncodeToString(sum[:6])
	}
	return out
}

// digest is that of all of them.
func (s sheets) digest() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		h.Write([]byte(name + " " + s[name] + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// serveOwn answers the preview's own addresses.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "live.js":
		send(w, r, http.StatusOK, types[".js"], liveScript)
	case "live.css":
		send(w, r, http.StatusOK, types[".css"], liveStyle)
	case "events":
		s.hub.stream(w, r)
	case "desk.js":
		send(w, r, http.StatusOK, types[".js"], deskScript)
	case "desk.css":
		send(w, r, http.StatusOK, types[".css"], deskStyle)
	case desk, deskEdition, deskFile:
		s.serveDesk(w, r)
	default:
		send(w, r, http.StatusNotFound, types[".txt"], []byte("404\n"))
	}
}

// refuse answers with a page that holds one message.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, m diag.Message) {
	a := s.page(status, "", m.Sentence(s.lang), m.Mend(s.lang))
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'")
	send(w, r, a.status, a.kind, a.body)
}

// failed is the page in the place of one that cannot be rendered. Where it
// could be before, it leads there.
func (s *Server) failed(st *state, name string, m diag.Message) answer {
	words := wordsOf(s.lang)
	lines := []string{words.failed + " /" + name, m.Sentence(s.lang)}
	if m.File != "" {
		lines = append(lines, placeOf(m))
	}
	link := ""
	if _, ok := s.last(st, name); ok {
		link = words.lastGood
	}
	a := s.page(http.StatusInternalServerError, link, append(lines, m.Mend(s.lang), words.waiting)...)
	a.route = name
	return a
}

// notYet is the page of a site that cannot be shown at all. What is wrong with
// it stands in the messages above it.
func (s *Server) notYet() answer {
	words := wordsOf(s.lang)
	lines := []string{words.notYet}
	for _, m := range s.hub.messages() {
		if m.Severity == diag.Error && len(lines) < 20 {
			lines = append(lines, strings.TrimPrefix(placeOf(m)+": ", ": ")+m.Sentence(s.lang)+" "+m.Mend(s.lang))
		}
	}
	return s.page(http.StatusServiceUnavailable, "", append(lines, words.waiting)...)
}

// page is a page of the preview's own: a heading and paragraphs, and the words
// of a link to the page as it last was, or none.
func (s *Server) page(status int, last string, lines ...string) answer {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="` + string(s.lang) + `"><head><meta charset="utf-8">` +
		`<meta name="viewport" content="width=device-width, initial-scale=1"><title>Tract</title>` +
		`<link rel="stylesheet" href="` + own + `live.css"></head><body class="tract-own"><main>`)
	tag := "h1"
	for _, line := range lines {
		if line != "" {
			b.WriteString("<" + tag + ` dir="auto">` + html.EscapeString(line) + "</" + tag + ">")
		}
		tag = "p"
	}
	if last != "" {
		b.WriteString(`<p><a href="?` + lastGood + `">` + html.EscapeString(last) + `</a></p>`)
	}
	b.WriteString("</main></body></html>")
	return answer{status: status, kind: types[".html"], body: []byte(b.String())}
}

// quietLog drops what package net/http has to say of connections: nothing in it
// is the writer's to mend.
func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }
