package epub_test

import (
	"fmt"
	"strings"
	"testing"
)

const signedFiles = `-- tract.yaml --
title: Réseau
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, ar: {digits: arab}}
messages: {ui-message-missing: off}
signatures: note
-- content/declarations/call/index.fr.md --
---
title: Appel
date: 2024-05-01
---
Un texte.
-- content/declarations/call/index.ar.md --
---
title: نداء
---
نص.
-- content/declarations/alone.fr.md --
---
title: Seule
---
Un texte.
-- content/declarations/call/signatories.yaml --
signatories:
  - {name: "Zébu <b>&\"x\"", type: organisation, country: SN, place: "Mbour <i>", url: "https://example.com/a b"}
  - {name: "جمعية", latin: Jamʿiyya, language: ar, type: organisation, signed: 2024-06-07}
  - {name: Amina, type: person, role: sage-femme, digest: "00000000000000000000000000000000"}
  - {name: Partie, type: person, withdrawn: 2024-06-09}
`

func TestSignatories(t *testing.T) {
	l := load(t, signedFiles)
	fr, ar := write(t, l, "declarations/call", "fr"), write(t, l, "declarations/call", "ar")
	page := fr.files["signatories.xhtml"]
	holds(t, fr, "signatories.xhtml", `<p class="lead">3 signataires</p>`, `<p role="note">`,
		`<a href="https://example.com/a%20b"><bdi>Zébu &lt;b&gt;&amp;&quot;x&quot;</bdi></a> <small><bdi>Mbour &lt;i&gt;</bdi> · <bdi>Sénégal</bdi></small>`,
		`<bdi lang="ar" xml:lang="ar" dir="rtl">جمعية</bdi> <bdi lang="und-Latn" xml:lang="und-Latn" dir="ltr">Jamʿiyya</bdi></li>`,
		`<bdi>Amina</bdi>* <small><bdi>sage-femme</bdi></small>`)
	if a, z := strings.Index(page, "Amina"), strings.Index(page, "Zébu"); a > z {
		t.Error("the names are not in the order of the language")
	}
	if strings.Contains(page, "Partie") {
		t.Error("who withdrew is named")
	}
	holds(t, fr, "title.xhtml", `<a href="signatories.xhtml"><span>3 signataires</span></a>`)
	holds(t, fr, "nav.xhtml", `<a href="signatories.xhtml">Signataires</a>`)
	holds(t, fr, "toc.ncx", `src="signatories.xhtml"`)
	same(t, "modified", packOf(t, fr).meta("dcterms:modified"), []string{"2024-06-07T00:00:00Z"})
	holds(t, ar, "signatories.xhtml", "٣", `<bdi>جمعية</bdi>`, "السنغال")
	for _, b := range []book{fr, ar} {
		sound(t, b)
		p := packOf(t, b)
		if n := len(p.Spine.Refs); n < 2 || p.Spine.Refs[n-2].ID != "signatories" {
			t.Errorf("the reading order is %v", p.Spine.Refs)
		}
	}
	if alone := write(t, l, "declarations/alone", "fr"); alone.files["signatories.xhtml"] != "" {
		t.Error("a text that nobody signed has a page of names")
	}
}

// A book holds all names, on pages that readers open without waiting.
func TestManySignatories(t *testing.T) {
	var list strings.Builder
	for i := range 10000 {
		fmt.Fprintf(&list, "  - {name: Cercle %05d, country: SN}\n", i)
	}
	head, _, _ := strings.Cut(signedFiles, "signatories:\n")
	l := load(t, head+"signatories:\n"+list.String())
	for _, language := range []string{"fr", "ar"} {
		b := write(t, l, "declarations/call", language)
		p := packOf(t, b)
		names, pages := 0, 0
		for _, ref := range p.Spine.Refs {
			if !strings.HasPrefix(ref.ID, "signatories") {
				continue
			}
			pages++
			page := b.files[ref.ID+".xhtml"]
			if len(page) == 0 || len(page) > 250_000 {
				t.Errorf("%s has %d bytes", ref.ID, len(page))
			}
			for range strings.Count(page, "<li>") {
				if !strings.Contains(page, fmt.Sprintf("Cercle %05d<", names)) {
					t.Fatalf("%s does not go on with %d", ref.ID, names)
				}
				names++
			}
			holds(t, b, "nav.xhtml", `href="`+ref.ID+`.xhtml"`)
		}
		if names != 10000 || pages < 2 {
			t.Errorf("%d names on %d pages", names, pages)
		}
		sound(t, b)
	}
	holds(t, write(t, l, "declarations/call", "fr"), "signatories.xhtml", "10\u202F000 signataires")
	holds(t, write(t, l, "declarations/call", "fr"), "signatories-2.xhtml", "<h1 id=\"title\">Signataires (2)</h1>")
	holds(t, write(t, l, "declarations/call", "ar"), "signatories-2.xhtml", "(٢)")
}
