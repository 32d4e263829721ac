package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/media"
	"tract/generator/site"
	"tract/generator/source"
)

// file is the published file that a destination most likely means, as a path seen
// from the document: of the same folder one with nearly the same name, else one of
// the same name in another folder. It is of the same sort, a sound for a sound;
// "" when none is near.
func (n *neighbours) file(d *document.Document, destination string) string {
	if n.left == 0 {
		return ""
	}
	n.left--
	target, _, _ := strings.Cut(destination, "#")
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	target = norm.NFC.String(target)
	from := path.Dir(d.File.Path)
	wanted := path.Join(from, target)
	if strings.HasPrefix(target, "/") {
		wanted = path.Join(source.Root, target)
	}
	class, base := media.ClassOf(target), path.Base(target)
	var names []string
	elsewhere := ""
	for _, asset := range n.assets {
		if media.ClassOf(asset) != class {
			continue
		}
		if path.Dir(asset) == path.Dir(wanted) {
			names = append(names, path.Base(asset))
		}
		if elsewhere == "" && strings.EqualFold(path.Base(asset), base) {
			elsewhere = asset
		}
	}
	if near := nearName(base, names); near != "" {
		return seen(from, path.Join(path.Dir(wanted), near))
	}
	if elsewhere != "" {
		return seen(from, elsewhere)
	}
	return ""
}

// nearName is the name that is nearest: with the same ending, but for capitals and
// accents, before one with another ending.
func nearName(name string, names []string) string {
	if near := diag.Near(name, names); near != "" {
		return near
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	for _, other := range names {
		if strings.EqualFold(strings.TrimSuffix(other, path.Ext(other)), stem) {
			return other
		}
	}
	return ""
}

// seen is a path of a file of content/ as a text in a folder writes it.
func seen(from, file string) string {
	if rest, ok := strings.CutPrefix(file, from+"/"); ok {
		return rest
	}
	return strings.TrimPrefix(file, source.Root)
}

// published are the files of content/ that may be published, in order.
func published(s *site.Site) []string {
	var out []string
	for asset := range s.Tree.Assets {
		if site.Publishable(asset) {
			out = append(out, asset)
		}
	}
	slices.Sort(out)
	return out
}

// meansFile says whether a link's destination names a file, not a text: it has the
// ending of a sort of file that Tract knows and that is no text.
func meansFile(destination string) bool {
	target, _, _ := strings.Cut(destination, "#")
	switch ext := strings.ToLower(path.Ext(target)); ext {
	case "", ".md", ".markdown", ".html", ".htm":
		return false
	default:
		return media.TypeOf(target) != media.TypeOf("")
	}
}
