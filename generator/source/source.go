// Package source says which file of a site is what: it walks content/ and
// knows, from names alone, the publication, the language and the role of each
// file. It opens none of them.
package source

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/i18n"
)

// Root is the folder that holds a site's texts.
const Root = "content"

// Role is what a file is in the site.
type Role uint8

// An Edition is the text of a publication, a Section the description of a
// folder (_index).
const (
	Edition Role = iota
	Section
)

// File is one Markdown file of content/.
type File struct {
	Path     string // from the site's root, with slashes
	ID       string // of the publication or section; "" is the site's own root
	Language string // canonical tag
	Tagged   bool   // the language stands in the name or the first folder
	Role     Role
	Index    bool // named index: its folder's own publication
	// Base is the file's name without language and extension, or its folder's
	// when Index: the default slug.
	Base string
	Size int64
}

// Folder is the id of the folder that holds the file: where its publication's
// files are addressed.
func (f *File) Folder() string { return FolderID(path.Dir(f.Path), f.Language) }

// Tree is everything found under content/. It is not altered once made.
type Tree struct {
	Files  []File           // sorted by path
	Assets map[string]int64 // every other file by path, with its size
	// Decomposed are the paths of files whose names are not in NFC, as macOS
	// once wrote them, by their NFC form.
	Decomposed map[string]string
	// Unbuilt are the ids of pages that are written in a format which is not
	// built: a link to one is no slip.
	Unbuilt map[string]bool
	// Tagged are the first folders that are languages, as written.
	Tagged map[string]bool
	// Folders are all folders of content/, by path.
	Folders map[string]bool
	// Lists are the assets that are lists of signatories, Seals those that
	// record a published text; both sorted.
	Lists, Seals []string

	entries map[string][]entry // what the folders hold, by where they lie
	linked  bool               // a symbolic link was followed
}

// FolderID is the id of a folder of content/: its path without content/ and
// without the language folder.
func FolderID(folder, language string) string {
	rest := strings.TrimPrefix(strings.TrimPrefix(folder, Root), "/")
	first, after, _ := strings.Cut(rest, "/")
	if language != "" && sameTag(first, language) {
		rest = after
	}
	return norm.NFC.String(rest)
}

func sameTag(a, b string) bool { return strings.EqualFold(strings.ReplaceAll(a, "_", "-"), b) }

// markdown are the extensions of texts that Tract reads; foreign those of
// texts that it does not and that other generators do.
var (
	markdown = []string{".md", ".markdown"}
	foreign  = []string{".html", ".htm", ".mdx", ".rst", ".adoc", ".asciidoc", ".org", ".textile", ".pandoc", ".rmd", ".ipynb",
		".mdown", ".mkd", ".mkdn", ".mkdown", ".qmd", ".mdoc", ".njk"}
)

// IsMarkdown says whether a name is that of a Markdown file.
func IsMarkdown(name string) bool {
	return slices.Contains(markdown, strings.ToLower(path.Ext(name)))
}

// classifier gives each Markdown file its identity.
type classifier struct {
	c     *config.Config
	known map[string]tag // by name as written
}

type tag struct {
	index     int    // of the configured language, or -1
	canonical string // of a CLDR language
}

// language is what a folder's name or a last dot-part says of the language.
func (k *classifier) language(name string) tag {
	if t, ok := k.known[name]; ok {
		return t
	}
	t := tag{index: k.c.LanguageIndex(name)}
	if t.index < 0 {
		if canonical, ok := i18n.Canonical(name); ok {
			// A tag may be written in another form than the configured one.
			t.index = k.c.LanguageIndex(canonical)
			if i18n.Known(name) {
				t.canonical = canonical
			}
		}
	}
	k.known[name] = t
	return t
}

// stray is a file in a language that the site does not have.
type stray struct{ name, canonical string }

// file is the identity of a Markdown file, or the stray language that keeps it
// from being built, or a message.
func (k *classifier) file(p string, size int64) (File, *stray, *diag.Message) {
	f := File{Path: p, Size: size}
	rest := norm.NFC.String(strings.TrimPrefix(p, Root+"/"))
	folder, language := -1, -1
	if first, after, nested := strings.Cut(rest, "/"); nested && !k.c.Sections[first] {
		t := k.language(first)
		if t.index < 0 && t.canonical != "" {
			return f, &stray{first, t.canonical}, nil
		}
		if t.index >= 0 {
			folder, rest = t.index, after
		}
	}
	dir, name := path.Split(rest)
	dir = strings.TrimSuffix(dir, "/")
	base := strings.TrimSuffix(name, path.Ext(name))
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		t := k.language(base[i+1:])
		if t.index < 0 && t.canonical != "" {
			return f, &stray{base[i+1:], t.canonical}, nil
		}
		if t.index >= 0 {
			language, base = t.index, base[:i]
		}
	}
	if folder >= 0 && language >= 0 && folder != language {
		m := diag.In("source-language-conflict", p, "folder", k.c.Languages[folder].Tag, "name", k.c.Languages[language].Tag)
		return f, nil, &m
	}
	f.Tagged = folder >= 0 || language >= 0
	switch {
	case language >= 0:
		f.Language = k.c.Languages[language].Tag
	case folder >= 0:
		f.Language = k.c.Languages[folder].Tag
	default:
		f.Language = k.c.SourceLanguage
	}
	switch base {
	case "_index":
		f.Role, f.ID, f.Base = Section, dir, path.Base(dir)
	case "index":
		f.Index, f.ID, f.Base = true, dir, path.Base(dir)
		if dir == "" {
			// The text of the site's own root is that of its home page.
			f.Role = Section
		}
	default:
		f.ID, f.Base = path.Join(dir, base), base
	}
	return f, nil, nil
}
