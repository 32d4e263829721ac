package serve

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tract/generator/diag"
	"tract/generator/translation"
)

// several is a site with an edition in each state.
var several = map[string]string{
	"tract.yaml":              "title: {fr: Essai, en: Trial}\nbase_url: https://example.org/\nsource_language: fr\nlanguages:\n  fr: {}\n  en: {}\n  ar: {}\nrepository: https://forge.example/org/site\n",
	"content/news/walk.fr.md": "---\ntitle: La marche & <b>la santé</b>\n---\n\nNous marchons pour la santé de tous.\n\n## Pourquoi\n\nLa santé est un droit.\n",
	"content/news/walk.en.md": "---\ntitle: The walk\n---\n\nWe walk for the health of all.\n\n## Why\n\nHealth is a right.\n",
	"content/news/walk.ar.md": "---\ntitle: La marche & <b>la santé</b>\n---\n\nNous marchons pour la santé de tous.\n\n## Pourquoi\n\nLa santé est un droit.\n",
	"content/pages/a.fr.md":   "---\ntitle: Premier\n---\n\nTexte A.\n",
	"content/pages/a.en.md":   "---\ntitle: First\n---\n\nText A.\n",
}

// boardAt is an address of the board.
func boardAt(of string, values ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(values); i += 2 {
		q.Set(values[i], values[i+1])
	}
	return withQuery(own+desk+of, q)
}

// states are the cells of a page of the table by their addresses' editions.
func (p *preview) states(query ...string) string {
	p.t.Helper()
	g := p.get(boardAt("", query...))
	if g.status != 200 {
		p.t.Fatalf("%v: %d", query, g.status)
	}
	var out []string
	for _, m := range regexp.MustCompile(`<td><a class="state ([^"]+)" href="[^"]*?in=(\w+)[^"]*?of=([^"&]+)[^"]*"`).FindAllStringSubmatch(g.body, -1) {
		id, _ := url.QueryUnescape(m[3])
		out = append(out, id+" "+m[2]+" "+m[1])
	}
	return strings.Join(out, "; ")
}

func TestBoard(t *testing.T) {
	p := start(t, several)
	for _, c := range []struct {
		name  string
		query []string
		want  string
	}{
		{"all", nil, "news/walk fr source; news/walk en unverified; news/walk ar untranslated; pages/a fr source; pages/a en unverified; pages/a ar missing"},
		{"a language", []string{"lang", "en"}, "news/walk en unverified; pages/a en unverified"},
		{"a section", []string{"section", "pages"}, "pages/a fr source; pages/a en unverified; pages/a ar missing"},
		{"a kind", []string{"kind", "news", "lang", "fr"}, "news/walk fr source"},
		{"a state", []string{"state", "missing"}, "pages/a fr source faint; pages/a en unverified faint; pages/a ar missing"},
		{"what waits", []string{"state", "waits", "lang", "ar"}, "news/walk ar untranslated; pages/a ar missing"},
		{"a text without its accent", []string{"text", "SANTE", "lang", "fr"}, "news/walk fr source"},
		{"a file", []string{"text", "pages/a.en", "lang", "en"}, "pages/a en unverified"},
		{"what there is not", []string{"state", "orphan"}, ""},
		{"what nobody knows", []string{"state", "x", "lang", "<b>"}, ""},
		{"a page beyond the last", []string{"page", "99", "lang", "fr"}, "news/walk fr source; pages/a fr source"},
		{"no page", []string{"page", "-1", "lang", "fr"}, "news/walk fr source; pages/a fr source"},
	} {
		if got := p.states(c.query...); got != c.want {
			t.Errorf("%s: got  %s\nwant %s", c.name, got, c.want)
		}
	}
	g := p.get(boardAt("", "text", `"><script>x`))
	if strings.Contains(g.body, "<script>x") || strings.Contains(g.body, "<b>la") || !strings.Contains(g.header.Get("Content-Security-Policy"), "frame-ancestors 'self'") {
		t.Error("what is typed or written comes out as markup, or the page may load anything")
	}
	// The board's script runs before the preview's, or a change that comes at once
	// would reload the page instead of being put into it.
	for _, address := range []string{boardAt(""), boardAt("/edition", "of", "news/walk", "in", "en"), boardAt("/file", "of", "news/walk", "in", "en")} {
		body := p.get(address).body
		if own := strings.Index(body, `<script src="/.tract/desk.js"></script>`); own < 0 || own > strings.Index(body, tag) {
			t.Errorf("%s: the board's script is not before the preview's", address)
		}
	}
	// What is not there, and what the board does not have.
	for _, address := range []string{boardAt("/edition"), boardAt("/edition", "of", "news/none", "in", "fr"), boardAt("/edition", "of", "news/walk", "in", "de"), boardAt("/file", "of", "pages/a", "in", "ar"), boardAt("/other"), boardAt("/confirm")} {
		if g := p.get(address); g.status != 404 {
			t.Errorf("%s: %d", address, g.status)
		}
	}
	for _, c := range []struct{ id, in, says string }{
		{"pages/a", "ar", "tract new translation content/pages/a.fr.md --lang ar"},
		{"news/walk", "ar", "still in another language (French)"},
		{"news/walk", "fr", "The other editions translate this one"},
		{"pages/a", "en", `href="https://forge.example/org/site/edit/main/content/pages/a.en.md"`},
		{"pages/a", "en", `<iframe src="/en/pages/a/"`},
		{"pages/a", "en", `value="whole"`},
	} {
		if g := p.get(boardAt("/edition", "of", c.id, "in", c.in)); g.status != 200 || !strings.Contains(g.body, c.says) {
			t.Errorf("%s in %s does not say %q:\n%s", c.id, c.in, c.says, g.body)
		}
	}
	if g := p.get(boardAt("/file", "of", "pages/a", "in", "en")); !strings.Contains(g.body, `<li id="L5" dir="auto">Text A.</li>`) {
		t.Errorf("the lines of a file: %s", g.body)
	}
	if g := p.get(boardAt("/edition", "of", "news/walk", "in", "fr")); strings.Contains(g.body, "<form") {
		t.Error("a source can be confirmed")
	}
}

