package translation

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"tract/generator/diag"
)

// Records are the records of a site. Which there are is known at once; each is
// read when it is first asked for. Records are not altered otherwise and may be
// used by many goroutines at once.
type Records struct {
	files map[string]*filed
}

// filed is one record.
type filed struct {
	once     sync.Once
	fsys     fs.FS
	record   *Record
	messages []diag.Message
}

// Find looks which records a site has.
func Find(fsys fs.FS) *Records { return new(Records).With(fsys, []string{Folder}) }

// With are the records after files or folders have changed: what lies at the
// paths, or below them, is looked up and read again.
func (r *Records) With(fsys fs.FS, paths []string) *Records {
	out := &Records{files: maps.Clone(r.files)}
	if out.files == nil {
		out.files = map[string]*filed{}
	}
	for _, p := range paths {
		maps.DeleteFunc(out.files, func(have string, _ *filed) bool { return have == p || strings.HasPrefix(have, p+"/") })
		// What cannot be read is not there; a folder that is missing is none.
		_ = fs.WalkDir(fsys, p, func(at string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() && strings.HasSuffix(at, Extension) && !strings.HasPrefix(e.Name(), ".") {
				out.files[at] = &filed{fsys: fsys}
			}
			return nil
		})
	}
	return out
}

// Len is how many records there are.
func (r *Records) Len() int {
	if r == nil {
		return 0
	}
	return len(r.files)
}

// Paths are the paths of all records, sorted.
func (r *Records) Paths() []string {
	if r == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(r.files))
}

// Record is the record at a path, with the messages on what is damaged in it, as
// Read gives them; nil when there is none, or with the message on why it cannot be
// used.
func (r *Records) Record(at string) (*Record, []diag.Message) {
	if r == nil {
		return nil, nil
	}
	f := r.files[at]
	if f == nil {
		return nil, nil
	}
	f.once.Do(func() {
		text, err := fs.ReadFile(f.fsys, at)
		if err != nil {
			f.messages = []diag.Message{diag.In("source-unreadable", at)}
			return
		}
		f.record, f.messages = Read(diag.Source{Path: at, Text: text})
	})
	return f.record, f.messages
}

// Of is what the path of a record says: the publication's id and the language.
func Of(at string) (id, language string) {
	name := strings.TrimSuffix(strings.TrimPrefix(at, Folder+"/"), Extension)
	dir, base := path.Split(name)
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		base, language = base[:i], base[i+1:]
	}
	if base == "index" {
		return strings.TrimSuffix(dir, "/"), language
	}
	return dir + base, language
}
