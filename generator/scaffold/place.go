package scaffold

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/kind"
	"tract/generator/site"
	"tract/generator/source"
)

// scheme is a way of naming the files of a folder.
type scheme uint8

// The schemes: slug/index.fr.md, slug.fr.md, fr/folder/slug.md, and the last
// with a folder for each text. The zero scheme is that of a folder without any.
const (
	bundle scheme = iota
	suffix
	tree
	treeBundle
	schemes
)

// schemeOf is the scheme of a file.
func schemeOf(s *site.Site, f *source.File) scheme {
	_, tagged := languageFolder(s, f.Path)
	switch {
	case tagged && f.Index:
		return treeBundle
	case tagged:
		return tree
	case f.Index:
		return bundle
	}
	return suffix
}

// languageFolder is the first folder of a path of content/ as it is written,
// when it is a language.
func languageFolder(s *site.Site, p string) (string, bool) {
	first, _, nested := strings.Cut(strings.TrimPrefix(p, source.Root+"/"), "/")
	return first, nested && s.Tree.Tagged[first]
}

// usual is the scheme that most of some files have; of several the first. It
// is false when there is no file.
func usual(s *site.Site, files []*source.File) (scheme, bool) {
	var count [schemes]int
	for _, f := range files {
		count[schemeOf(s, f)]++
	}
	best := bundle
	for i, n := range count {
		if n > count[best] {
			best = scheme(i)
		}
	}
	return best, len(files) > 0
}

// home is a folder that texts of a kind are kept in.
type home struct {
	id    string // of the folder: without content/ and language
	files []*source.File
}

// homeOf is the folder for new texts of a kind: of the folders of content/ that
// the kind lists the one with the most texts, else the first that it lists. A
// language's own folder, such as fr/rapports beside en/reports, comes first.
func homeOf(s *site.Site, k *kind.Kind, l *site.Language) home {
	folders := k.Folders
	if len(folders) == 0 {
		folders = []string{"pages"}
		if k.Name != "page" {
			folders = []string{k.Name}
		}
	}
	var best *home
	var bestRank [3]int
	for _, p := range sortedFolders(s) {
		tag, tagged := languageFolder(s, p+"/")
		if !tagged {
			tag = ""
		}
		id := source.FolderID(p, tag)
		if !slices.ContainsFunc(folders, func(f string) bool { return fold(f) == fold(path.Base(id)) }) {
			continue
		}
		if n := s.Node(id); n != nil && n.Publication != nil {
			continue // the folder of a single text
		}
		h := home{id, filesIn(s, id)}
		rank := [3]int{0, len(h.files), -depth(id)}
		if lang := s.Config.Language(tag); lang == nil || lang.Tag == l.Tag {
			rank[0] = 1
		}
		if best == nil || slices.CompareFunc(rank[:], bestRank[:], cmp.Compare[int]) > 0 {
			best, bestRank = &h, rank
		}
	}
	if best != nil {
		return *best
	}
	return home{id: norm.NFC.String(folders[0])}
}

func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }

func sortedFolders(s *site.Site) []string {
	out := make([]string, 0, len(s.Tree.Folders))
	for p := range s.Tree.Folders {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// filesIn are the texts directly in a folder, or in a folder of their own
// there.
func filesIn(s *site.Site, id string) []*source.File {
	var out []*source.File
	for i := range s.Tree.Files {
		if f := &s.Tree.Files[i]; f.Role == source.Edition && path.Dir(f.ID) == id {
			out = append(out, f)
		}
	}
	return out
}

// scheme is the scheme of new texts in a folder: that of most texts there. In a
// folder without any it is the tree if most of the site is one, else a bundle.
func (h home) scheme(s *site.Site) scheme {
	if best, ok := usual(s, h.files); ok {
		return best
	}
	var all []*source.File
	for i := range s.Tree.Files {
		if s.Tree.Files[i].Role == source.Edition {
			all = append(all, &s.Tree.Files[i])
		}
	}
	if best, _ := usual(s, all); best == tree || best == treeBundle {
		return best
	}
	return bundle
}

// path is where a new text of the folder is written.
func (h home) path(s *site.Site, sch scheme, slug string, l *site.Language) string {
	folder := ""
	if sch == tree || sch == treeBundle {
		folder = folderOf(s, l)
	}
	at := realFolder(s, folder, h.id)
	switch sch {
	case suffix:
		return path.Join(at, slug+"."+l.Tag+".md")
	case tree:
		return path.Join(at, slug+".md")
	case treeBundle:
		return path.Join(at, slug, "index.md")
	}
	return path.Join(at, slug, "index."+l.Tag+".md")
}

// folderOf is a language's folder as the site writes it, else its tag.
func folderOf(s *site.Site, l *site.Language) string {
	var names []string
	for name := range s.Tree.Tagged {
		if found := s.Config.Language(name); found != nil && found.Tag == l.Tag {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return l.Tag
	}
	return slices.Min(names)
}

// realFolder is the path of a folder as it is written on disk: its name may be
// composed of other code points than its id.
func realFolder(s *site.Site, language, id string) string {
	want := path.Join(source.Root, language, id)
	for _, p := range sortedFolders(s) {
		if norm.NFC.String(p) == want {
			return p
		}
	}
	return want
}
