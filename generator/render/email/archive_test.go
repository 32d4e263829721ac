package email_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/render/email"
	"tract/generator/site"
)

// archive is a site with one newsletter that has all that a text can have, in
// languages of four scripts, and stories below it.
const archive = `-- tract.yaml --
title: {fr: Réseau des cercles, en: Network of Circles, ar: شبكة الدوائر, zh: 圈子网络}
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {fallback: [fr, en]}, zh: {}, es: {}}
messages: {ui-message-missing: off, html-not-allowed: off, field-missing: off}
MAIL
-- kinds/letter.yaml --
kind: letter
folders: [letters]
outputs: [email, share]
fields:
  number: {type: integer, role: number}
  preheader: {type: text, role: preheader, per: language}
-- content/letters/_index.md --
---
title: Lettres
---
-- content/letters/twelve/index.fr.md --
---
title: "Lettre n° 12 : l’eau & le « bien commun »"
summary: Quatre nouvelles, un tableau, une note.
preheader: Deux minutes pour l’eau.
number: 12
date: 2026-06-15
image: map.png
files: [map.png]
---
Chères lectrices, *chers* **lecteurs**[^1], voici ~~trois~~ quatre nouvelles. On boit 2 m<sup>3</sup> d’H<sub>2</sub>O.

## Le mur

Voir [la carte](../../pages/b.md), <https://example.com/a/b> ou [écrire](mailto:a@example.org). [Nulle part](#le-mur).

- un
- deux
  1. dedans
  2. encore

- [x] fait
- [ ] à faire

> Une citation.
>
> - longue

> [!WARNING]
> Attention au puits.

| Pays | Puits | Dit |
|:-----|------:|:---:|
| Mali | 1 200 | <span lang="ar" dir="rtl">ماء</span> |
| Togo | 30 | oui |

![La carte](map.png "Les puits")

![Causerie](talk.mp3)

    code {{ .Secret }}   *|UNSUB|*

Terme
: sa définition

---

<details><summary>Plus</summary>

Le reste.

</details>

[^1]: Une **note**.
-- content/letters/twelve/index.en.md --
---
title: Letter 12
summary: Four stories.
---
Dear readers, four stories.
-- content/letters/twelve/index.ar.md --
---
title: "الرسالة 12: الماء"
summary: أربعة أخبار عن الماء.
---
أعزاءنا القراء، هذه الرسالة من [الشبكة](../../pages/b.md) إلى كل من يهمه الأمر في كل مكان من العالم، وفيها أربعة أخبار.

WHO قالت ذلك.

## العنوان

- أول
- 2 ثان

| البلد | آبار |
|---|--:|
| مالي | 1 200 |
| Togo (TG) | 30 |

[Français]{lang=fr} ثم العربية.
-- content/letters/twelve/index.zh.md --
---
title: 第十二期通讯：水
summary: 四则消息。
---
亲爱的读者，本期通讯共有四则消息，讲述各地圈子怎样看守水井（例如马里、多哥和尼泊尔），怎样把账目写在墙上，又怎样请人翻译《二〇二四年宣言》。欢迎来信！

见[地图](../../pages/b.md)，或 https://example.com/very/long/path/that/does/not/break/anywhere/at/all/index.html。
-- content/letters/twelve/map.png --
PNG
-- content/letters/twelve/talk.mp3 --
MP3
-- content/letters/twelve/story.fr.md --
---
title: Une histoire
weight: 1
---
Il était une fois[^1].

## Encore

[^1]: Sa note.
-- content/letters/twelve/story.ar.md --
---
title: حكاية
---
كان يا ما كان.
-- content/letters/twelve/other.en.md --
---
title: An English story
weight: 2
source: en
---
Only in English.
-- content/pages/b.md --
---
title: B
---
-- content/pages/c/index.md --
---
title: C
---
`

// picture is a picture wider than a mail.
func picture() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1000, 500))); err != nil {
		panic(err)
	}
	return out.Bytes()
}

const mp3 = "ID3\x03\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00"

// load links the site of an archive under a mail configuration; it has no
// errors.
func load(t testing.TB, text, mail string) *site.Site {
	t.Helper()
	l := link(t, text, mail)
	for _, m := range l.Messages {
		if m.Severity == diag.Error {
			t.Errorf("%s:%d %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
		}
	}
	return l.Site
}

// link links the site of an archive, whatever is to be mended in it.
func link(t testing.TB, text, mail string) *build.Loaded {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(strings.Replace(text, "MAIL\n", mail+"\n", 1))).Files {
		content := f.Data
		switch strings.TrimSpace(string(content)) {
		case "PNG":
			content = picture()
		case "MP3":
			content = []byte(mp3)
		}
		files[f.Name] = &fstest.MapFile{Data: content}
	}
	l := build.Load(build.Settings{Files: files})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return l
}

type renderer func(*bytes.Buffer, *site.Site, site.Route) error

// render renders an output of the letter in a language.
func render(t testing.TB, s *site.Site, language string, f renderer) string {
	t.Helper()
	return renderOf(t, s, "letters/twelve", language, f)
}

func renderOf(t testing.TB, s *site.Site, id, language string, f renderer) string {
	t.Helper()
	p := s.Publication(id)
	if p == nil {
		t.Fatalf("there is no %s", id)
	}
	var out bytes.Buffer
	if err := f(&out, s, site.Route{Publication: p, Language: s.Language(language)}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// A language without an edition has no mail.
func TestNoEdition(t *testing.T) {
	s := load(t, archive, "")
	for _, f := range []renderer{email.HTML, email.Text, email.Message, email.Share} {
		var out bytes.Buffer
		if err := f(&out, s, site.Route{Publication: s.Publication("letters/twelve"), Language: s.Language("es")}); err == nil || out.Len() > 0 {
			t.Errorf("a mail of a missing edition: %v %q", err, out.String())
		}
	}
}

// The same site gives the same bytes.
func TestSameBytes(t *testing.T) {
	for _, f := range []renderer{email.HTML, email.Text, email.Message, email.Share} {
		if render(t, load(t, archive, ""), "ar", f) != render(t, load(t, archive, ""), "ar", f) {
			t.Error("two runs differ")
		}
	}
}
