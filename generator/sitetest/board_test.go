package sitetest

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The pages of the board that are looked at.
const (
	boardTable = "/.tract/translations"
	boardText  = "/.tract/translations/edition?in=en&of=news%2Fwalk"
)

// startBoard is a preview with editions in several states.
func startBoard(t *testing.T) *writing {
	t.Helper()
	w := startWriting(t)
	w.save("tract.yaml", "base_url: https://example.org/under/\nsource_language: fr\nlanguages:\n  fr: {}\n  en: {}\n  ar: {}\nrepository: https://forge.example/org/site\n")
	w.save("content/news/walk.fr.md", "---\ntitle: La marche pour la santé\n---\n\nNous marchons pour la santé de tous.\n\nLa santé est un droit.\n")
	w.save("content/news/walk.en.md", "---\ntitle: The walk for health\n---\n\nWe walk for the health of all.\n\nHealth is a right.\n")
	w.save("content/news/walk.ar.md", "---\ntitle: المسيرة من أجل الصحة\n---\n\nنسير من أجل صحة الجميع.\n\nالصحة حق.\n")
	w.tab.visit(t, w.url+boardTable)
	w.until(`document.readyState === "complete" && document.querySelectorAll("#live tbody tr").length === 3`)
	return w
}

// TestBoard works at the board as an editor does: it filters, goes through the
// table by keyboard, opens an edition, sees the source change beside it, marks
// blocks and confirms.
func TestBoard(t *testing.T) {
	w := startBoard(t)
	// Filters act without a reload; what was typed stays.
	w.tab.value(t, `window.same = true; const kind = document.getElementById("f-kind"); kind.value = "news"; kind.dispatchEvent(new Event("change", {bubbles: true}))`, nil)
	w.until(`document.querySelectorAll("#live tbody tr").length === 1 && location.search === "?kind=news" && window.same`)
	w.tab.value(t, `const text = document.getElementById("f-text"); text.focus(); text.value = "xyz"; text.dispatchEvent(new Event("input", {bubbles: true}))`, nil)
	w.until(`document.querySelectorAll("#live table").length === 0 && document.activeElement.value === "xyz" && window.same`)
	w.tab.value(t, `text.value = "sante"; text.dispatchEvent(new Event("input", {bubbles: true}))`, nil)
	w.until(`document.querySelectorAll("#live tbody tr").length === 1`)

	// The arrow keys go through the table.
	w.tab.value(t, `document.querySelector("#live tbody th a").focus()`, nil)
	for _, key := range []string{"ArrowRight", "ArrowRight"} {
		w.tab.must(t, "Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": key, "code": key}, nil)
		w.tab.must(t, "Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key, "code": key}, nil)
	}
	w.until(`document.activeElement.matches("a.unverified") && document.activeElement.href.includes("in=en")`)
	// What is saved comes in by itself; the focus stays.
	w.save("content/news/run.fr.md", "---\ntitle: La course pour la santé\n---\n\nNous courons.\n")
	w.until(`document.querySelectorAll("#live tbody tr").length === 2 && window.same && document.activeElement.href.includes("in=en")`)
	w.tab.value(t, `document.activeElement.click()`, nil)
	w.until(`location.pathname.endsWith("/edition") && document.readyState === "complete" && document.querySelector("form button[value=whole]")`)
	w.until(`document.querySelector("iframe").contentDocument.body.innerText.includes("We walk")`)

	w.tab.value(t, `document.querySelector("button[value=whole]").click()`, nil)
	w.until(`location.search.includes("done=1") && document.querySelector(".done") && document.querySelector(".state.current")`)
	if _, err := os.Stat(filepath.Join(w.root, "translations/news/walk.en.record")); err != nil {
		t.Error(err)
	}
	// The source changes while the page is open.
	w.tab.value(t, `window.same = true`, nil)
	w.save("content/news/walk.fr.md", "---\ntitle: La marche pour la santé\n---\n\nNous courons pour la santé de tous.\n\nLa santé est un droit de tous.\n")
	w.until(`document.querySelectorAll(".blocks > li").length === 2 && window.same`)
	w.tab.value(t, `document.querySelector("input[value='2']").click()`, nil)
	w.save("content/news/walk.fr.md", "---\ntitle: La longue marche pour la santé\n---\n\nNous courons pour la santé de tous.\n\nLa santé est un droit de tous.\n")
	w.until(`document.querySelectorAll(".blocks > li").length === 3 && window.same && document.querySelector("input[value='2']").checked`)
	w.tab.value(t, `document.querySelector("button[value=some]").click()`, nil)
	w.until(`!window.same && document.readyState === "complete" && document.querySelectorAll(".blocks > li").length === 2`)
	w.tab.settle()
	if len(w.tab.trouble) > 0 {
		t.Errorf("the browser complains: %q", w.tab.trouble)
	}
}

