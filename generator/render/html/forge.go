package html

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"tract/generator/config"
	"tract/generator/site"
	"tract/generator/source"
)

// This file leads readers to the forge's web editor: to mend the text that a
// page shows, or, where it stands in for a missing edition, to begin that one.

// sourceLink fills where a page's text is mended or translated.
func (b *builder) sourceLink(e *site.Edition) {
	c := b.site.Config
	if c.Repository == "" {
		return
	}
	if e.Language == b.language {
		b.page.SourceLink = forgeLink(c.Forge, c.Repository, c.Branch, e.File.Path, false)
		return
	}
	b.page.SourceLink = forgeLink(c.Forge, c.Repository, c.Branch, editionPath(b.site, &e.File, b.language), true)
	b.page.Translates = true
}

// MendLink is where the web editor of a site's forge opens one of its files; ""
// where no repository is configured.
func MendLink(c *config.Config, file string) string {
	if c.Repository == "" {
		return ""
	}
	return forgeLink(c.Forge, c.Repository, c.Branch, file, false)
}

// forgeLink is where a forge's web editor opens a file, or begins a new one.
func forgeLink(forge, repository, branch, file string, begin bool) string {
	do := "edit"
	if begin {
		do = "new"
	}
	switch forge {
	case "gitlab":
		do = "-/" + do
	case "gitea":
		do = "_" + do
	}
	at := repository + "/" + do + "/" + site.EscapePath(branch) + "/"
	if !begin {
		return at + site.EscapePath(file)
	}
	dir, name := path.Split(file)
	parameter := "filename"
	if forge == "gitlab" {
		parameter = "file_name"
	}
	return at + site.EscapePath(strings.TrimSuffix(dir, "/")) + "?" + parameter + "=" + url.QueryEscape(name)
}

// editionPath is where the edition of a text in a language would lie: named as
// the one that there is, beside it or in the folder of the language.
func editionPath(s *site.Site, f *source.File, l *site.Language) string {
	dir, name := path.Split(f.Path)
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	rest := strings.TrimPrefix(dir, source.Root+"/")
	first, below, _ := strings.Cut(rest, "/")
	inTree := first != "" && s.Tree.Tagged[first]
	own := languageFolder(s, l)
	switch {
	case inTree:
		return path.Join(source.Root, firstOf(own, l.Tag), below, retag(s, base, l.Tag)+ext)
	case !f.Tagged && own != "":
		// The source language stands at the root, this one in its folder.
		return path.Join(source.Root, own, rest, name)
	case !f.Tagged:
		return path.Join(dir, base+"."+l.Tag+ext)
	}
	return path.Join(dir, retag(s, base, l.Tag)+ext)
}

// retag is a name with the tag at its end, if it has one, replaced.
func retag(s *site.Site, base, tag string) string {
	if i := strings.LastIndexByte(base, '.'); i > 0 && s.Config.Language(base[i+1:]) != nil {
		return base[:i+1] + tag
	}
	return base
}

// languageFolder is the folder that a language has in content/, if it has one.
func languageFolder(s *site.Site, l *site.Language) string {
	var names []string
	for name := range s.Tree.Tagged {
		if found := s.Config.Language(name); found != nil && found.Tag == l.Tag {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return slices.Min(names)
}
