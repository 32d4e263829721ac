package html_test

import (
	"regexp"
	"strings"
	"testing"

	"tract/i18n"
)

const forms = `-- tract.yaml --
base_url: https://example.org/
source_language: fr
languages: {fr: {}, ar: {}}
messages: {ui-message-missing: off}
forms:
  subscribe:
    action: https://lists.example.net/subscribe?list=1
    title: {fr: S’abonner, ar: اشترك}
    text: {fr: "Votre adresse sert à vous envoyer la lettre."}
    fields:
      - {name: email, type: email, label: {fr: Adresse, ar: العنوان}, required: true, hint: {fr: Rien d’autre}}
      - {name: country, type: country, label: {fr: Pays}}
      - {name: tongue, type: language, label: {fr: Langue}}
      - {name: why, type: select, label: {fr: "<b>"}, options: {a: {fr: Un}, b: {fr: Deux}}}
      - {name: page, type: hidden, value: "{language} {page}"}
  contact:
    action: mailto:hello@example.org
    title: {fr: Écrire & dire}
    fields:
      - {name: text, type: textarea, label: {fr: Votre message}}
-- content/pages/join.fr.md --
---
{title: Adhérer, form: subscribe}
---
-- content/pages/join.ar.md --
---
title: انضم
---
-- content/pages/write.fr.md --
---
{title: Écrire, form: contact}
---
-- content/pages/other.fr.md --
---
title: Autre
---
`

func TestForm(t *testing.T) {
	page := pageAt(t, forms, "fr/pages/join/index.html")
	for _, want := range []string{
		`form-action &#39;self&#39; https://lists.example.net"`, `<form action="https://lists.example.net/subscribe?list=1" method="post"`,
		`<label for="form-subscribe-email">`, `type="email" id="form-subscribe-email" name="email" dir="ltr" autocomplete="email" aria-describedby="form-subscribe-email-hint" required>`,
		`<option value="SN">Sénégal</option>`, `<option value="ar" lang="ar" dir="rtl">`, `<option value="fr" selected>`, `&lt;b&gt;`, `<option value="b">Deux</option>`,
		`<input type="hidden" name="page" value="fr https://example.org/fr/pages/join/">`,
		"Vos réponses vont à lists.example.net", "Votre adresse sert à vous envoyer la lettre.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if n := strings.Count(page, "<option"); n < 240 {
		t.Errorf("%d options: the countries are missing", n)
	}
	codes, names := map[string]bool{}, map[string]string{}
	for _, m := range regexp.MustCompile(`<option value="([A-Z]{2})">([^<]*)`).FindAllStringSubmatch(page, -1) {
		if code, name := m[1], m[2]; codes[code] || names[name] != "" || !i18n.IsCountry(code) {
			t.Errorf("%s (%s) is offered twice, or is none", name, code)
		} else {
			codes[code], names[name] = true, code
		}
	}
	for _, code := range []string{"FR", "DE", "BJ", "CD", "TL", "XK"} {
		if !codes[code] {
			t.Errorf("%s is not offered", code)
		}
	}
	if strings.Index(page, ">Sénégal<") < strings.Index(page, ">Équateur<") {
		t.Error("countries are not in the order of the language")
	}
}

// The form of the source edition stands on each translation, in the words of
// its language as far as there are any.
func TestFormIsInherited(t *testing.T) {
	page := pageAt(t, forms, "ar/pages/join/index.html")
	for _, want := range []string{"<h2>اشترك</h2>", `<span lang="fr" dir="ltr">Pays</span>`, `<option value="SN">السنغال</option>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

func TestFormByMail(t *testing.T) {
	page := pageAt(t, forms, "fr/pages/write/index.html")
	for _, want := range []string{`href="mailto:hello@example.org?subject=%C3%89crire%20%26%20dire&amp;body=Votre%20message%3A%20%0D%0A"`, "form-action &#39;self&#39;\""} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

// Sections and the home page show a form as well: that of the description in
// the source language, or of the one that names it.
func TestFormOfSection(t *testing.T) {
	site := forms + `-- content/news/_index.fr.md --
---
{title: Nouvelles, form: subscribe}
---
-- content/news/_index.ar.md --
---
title: أخبار
---
-- content/news/a.fr.md --
---
{title: A, date: 2026-01-01}
---
-- content/events/_index.ar.md --
---
{title: فعاليات, form: subscribe}
---
-- content/events/a.fr.md --
---
{title: A, start: 2026-01-01}
---
-- content/_index.fr.md --
---
{title: Accueil, form: subscribe}
---
`
	for _, path := range []string{"fr/news/index.html", "ar/news/index.html", "fr/events/index.html", "fr/index.html", "ar/index.html"} {
		page := pageAt(t, site, path)
		if strings.Count(page, `<form action="https://lists.example.net/subscribe?list=1"`) != 1 || !strings.Contains(page, "form-action &#39;self&#39; https://lists.example.net\"") {
			t.Errorf("%s does not show the form, or may not send it", path)
		}
	}
	if page := pageAt(t, site, "fr/pages/index.html"); strings.Contains(page, "lists.example.net") {
		t.Error("a section without a form shows one")
	}
}

func TestNoForm(t *testing.T) {
	if page := pageAt(t, forms, "fr/pages/other/index.html"); strings.Contains(page, `method="post"`) || !strings.Contains(page, "form-action &#39;self&#39;\"") {
		t.Error("a page without a form may send one")
	}
}
