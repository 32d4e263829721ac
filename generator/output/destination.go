package output

import (
	"os"
	"path/filepath"
	"strings"

	"tract/generator/diag"
)

// sourceFolders are the folders of a site that hold what people write.
var sourceFolders = [...]string{"content", "themes", "i18n", "kinds", "taxonomies", "translations"}

// CheckDestination refuses a destination that is or lies inside a folder in
// which people write, and one that is the site's folder or holds it or such a
// folder. Symbolic links are resolved on both sides; none of the folders need
// exist. It gives nil when the destination may be written.
func CheckDestination(siteRoot, destination string) *diag.Message {
	root, target := resolve(siteRoot), resolve(destination)
	for _, name := range sourceFolders {
		// The name counts as well as the place it leads to.
		for _, folder := range [...]string{filepath.Join(root, name), resolve(filepath.Join(root, name))} {
			if inside(target, folder) {
				m := diag.In("output-destination-in-source", "", "destination", destination, "folder", name+"/")
				return &m
			}
			if inside(folder, target) {
				m := diag.In("output-destination-holds-site", "", "destination", destination)
				return &m
			}
		}
	}
	if inside(root, target) {
		m := diag.In("output-destination-holds-site", "", "destination", destination)
		return &m
	}
	return nil
}

// inside says whether a path is a folder or lies in it, by name, and for what
// exists by what it is: names that differ in case may be the same folder.
func inside(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return true
	}
	there, err := os.Stat(folder)
	if err != nil {
		return false
	}
	for {
		if here, err := os.Stat(path); err == nil && os.SameFile(here, there) {
			return true
		}
		above := filepath.Dir(path)
		if above == path {
			return false
		}
		path = above
	}
}

// resolve makes a path absolute and resolves its symbolic links as far as it
// exists. A link that leads nowhere yet is followed to where it leads.
func resolve(path string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	rest := ""
	for links := 0; ; {
		if real, err := filepath.EvalSymlinks(absolute); err == nil {
			return filepath.Join(real, rest)
		}
		if to, err := os.Readlink(absolute); err == nil && links < 40 {
			links++
			if !filepath.IsAbs(to) {
				to = filepath.Join(resolve(filepath.Dir(absolute)), to)
			}
			absolute = filepath.Clean(to)
			continue
		}
		above := filepath.Dir(absolute)
		if above == absolute {
			return filepath.Join(absolute, rest)
		}
		rest = filepath.Join(filepath.Base(absolute), rest)
		absolute = above
	}
}
