package main

import (
	"io/fs"
	"os"
	"strings"

	"tract/generator/source"
)

// openFolder is a site's folder as Tract reads it. No file outside it can be reached:
// below content/ the walk follows no link that leaves the site (see source.Scan); in
// the other folders the system is asked to leave it in no way, and to read
// regular files only, for a pipe would never end.
func openFolder(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	// To look at every folder above a file for links, as the root does, would
	// cost the many files of content/ more than to read them.
	return folder{content: os.DirFS(dir), other: root.FS()}, nil
}

type folder struct{ content, other fs.FS }

func (f folder) of(op, name string) (fs.FS, error) {
	if name == source.Root || strings.HasPrefix(name, source.Root+"/") {
		return f.content, nil
	}
	if info, err := fs.Stat(f.other, name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return f.other, nil
}

// Open implements fs.FS.
func (f folder) Open(name string) (fs.File, error) {
	in, err := f.of("open", name)
	if err != nil {
		return nil, err
	}
	return in.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (f folder) ReadFile(name string) ([]byte, error) {
	in, err := f.of("read", name)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(in, name)
}

// ReadDir implements fs.ReadDirFS.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	in, err := f.of("readdir", name)
	if err != nil {
		return nil, err
	}
	return fs.ReadDir(in, name)
}

// Stat implements fs.StatFS.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	in, err := f.of("stat", name)
	if err != nil {
		return nil, err
	}
	return fs.Stat(in, name)
}

// Lstat implements fs.ReadLinkFS. It looks at any path as the walk does, which
// has to know where the links of content/ lead.
func (f folder) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.content, name) }

// ReadLink implements fs.ReadLinkFS.
func (f folder) ReadLink(name string) (string, error) { return fs.ReadLink(f.content, name) }
