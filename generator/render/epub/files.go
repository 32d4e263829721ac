package epub

import (
	_ "embed"
	"path"
	"strconv"
	"strings"

	"tract/generator/media"
	"tract/generator/site"
)

// style is the style sheet of books: small, for readers bring their own.
//
//go:embed style.css
var style []byte

var styleFile = newAlways(style)

// container tells a reader where the book begins.
var container = newAlways([]byte(`<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="` +
	folder + packageName + `" media-type="application/oebps-package+xml"/></rootfiles></container>
`))

// item is a file of the book beside its texts.
type item struct {
	id, name, media string
	properties      string
}

// recordingLimit is how many bytes a recording may have that goes into the
// book: a larger one is a link, for whoever fetches a book may pay for each
// megabyte.
const recordingLimit = 512 << 10

// coreTypes are the types of images that every reader shows (EPUB 3.3, 3.2),
// with the extensions of their files.
var coreTypes = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
}

// Holds says by a file's name whether books can hold it as an image. Others
// are shown by browsers alone.
func Holds(name string) bool { return coreTypes[media.TypeOf(name)] != "" }

// keep puts a file of content/ into the book, once, and is its name there; ""
// when a book cannot hold it.
func (b *book) keep(asset string) string {
	if name, known := b.kept[asset]; known {
		return name
	}
	b.kept[asset] = ""
	typ, ext := media.TypeOf(asset), strings.ToLower(path.Ext(asset))
	class := media.ClassOf(asset)
	if class != media.Image && (!played(typ, ext) || b.site.Tree.Assets[asset] > recordingLimit) {
		return ""
	}
	content, err := b.content(asset)
	if err != nil || len(content) == 0 {
		return "" // the checks tell
	}
	if class == media.Image {
		info, fault := media.Inspect(asset, content)
		if fault != media.Sound && fault != media.Mismatch || coreTypes[info.Type] == "" {
			return ""
		}
		typ, ext = info.Type, coreTypes[info.Type]
		b.moving = b.moving || typ == "image/gif"
	}
	b.sounds = b.sounds || class == media.Audio
	b.films = b.films || class == media.Video
	n := strconv.Itoa(len(b.items) + 1)
	name := "media/" + n + ext
	if typ == "image/svg+xml" {
		b.archive.deflated(folder+name, drawing(content))
	} else {
		b.archive.stored(folder+name, content)
	}
	b.items = append(b.items, item{id: "media-" + n, name: name, media: typ})
	b.kept[asset] = name
	return name
}

// pictureWidth is how wide in pixels a picture of a book is at most, where it is
// published in such a size.
const pictureWidth = 1440

// content is a file as the book holds it: a picture that is published in
// smaller sizes in the largest of at most pictureWidth, everything else as it
// is. One that is only a little wider than that stays as it is.
func (b *book) content(asset string) ([]byte, error) {
	if width, _, ok := b.site.Media.Size(asset); ok && width*4 >= pictureWidth*5 {
		best := 0
		_, widths := b.site.Media.Widths(asset)
		for _, w := range widths {
			if w <= pictureWidth {
				best = w
			}
		}
		if best > 0 {
			// What cannot be scaled is told by the checks; the picture itself does.
			if content, err := b.site.Media.ReadAt(asset, best); err == nil {
				return content, nil
			}
		}
	}
	return b.site.Media.Read(asset)
}

// played says whether every reader that plays recordings plays one of a type.
func played(typ, ext string) bool {
	switch typ {
	case "audio/mpeg", "audio/mp4", "video/mp4", "video/webm":
		return true
	}
	return ext == ".opus"
}

// cover is the work's own picture: its name in the book, "" when it has none,
// and its text alternative.
func (b *book) cover() (name, alt string) {
	asset := b.site.File(b.edition, b.work.Image)
	if asset == "" || !site.Publishable(asset) {
		return "", ""
	}
	if name = b.keep(asset); name == "" {
		return "", ""
	}
	return name, b.edition.ImageAlt
}
