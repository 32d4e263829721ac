package serve

import (
	"io"
	"io/fs"
	"path"
	"sync"
)

// steady is a site's folder that notes which files were empty or could not be
// read. A file that was good when the watcher told of it may be saved once more
// by the time it is read, and be empty in the middle of that; what was loaded
// then is not shown.
type steady struct {
	fs.FS
	mu      sync.Mutex
	awaited map[string][]string // names that are to be there, by folder
	missed  map[string]bool
}

func newSteady(files fs.FS) *steady { return &steady{FS: files, missed: map[string]bool{}} }

// await begins to note what is missed, these paths above all: a folder that is
// listed without one of them is missing it.
func (s *steady) await(paths []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.awaited, s.missed = map[string][]string{}, map[string]bool{}
	for _, p := range paths {
		s.awaited[path.Dir(p)] = append(s.awaited[path.Dir(p)], path.Base(p))
	}
}

func (s *steady) miss(name string) {
	s.mu.Lock()
	s.missed[name] = true
	s.mu.Unlock()
}

// take gives what was noted since await.
func (s *steady) take() map[string]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.missed
	s.awaited, s.missed = nil, map[string]bool{}
	return out
}

// Open implements fs.FS.
func (s *steady) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if err != nil {
		s.miss(name)
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return f, nil
	}
	return &attentive{File: f, of: s, name: name}, nil
}

// attentive is an open file that notes when it turns out to be empty.
type attentive struct {
	fs.File
	of   *steady
	name string
	some bool // bytes were read
}

// Read implements fs.File.
func (a *attentive) Read(b []byte) (int, error) {
	n, err := a.File.Read(b)
	a.some = a.some || n > 0
	if err != nil && !a.some || err != nil && err != io.EOF {
		a.of.miss(a.name)
	}
	return n, err
}

// ReadFile implements fs.ReadFileFS.
func (s *steady) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(s.FS, name)
	if err != nil || len(text) == 0 {
		s.miss(name)
	}
	return text, err
}

// Stat implements fs.StatFS.
func (s *steady) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(s.FS, name)
	if err != nil || info.Mode().IsRegular() && info.Size() == 0 {
		s.miss(name)
	}
	return info, err
}

// ReadDir implements fs.ReadDirFS.
func (s *steady) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	s.mu.Lock()
	defer s.mu.Unlock()
	if names := s.awaited[name]; len(names) > 0 {
		there := make(map[string]bool, len(entries))
		for _, e := range entries {
			there[e.Name()] = true
		}
		for _, n := range names {
			if !there[n] {
				s.missed[path.Join(name, n)] = true
			}
		}
	}
	return entries, err
}

// Lstat implements fs.ReadLinkFS.
func (s *steady) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(s.FS, name) }

// ReadLink implements fs.ReadLinkFS.
func (s *steady) ReadLink(name string) (string, error) { return fs.ReadLink(s.FS, name) }
