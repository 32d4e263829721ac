package build

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"sync"

	"tract/generator/diag"
	"tract/generator/media"
)

// keepBytes is how much of cleaned files is kept between check and render.
const keepBytes = 32 << 20

// files are the files beside the texts, read through the site's file system
// and cleaned. It may be used by many goroutines at once.
type files struct {
	fsys   fs.FS
	widths []int    // at which large images are published too
	cache  Cache    // may be nil
	sizes  sync.Map // path to size

	scaled scaled

	mu   sync.Mutex
	kept map[string][]byte
	room int
}

type size struct {
	width, height int
	ok            bool
	ext           string // of its smaller sizes
	widths        []int  // of those
}

func newFiles(fsys fs.FS, widths []int, cache Cache) *files {
	return &files{fsys: fsys, widths: widths, cache: cache, kept: map[string][]byte{}, room: keepBytes}
}

// Size is the size of an image, from its head.
func (f *files) Size(path string) (width, height int, ok bool) {
	s := f.size(path)
	return s.width, s.height, s.ok
}

// Widths are the widths at which an image is published beside its own.
func (f *files) Widths(path string) (ext string, widths []int) {
	if len(f.widths) == 0 {
		return "", nil
	}
	s := f.size(path)
	return s.ext, s.widths
}

func (f *files) size(path string) size {
	if s, known := f.sizes.Load(path); known {
		return s.(size)
	}
	s := f.measure(path)
	f.sizes.Store(path, s)
	return s
}

func (f *files) measure(path string) size {
	file, err := f.fsys.Open(path)
	if err != nil {
		return size{}
	}
	defer file.Close()
	var head bytes.Buffer
	info, fault, err := media.InspectReader(path, io.TeeReader(file, &head))
	if err != nil || fault != media.Sound && fault != media.Mismatch {
		return size{}
	}
	s := size{width: info.Width, height: info.Height, ok: info.Width > 0 && info.Height > 0}
	if stat, err := file.Stat(); err == nil {
		if ext, ok := media.Scales(path, head.Bytes(), info, stat.Size()); ok {
			s.ext, s.widths = ext, media.Worthwhile(info.Width, f.widths)
		}
	}
	return s
}

// Read is a file as published.
func (f *files) Read(path string) ([]byte, error) {
	f.mu.Lock()
	b, ok := f.kept[path]
	f.mu.Unlock()
	if ok {
		return b, nil
	}
	src, err := f.source(path)
	if err != nil {
		return nil, err
	}
	cleaned, _ := media.Clean(src)
	if cleaned.Bytes == nil {
		return nil, fmt.Errorf("%s cannot be published", path)
	}
	return cleaned.Bytes, nil
}

// Check cleans a file and tells what was met. The result is kept for Read
// while there is room.
func (f *files) Check(path string) []diag.Message {
	src, err := f.source(path)
	if err != nil {
		return []diag.Message{diag.In("source-unreadable", path)}
	}
	cleaned, ms := media.Clean(src)
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(cleaned.Bytes); cleaned.Bytes != nil && n <= f.room {
		f.kept[path] = cleaned.Bytes
		f.room -= n
	}
	return ms
}

func (f *files) source(path string) (diag.Source, error) {
	file, err := f.fsys.Open(path)
	if err != nil {
		return diag.Source{}, err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return diag.Source{}, fmt.Errorf("read %s: %w", path, err)
	}
	return diag.Source{Path: path, Text: text}, nil
}

func countText(n int) string { return strconv.Itoa(n) }
