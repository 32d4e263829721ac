package source

import (
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/signatory"
)

// maxSize is the largest text that is read. A book of a million words in
// Devanagari is about 16 MB.
const maxSize = 32 << 20

// maxLinks is how many linked folders may lie in one another. A few folders
// that all link to each other make more paths than can be walked.
const maxLinks = 2

// Scan walks content/ of a site. Symbolic links are followed as long as they
// stay inside the site. Files are told apart by their names alone.
func Scan(fsys fs.FS, c *config.Config) (*Tree, []diag.Message) { return scan(fsys, c, nil) }

// Rescan is Scan where all is as it was when a Tree was made, but for some
// paths: files and folders written, made, renamed or removed. Only the folders
// that hold those, or lie below them, are read again.
func (t *Tree) Rescan(fsys fs.FS, c *config.Config, paths []string) (*Tree, []diag.Message) {
	return scan(fsys, c, t.unchanged(paths))
}

func scan(fsys fs.FS, c *config.Config, known map[string][]entry) (*Tree, []diag.Message) {
	w := &walker{
		fsys: fsys, known: known, tree: &Tree{Assets: map[string]int64{}, Decomposed: map[string]string{}, Unbuilt: map[string]bool{}, Tagged: map[string]bool{}, Folders: map[string]bool{}, entries: map[string][]entry{}},
		k: &classifier{c: c, known: map[string]tag{}}, strays: map[string][]string{}, canonical: map[string]string{},
	}
	if _, err := fs.Stat(fsys, Root); err != nil {
		return w.tree, []diag.Message{diag.In("source-no-content", Root)}
	}
	real := Root
	if info, err := fs.Lstat(fsys, Root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		target, info, id := w.follow(Root)
		if id == "" && !info.IsDir() {
			id = "source-link-broken"
		}
		if id != "" {
			return w.tree, []diag.Message{diag.In(id, Root, "target", target)}
		}
		real, w.tree.linked = target, true
	}
	w.folder(real, Root, nil, 0)
	slices.SortFunc(w.tree.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(w.tree.Lists)
	slices.Sort(w.tree.Seals)
	for _, name := range slices.Sorted(maps.Keys(w.strays)) {
		files := w.strays[name]
		w.ms = append(w.ms, diag.In("source-language-not-built", files[0],
			"name", name, "tag", w.canonical[name], "count", strconv.Itoa(len(files))))
	}
	return w.tree, w.ms
}

type walker struct {
	fsys      fs.FS
	known     map[string][]entry // what folders hold that need not be read
	tree      *Tree
	k         *classifier
	strays    map[string][]string // paths by the language's name as written
	canonical map[string]string
	ms        []diag.Message
}

func (w *walker) message(id, file string, args ...string) {
	w.ms = append(w.ms, diag.In(id, file, args...))
}

// folder walks one folder: real is where it lies, logical the path that it
// has in the site; they differ below a symbolic link. trail are the real
// folders above, to find links that lead into themselves; links counts the
// linked folders on the way.
func (w *walker) folder(real, logical string, trail []string, links int) {
	entries, err := w.entries(real)
	if err != nil {
		w.message("source-unreadable", logical)
		if len(entries) == 0 {
			return
		}
	}
	w.tree.Folders[logical] = true
	trail = append(trail, real)
	for _, e := range entries {
		name := e.name
		from, to := path.Join(real, name), path.Join(logical, name)
		if ignored(name) {
			if strings.HasPrefix(name, ".") && !strings.HasPrefix(name, ".#") && IsMarkdown(name) && !strings.HasSuffix(name, "~") {
				w.message("source-hidden", to)
			}
			continue
		}
		if strings.ContainsRune(name, '\\') {
			w.message("source-name", to, "name", name)
			continue
		}
		mode, below := e.mode, links
		if mode&fs.ModeSymlink != 0 {
			w.tree.linked = true
			target, info, id := w.follow(from)
			if id != "" {
				w.message(id, to, "target", target)
				continue
			}
			from, mode = target, info.Mode().Type()
			if info.IsDir() && slices.Contains(trail, from) || strings.HasPrefix(real+"/", from+"/") {
				w.message("source-link-cycle", to, "target", target)
				continue
			}
			if info.IsDir() && links == maxLinks {
				w.message("source-link-outside", to, "target", target)
				continue
			}
			below++
		}
		switch {
		case mode.IsDir():
			if logical == Root && !w.k.c.Sections[name] && w.k.language(name).index >= 0 {
				w.tree.Tagged[name] = true
			}
			w.folder(from, to, trail, below)
		case mode.IsRegular():
			w.file(from, to, e)
		default:
			w.message("source-not-a-file", to)
		}
	}
}

// file notes one file.
func (w *walker) file(real, logical string, e entry) {
	ext := strings.ToLower(path.Ext(logical))
	if !IsMarkdown(logical) {
		if slices.Contains(foreign, ext) && !partial(logical) {
			w.message("source-format", logical, "extension", ext)
			if f, stray, m := w.k.file(strings.TrimSuffix(logical, path.Ext(logical))+".md", 0); stray == nil && m == nil {
				w.tree.Unbuilt[f.ID] = true
			}
		}
		w.tree.Assets[logical] = w.size(real, e)
		switch {
		case signatory.IsList(logical):
			w.tree.Lists = append(w.tree.Lists, logical)
		case ext == ".seal":
			w.tree.Seals = append(w.tree.Seals, logical)
		}
		if composed := norm.NFC.String(logical); composed != logical {
			w.tree.Decomposed[composed] = logical
		}
		return
	}
	f, stray, m := w.k.file(logical, 0)
	switch {
	case m != nil:
		w.ms = append(w.ms, *m)
	case stray != nil:
		w.strays[stray.name] = append(w.strays[stray.name], logical)
		w.canonical[stray.name] = stray.canonical
	default:
		w.tree.Files = append(w.tree.Files, f)
	}
}

// partial says that a file is a part of other files for another generator: its
// name begins with an underscore, and it is not the text of a folder.
func partial(p string) bool {
	base := path.Base(p)
	return strings.HasPrefix(base, "_") && !strings.HasPrefix(base, "_index.")
}

// size is a file's size in bytes, or -1 when it cannot be told.
func (w *walker) size(real string, e entry) int64 {
	if e.mode&fs.ModeSymlink == 0 {
		return e.size
	}
	info, err := fs.Stat(w.fsys, real)
	if err != nil {
		return -1
	}
	return info.Size()
}

// follow resolves a symbolic link inside the site. It gives the path it leads
// to and what is there, or the id of the message that says why not.
func (w *walker) follow(p string) (string, fs.FileInfo, string) {
	target := p
	for range 40 {
		link, err := fs.ReadLink(w.fsys, target)
		if err != nil {
			return p, nil, "source-link-broken"
		}
		next := path.Join(path.Dir(target), strings.ReplaceAll(link, "\\", "/"))
		if path.IsAbs(link) || !fs.ValidPath(next) || next == "." {
			return link, nil, "source-link-outside"
		}
		target = next
		if hop := w.hop(target); hop != "" {
			// A folder on the way is itself a link.
			return link, nil, hop
		}
		info, err := fs.Lstat(w.fsys, target)
		if err != nil {
			return link, nil, "source-link-broken"
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return target, info, ""
		}
	}
	return p, nil, "source-link-cycle"
}

// hop refuses a target that is reached through another link, so that a chain
// of folders cannot lead out of the site step by step.
func (w *walker) hop(target string) string {
	for dir := path.Dir(target); dir != "."; dir = path.Dir(dir) {
		info, err := fs.Lstat(w.fsys, dir)
		if err != nil {
			return "source-link-broken"
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return "source-link-outside"
		}
	}
	return ""
}

// ignored are names that editors and systems leave behind, and hidden files.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp") ||
		name == "Thumbs.db" || name == "desktop.ini" || name == "node_modules"
}

