package serve

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"tract/generator/check"
	"tract/generator/config"
	"tract/generator/source"
)

// roots are the folders of a site that a build reads, beside tract.yaml. The
// destination and whatever else lies there are not looked at.
var roots = []string{source.Root, "kinds", "taxonomies", "themes", "i18n", "translations"}

// files are the files beside them.
var files = []string{config.File, check.GlossaryFile}

// elsewhere is the path of folders that are followed for links to them alone.
const elsewhere = "\x00"

// maxDepth bounds the folders within folders that are followed.
const maxDepth = 100

// folders are the folders of a site that are followed. A folder has a place on
// the disk, and paths in the site: more than one where symbolic links lead to it.
type folders struct {
	root  string // of the site, on the disk, without links
	known map[string]*folder
	// links are the paths of symbolic links by the places they lead to.
	links map[string][]string
	// nodes are the places by what the system knows folders by. A folder is
	// followed itself, wherever it is moved to, and once: seen in a new place
	// before word of its move, it has to be let go under its old one.
	nodes map[node]string
	// add begins to follow a folder on the disk, remove ends it.
	add    func(place string) error
	remove func(place string)
	// file, if set, is called for each file met.
	file func(place, path string)
}

// folder is one of them.
type folder struct {
	paths []string        // in the site, with slashes; "" is the site's own folder
	below map[string]bool // names of folders below that are followed by way of this one
	node  node
}

// all follows the site from its root.
func (f *folders) all() error {
	f.known, f.links, f.nodes = map[string]*folder{}, map[string][]string{}, map[node]string{}
	if err := f.follow(f.root, ""); err != nil {
		return err
	}
	for _, name := range slices.Concat(roots, files) {
		if err := f.entry(f.root, name, name, nil); err != nil {
			return err
		}
	}
	return nil
}

// follow notes a path of a folder and begins to follow it if that is new. A
// folder that is gone, or that may not be read, is none.
func (f *folders) follow(place, p string) error {
	d := f.known[place]
	if d == nil {
		info, err := os.Stat(place)
		if err != nil {
			return nil
		}
		n := nodeOf(info)
		if other, moved := f.nodes[n]; moved && n != (node{}) {
			f.drop(other)
		}
		if err := f.add(place); err != nil {
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, fs.ErrPermission) {
				return nil
			}
			return err
		}
		d = &folder{node: n}
		f.known[place] = d
		f.nodes[n] = place
	}
	if p != elsewhere && !slices.Contains(d.paths, p) {
		d.paths = append(d.paths, p)
	}
	return nil
}

// entry follows what stands at a place: a folder with all below it, or a link.
// Trail are the folders above.
func (f *folders) entry(place, name, p string, trail []string) error {
	at := filepath.Join(place, name)
	info, err := os.Lstat(at)
	if err != nil {
		return nil // gone already; its event comes
	}
	return f.dirEntry(place, at, p, info.Mode().Type(), trail)
}

func (f *folders) dirEntry(place, at, p string, mode fs.FileMode, trail []string) error {
	switch {
	case mode.IsDir():
		if unread(p, true) {
			return nil
		}
		if d := f.known[place]; d != nil {
			if d.below == nil {
				d.below = map[string]bool{}
			}
			d.below[filepath.Base(at)] = true
		}
		return f.grow(at, p, trail)
	case mode&fs.ModeSymlink != 0:
		return f.link(at, p, trail)
	case f.file != nil && !unread(p, false):
		f.file(at, p)
	}
	return nil
}

// grow follows a folder and all below it.
func (f *folders) grow(place, p string, trail []string) error {
	if len(trail) > maxDepth || slices.Contains(trail, place) {
		return nil
	}
	if err := f.follow(place, p); err != nil {
		return err
	}
	if f.known[place] == nil {
		return nil
	}
	entries, err := os.ReadDir(place)
	if err != nil && len(entries) == 0 {
		return nil
	}
	if f.file != nil {
		f.file(place, p)
	}
	trail = append(slices.Clip(trail), place)
	for _, e := range entries {
		mode := e.Type()
		if mode.IsRegular() && f.file == nil {
			continue
		}
		if err := f.dirEntry(place, filepath.Join(place, e.Name()), path.Join(p, e.Name()), mode, trail); err != nil {
			return err
		}
	}
	return nil
}

// link follows what a symbolic link leads to, as far as a build does: within
// the site. The folder that holds the target is followed too, for a target that
// is made anew, or is not there yet.
func (f *folders) link(at, p string, trail []string) error {
	target, err := filepath.EvalSymlinks(at)
	if err != nil {
		to, err := os.Readlink(at)
		if err != nil {
			return nil
		}
		if target = filepath.Clean(to); !filepath.IsAbs(to) {
			target = filepath.Join(filepath.Dir(at), to)
		}
	}
	// Of the folders only content/ itself may stand elsewhere.
	if (target == f.root || !inside(target, f.root)) && p != source.Root {
		return nil
	}
	if !slices.Contains(f.links[target], p) {
		f.links[target] = append(f.links[target], p)
	}
	if err := f.follow(filepath.Dir(target), elsewhere); err != nil {
		return err
	}
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		return f.grow(target, p, trail)
	}
	if f.file != nil {
		f.file(target, p)
	}
	return nil
}

// drop ends following a folder and all below it.
func (f *folders) drop(place string) {
	d := f.known[place]
	if d == nil {
		return
	}
	delete(f.known, place)
	if f.nodes[d.node] == place {
		delete(f.nodes, d.node)
	}
	f.remove(place)
	for name := range d.below {
		f.drop(filepath.Join(place, name))
	}
}

// paths are those that a place on the disk has in the site: none for what a
// build does not read.
func (f *folders) paths(place string) []string {
	dir, name := filepath.Split(place)
	d := f.known[filepath.Clean(dir)]
	if d == nil {
		return nil
	}
	out := slices.Clone(f.links[place])
	for _, p := range d.paths {
		if p == "" && !slices.Contains(files, name) && !slices.Contains(roots, name) {
			continue
		}
		out = append(out, path.Join(p, name))
	}
	return out
}

func inside(place, root string) bool {
	return place == root || strings.HasPrefix(place, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
}

// unread says that no build reads what has a path in the site: folders of other
// programs, hidden files of content/ that are no texts, and files that programs
// make for a moment beside the one they save.
func unread(p string, folder bool) bool {
	name := path.Base(p)
	if strings.HasPrefix(p, source.Root+"/") && strings.HasPrefix(name, ".") && (folder || !source.IsMarkdown(name)) {
		return true
	}
	if folder {
		return name == ".git" || name == ".tract" || name == "node_modules"
	}
	return passing(name)
}

// passing are the names of swap files, backups, locks, and copies on their way
// to the name of a file.
func passing(name string) bool {
	switch {
	case name == "4913", name == ".DS_Store": // vim asks with the first whether it may make files here
		return true
	case strings.HasPrefix(name, ".#"), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"):
		return true
	case strings.HasPrefix(name, ".goutputstream-"), strings.HasPrefix(name, ".~lock."):
		return true
	case strings.HasPrefix(name, "sed") && len(name) == 9 && !strings.Contains(name, "."): // sed -i
		return true
	case strings.HasPrefix(name, ".") && (strings.HasSuffix(name, ".swo") || strings.HasSuffix(name, ".swx")):
		return true
	}
	for _, end := range [...]string{"~", ".swp", ".tmp", "___jb_tmp___", "___jb_old___", ".crswap", ".part"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