// TestBoardPages looks at the board's pages on a telephone and on a desk, in light
// and dark, with axe, and has the Nu HTML checker read them.
func TestBoardPages(t *testing.T) {
	t.Parallel()
	w := startBoard(t)
	w.tab.visit(t, w.url+boardText)
	w.tab.value(t, `document.querySelector("button[value=whole]").click()`, nil)
	w.until(`document.querySelector(".done")`)
	w.save("content/news/walk.fr.md", "---\ntitle: La marche pour la santé\ncorrection: {date: 2026-04-02, text: Nous ne courons pas.}\n---\n\nNous courons pour la santé de tous, et sans fin.\n\n## Un titre\n\nLa santé est un droit.\n")
	w.until(`document.querySelectorAll(".blocks > li").length === 2`)
	source := axeSource(t)
	pages := []string{boardTable, boardTable + "?lang=en&state=waits", boardText, strings.Replace(boardText, "in=en", "in=ar", 1), strings.Replace(boardText, "/edition", "/file", 1)}
	for _, width := range []int{360, 1280} {
		w.tab.size(t, width, 800)
		for _, scheme := range []string{"light", "dark"} {
			w.tab.must(t, "Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
			for _, page := range pages {
				w.tab.visit(t, w.url+page)
				var wide float64
				w.tab.value(t, `document.documentElement.scrollWidth - innerWidth`, &wide)
				if wide > 0 {
					t.Errorf("%s at %d px is %v px too wide", page, width, wide)
				}
				// What stands in the frame is the site's own.
				w.tab.value(t, `document.querySelector("iframe")?.remove()`, nil)
				r := w.tab.axe(t, source)
				for _, v := range r.Violations {
					t.Errorf("%s at %d px, %s: %s: %s %q", page, width, scheme, v.ID, v.Help, v.Nodes)
				}
				if r.Rules < 15 || 10*r.Contrast < 8*r.Texts {
					t.Errorf("%s: axe looked at %d rules, and at the contrast of %d of %d texts", page, r.Rules, r.Contrast, r.Texts)
				}
				if len(w.tab.trouble) > 0 {
					t.Errorf("%s: the browser complains: %q", page, w.tab.trouble)
				}
			}
		}
	}
	validBoard(t, w.url, pages)
}

// validBoard has the Nu HTML checker read pages.
func validBoard(t *testing.T, url string, pages []string) {
	t.Helper()
	args := []string{"-jar", checker(t, "vnu-jar/build/dist/vnu.jar"), "--also-check-css"}
	dir := t.TempDir()
	for i, page := range append(pages, "/.tract/desk.css") {
		answer, err := http.Get(url + page)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, string(rune('a'+i))+".html")
		if strings.HasSuffix(page, ".css") {
			name = filepath.Join(dir, "desk.css")
		}
		f, err := os.Create(name)
		if err == nil {
			_, err = f.ReadFrom(answer.Body)
			f.Close()
		}
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if out, err := java(t, args...).CombinedOutput(); err != nil || strings.Contains(string(out), ": error") {
		t.Errorf("%v\n%s", err, out)
	}
}