// Read is the content of one file of the tree, or a message: a file that
// cannot be read or is larger than any text. The content lies in the buffer, which
// is made larger where it is too small: who is done with one file reads the next
// into its place.
func Read(fsys fs.FS, f *File, buffer *[]byte) (diag.Source, *diag.Message) {
	src := diag.Source{Path: f.Path}
	text, err := readInto(fsys, f.Path, (*buffer)[:0])
	*buffer = text
	if err != nil {
		m := diag.In("source-unreadable", f.Path)
		return src, &m
	}
	if len(text) > maxSize {
		size := int64(len(text))
		if info, err := fs.Stat(fsys, f.Path); err == nil {
			size = max(size, info.Size())
		}
		m := diag.In("source-too-large", f.Path, "size", strconv.FormatInt(size>>20, 10), "limit", strconv.Itoa(maxSize>>20))
		return src, &m
	}
	src.Text = text
	return src, nil
}

// readInto appends a file to a buffer.
func readInto(fsys fs.FS, path string, b []byte) ([]byte, error) {
	file, err := fsys.Open(path)
	if err != nil {
		return b, err
	}
	defer file.Close() // it was only read
	if info, err := file.Stat(); err == nil && info.Size() <= maxSize {
		b = slices.Grow(b, int(info.Size())+1) // one more, so that the end is met without growing
	}
	for {
		n, err := file.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case err == io.EOF:
			return b, nil
		case err != nil:
			return b, err
		case len(b) > maxSize:
			return b, nil // how much more there is does not matter
		case len(b) == cap(b):
			b = slices.Grow(b, max(512, len(b)))
		}
	}
}