// What nobody has confirmed is read beside its source, block by block; what is
// confirmed shows only what changed. A damaged record puts single blocks before the
// reader.
func TestBoardSides(t *testing.T) {
	files := maps.Clone(several)
	files["content/news/walk.ar.md"] = "---\ntitle: المسيرة\n---\n\nنسير من أجل صحة الجميع.\n\n## لماذا\n\nالصحة حق.\n\n- وهذا أيضا <b>\n"
	p := start(t, files)
	row := func(in, what, source, own string) {
		t.Helper()
		body := p.get(boardAt("/edition", "of", "news/walk", "in", in)).body
		found := regexp.MustCompile(`(?s)<tr><th scope="row">`+what+`</th>.*?</tr>`).FindAllString(body, -1)
		if !slices.ContainsFunc(found, func(r string) bool { return strings.Contains(r, source) && strings.Contains(r, own) }) {
			t.Errorf("no row has %s, %q and %q:\n%s", what, source, own, body)
		}
	}
	row("en", "field title", `La marche &amp; &lt;b&gt;la santé&lt;/b&gt;`, `<td lang="en" dir="ltr">The walk <small lang="en" dir="ltr"><a href="/.tract/translations/file?in=en&amp;of=news%2Fwalk#L2">line 2</a>`)
	row("en", "paragraph", "Nous marchons pour la santé de tous.", "We walk for the health of all.")
	row("en", "heading", "Pourquoi", "Why")
	row("ar", "paragraph", "La santé est un droit.", `<td lang="ar" dir="rtl">الصحة حق.`)
	row("ar", "item of a list", "<em>nothing stands for it</em>", "وهذا أيضا &lt;b&gt;")

	form := p.form("news/walk", "en")
	form.Set("what", "whole")
	if g := p.post(form, nil); g.status != 303 {
		t.Fatal(g.status, g.body)
	}
	edition := boardAt("/edition", "of", "news/walk", "in", "en")
	if body := p.get(edition).body; strings.Contains(body, "side by side") {
		t.Error("what is confirmed is shown beside its source")
	}
	text, err := os.ReadFile(filepath.Join(p.root, "translations/news/walk.en.record"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	lines[3] = "rubbish\n"
	p.write("translations/news/walk.en.record", strings.Join(lines, ""))
	p.until("the damage is shown", func() bool { return strings.Contains(p.get(edition).body, "Its record is damaged") })
	body := p.get(edition).body
	if strings.Count(body, `type="checkbox"`) != 1 || !strings.Contains(body, "<h3>Block 2 <small>paragraph, to confirm</small></h3>") || !strings.Contains(body, "The record is damaged where it speaks of this block.") {
		t.Error(body)
	}
	form = p.form("news/walk", "en")
	form.Set("what", "some")
	form.Set("block", "2")
	if g := p.post(form, nil); g.status != 303 {
		t.Fatal(g.status, g.body)
	}
	if now, err := os.ReadFile(filepath.Join(p.root, "translations/news/walk.en.record")); err != nil || string(now) != string(text) {
		t.Errorf("%v\n%s", err, now)
	}
}

// form are the fields of the form of an edition's page.
func (p *preview) form(id, in string) url.Values {
	p.t.Helper()
	body := p.get(boardAt("/edition", "of", id, "in", in)).body
	q := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`).FindAllStringSubmatch(body, -1) {
		q.Set(m[1], m[2])
	}
	if q.Get("token") == "" {
		p.t.Fatalf("%s in %s has no form: %s", id, in, body)
	}
	return q
}

// post sends a form as a browser does from a page of the preview.
func (p *preview) post(q url.Values, turn func(*http.Request)) got {
	p.t.Helper()
	r, err := http.NewRequest("POST", p.url+own+deskConfirm, strings.NewReader(q.Encode()))
	must(p.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", p.url)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if turn != nil {
		turn(r)
	}
	answer, err := noRedirect.Do(r)
	must(p.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(p.t, err)
	return got{answer.StatusCode, answer.Header, string(body)}
}

const walkRecord = "translations/news/walk.en.record"

func TestBoardConfirms(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("this test needs git")
	}
	p := start(t, several)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = p.root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", ".")
	git("add", "-A")
	git("commit", "-q", "-m", "A beginning")
	q := p.form("news/walk", "en")
	q.Set("what", "whole")
	g := p.post(q, nil)
	if g.status != 303 || g.header.Get("Location") != boardAt("/edition", "of", "news/walk", "in", "en")+"&done=1" {
		t.Fatal(g.status, g.header, g.body)
	}
	// It is there when the answer is, and it says what the command writes.
	if got := p.states("text", "walk", "lang", "en"); got != "news/walk en current" {
		t.Error(got)
	}
	if g := p.get(g.header.Get("Location")); !strings.Contains(g.body, "follows its source") || strings.Contains(g.body, "<form") {
		t.Error(g.body)
	}
	x := p.server.now.Load().index().rows[0].editions[1]
	want, _ := (&deskView{s: p.server, st: p.server.now.Load()}).desk().Whole(x)
	if text, err := os.ReadFile(filepath.Join(p.root, walkRecord)); err != nil || string(text) != string(want.Bytes()) {
		t.Errorf("%v\n%s", err, text)
	}
	git("add", "-A")
	git("commit", "-q", "-m", "It follows")

	// Three blocks change; each is beside what it was, and one is confirmed.
	p.write("content/news/walk.fr.md", "---\ntitle: La marche & <b>la santé</b>\n---\n\nNous courons pour la santé de tous.\n\n## Comment\n\nLa santé est un droit.\n\nEt ce n’est pas tout.\n")
	edition := boardAt("/edition", "of", "news/walk", "in", "en")
	p.shows(edition, "2 changed, 1 added")
	body := p.get(edition).body
	for _, part := range []string{"Nous <del>marchons </del>pour", "Nous <ins>courons </ins>pour", "We walk for the health of all.", "content/news/walk.en.md:5</a>", "#L5", "<del>Pourquoi</del>", "Et ce n’est pas tout.", "nothing stands for it"} {
		if !strings.Contains(body, part) {
			t.Errorf("no %q in\n%s", part, body)
		}
	}
	q = p.form("news/walk", "en")
	q.Set("what", "some")
	if g := p.post(q, nil); g.status != 422 || !strings.Contains(g.body, "No block is marked") {
		t.Error(g.status, g.body)
	}
	q["block"] = []string{"2", "3"}
	if g := p.post(q, nil); g.status != 303 {
		t.Error(g.status, g.body)
	}
	if body := p.get(edition).body; !strings.Contains(body, "0 changed, 1 added") {
		t.Error(body)
	}
}

// TestBoardRefuses sends forms that no page of the preview sends. None writes.
func TestBoardRefuses(t *testing.T) {
	p := start(t, several)
	fits := p.form("news/walk", "en")
	fits.Set("what", "whole")
	with := func(key, value string) url.Values {
		q := maps.Clone(fits)
		q[key] = []string{value}
		return q
	}
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for _, c := range []struct {
		name   string
		form   url.Values
		turn   func(*http.Request)
		status int
		id     string
	}{
		{"without the token", with("token", ""), nil, 403, "serve-confirm-foreign"},
		{"another token", with("token", "x"+fits.Get("token")[1:]), nil, 403, "serve-confirm-foreign"},
		{"from another site", fits, header("Origin", "https://evil.example"), 403, "serve-confirm-foreign"},
		{"from another port", fits, header("Origin", "http://127.0.0.1:1"), 403, "serve-confirm-foreign"},
		{"from a page without an origin", fits, header("Origin", "null"), 403, "serve-confirm-foreign"},
		{"fetched across sites", fits, header("Sec-Fetch-Site", "cross-site"), 403, "serve-confirm-foreign"},
		{"fetched from another port", fits, header("Sec-Fetch-Site", "same-site"), 403, "serve-confirm-foreign"},
		{"as plain text", fits, header("Content-Type", "text/plain"), 403, "serve-confirm-foreign"},
		{"as JSON", fits, header("Content-Type", "application/json"), 403, "serve-confirm-foreign"},
		{"without a type", fits, func(r *http.Request) { r.Header.Del("Content-Type") }, 403, "serve-confirm-foreign"},
		{"under another name", fits, func(r *http.Request) { r.Host = "evil.example" }, 421, "serve-host"},
		{"too long", with("text", strings.Repeat("x", maxForm)), nil, 413, "serve-confirm-foreign"},
		{"what was not looked at", with("seen", "0"), nil, 409, "serve-confirm-changed"},
		{"what there is not", with("of", "news/none"), nil, 409, "serve-confirm-changed"},
		{"nothing", with("what", "all"), nil, 422, "serve-confirm-none"},
		{"blocks of what has no record", func() url.Values { q := with("what", "some"); q["block"] = []string{"1"}; return q }(), nil, 422, "serve-confirm-none"},
	} {
		g := p.post(c.form, c.turn)
		if m := diag.In(c.id, "", "host", "evil.example"); g.status != c.status || !strings.Contains(g.body, strings.Split(m.Sentence("en"), "“")[0]) {
			t.Errorf("%s: %d, want %d %s\n%s", c.name, g.status, c.status, c.id, g.body)
		}
	}
	for _, method := range []string{"PUT", "DELETE", "PATCH"} {
		if g := p.post(fits, func(r *http.Request) { r.Method = method }); g.status != 405 {
			t.Errorf("%s: %d", method, g.status)
		}
	}
	for _, address := range []string{boardAt(""), boardAt("/edition"), "/.tract/events"} {
		if g := p.post(fits, func(r *http.Request) { r.URL.Path = strings.Split(address, "?")[0] }); g.status != 405 {
			t.Errorf("POST %s: %d", address, g.status)
		}
	}
	// Of a preview that may not write, and of one that is seen from elsewhere.
	x := fits
	p.server.desk.folder = ""
	if g := p.post(x, nil); g.status != 403 {
		t.Errorf("without a folder: %d", g.status)
	}
	if body := p.get(boardAt("/edition", "of", "news/walk", "in", "en")).body; strings.Contains(body, "token") || !strings.Contains(body, "on the machine where tract serve runs") {
		t.Error("a form that cannot be sent is shown")
	}
	for from, here := range map[string]bool{"127.0.0.1:1": true, "[::1]:1": true, "127.9.9.9:1": true, "192.0.2.1:1": false, "[2001:db8::1]:1": false, "": false} {
		if got := fromHere(&http.Request{RemoteAddr: from}); got != here {
			t.Errorf("%q is from here: %v", from, got)
		}
	}
	if _, err := os.Stat(filepath.Join(p.root, "translations")); !os.IsNotExist(err) {
		t.Error("something was written")
	}
	// A folder that cannot be written to.
	p.server.desk.folder = p.root
	write(t, filepath.Join(p.root, "translations"), "a file in its place")
	if g := p.post(p.formLater("news/walk", "en"), nil); g.status != 500 || !strings.Contains(g.body, "translations/news/walk.en.record") {
		t.Error(g.status, g.body)
	}
}

// formLater is a form that confirms all.
func (p *preview) formLater(id, in string) url.Values {
	q := p.form(id, in)
	q.Set("what", "whole")
	return q
}

// An open page of the board is told of what changes in it, and of nothing else.
func TestBoardIsTold(t *testing.T) {
	p := start(t, several)
	digest := func(address string) string {
		m := regexp.MustCompile(`data-page="(\w+)"`).FindStringSubmatch(p.get(address).body)
		if m == nil {
			t.Fatal(address)
		}
		return m[1]
	}
	pages := []string{boardAt(""), boardAt("/edition", "of", "pages/a", "in", "en"), boardAt("/edition", "of", "news/walk", "in", "en")}
	was := map[string]string{}
	for _, page := range pages {
		was[page] = digest(page)
		if got := p.server.hub.digest(p.server.now.Load(), page); got != was[page] {
			t.Errorf("%s has %s, and the stream of events %s", page, was[page], got)
		}
	}
	p.write("content/pages/a.en.md", "---\ntitle: First\n---\n\nText B.\n")
	p.until("the change is shown", func() bool { return digest(pages[1]) != was[pages[1]] })
	if digest(pages[0]) != was[pages[0]] || digest(pages[2]) != was[pages[2]] {
		t.Error("pages that did not change seem to have")
	}
	p.write("content/pages/c.fr.md", "---\ntitle: Troisième\n---\n\nTexte.\n")
	p.until("the table has another row", func() bool { return digest(pages[0]) != was[pages[0]] })
}

// TestLargeBoard looks at 8,500 editions: pages stay small, and the table of one
// Site is made once.
func TestLargeBoard(t *testing.T) {
	files := map[string]string{"tract.yaml": "title: Large\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, es: {}, pt: {}, ar: {missing: hide}}\n"}
	for i := range 1700 {
		n := strconv.Itoa(i)
		for _, tag := range []string{"fr", "en", "es", "pt", "ar"} {
			files["content/pages/p"+n+"."+tag+".md"] = "---\ntitle: " + tag + " titre " + n + "\n---\n\n" + tag + " x" + n + "\n"
		}
	}
	p := start(t, files)
	start := time.Now()
	g := p.get(boardAt(""))
	first := time.Since(start)
	start = time.Now()
	more := p.get(boardAt("", "page", "7", "state", "unverified"))
	second := time.Since(start)
	t.Logf("8,500 editions: %d kB in %v, then %d kB in %v", len(g.body)/1000, first, len(more.body)/1000, second)
	if len(g.body) > 300_000 || !strings.Contains(g.body, "Publications: 1700. Page 1 of 17.") {
		t.Errorf("%d bytes: %.2000s", len(g.body), g.body)
	}
	if n := strings.Count(g.body, "<tr>"); n != 101 {
		t.Errorf("%d rows", n)
	}
	if second > 2*time.Second {
		t.Errorf("it took %v", second)
	}
	if got := p.states("text", "titre 1234", "lang", "ar"); !strings.HasPrefix(got, "pages/p1234 ar ") {
		t.Error(got)
	}
}

// The words are the same in both languages, each with the same places for values,
// and all that the pages ask for are there.
func TestBoardWords(t *testing.T) {
	verbs := regexp.MustCompile(`%[sd]`)
	english, french := deskWords[diag.English], deskWords[diag.French]
	for key, text := range english {
		if fmt.Sprint(verbs.FindAllString(text, -1)) != fmt.Sprint(verbs.FindAllString(french[key], -1)) {
			t.Errorf("%s: %q beside %q", key, text, french[key])
		}
	}
	if len(english) != len(french) {
		t.Errorf("%d words beside %d", len(english), len(french))
	}
	asked := []string{}
	for _, m := range regexp.MustCompile(`say "([^"]+)"`).FindAllStringSubmatch(deskPages, -1) {
		asked = append(asked, m[1])
	}
	for _, state := range filterStates {
		asked = append(asked, "state-"+state)
	}
	for _, state := range translation.States {
		asked = append(asked, "cell-"+state)
	}
	for _, key := range slices.Compact(asked) {
		if english[key] == "" {
			t.Errorf("nothing is said for %s", key)
		}
	}
}
