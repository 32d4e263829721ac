package serve

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"time"
)

// stamp is what polling compares of a file.
type stamp struct {
	place   string
	size    int64
	time    int64 // of the last change of its bytes, as the file system says; nanoseconds
	changed int64 // of the last change of whatever there is about it; 0 where the system does not tell
	mode    fs.FileMode
	node    node
	// digest is that of the bytes while they are young: what is written again
	// within the same tick of the file system's clock has the same times.
	digest [sha256.Size]byte
	young  bool
}

const (
	// coarse is longer than a tick of any file system's clock; FAT has 2 s.
	coarse = 2500 * time.Millisecond
	// maxDigest is the size of files beyond which times have to do.
	maxDigest = 1 << 20
)

// survey is the stamps of all files and folders of a site by their paths. last
// are those of the survey before; now is the time.
func survey(root string, last map[string]stamp, now time.Time) map[string]stamp {
	out := make(map[string]stamp, len(last))
	f := &folders{root: root, add: func(string) error { return nil }, remove: func(string) {}}
	f.file = func(place, path string) {
		info, err := os.Stat(place)
		if err != nil {
			return
		}
		s := stamp{place: place, mode: info.Mode(), node: nodeOf(info)}
		if info.Mode().IsRegular() { // a folder's own time says no more than its entries
			s.size, s.time, s.changed = info.Size(), info.ModTime().UnixNano(), changedOf(info)
			s.young = s.size <= maxDigest && now.Sub(info.ModTime()).Abs() < coarse
			if s.young || last[path].young && s.size <= maxDigest {
				s.digest = digestOfFile(place)
			}
		}
		out[path] = s
	}
	_ = f.all() // nothing here can fail
	return out
}

// differs says whether a file may be another than at the survey before.
func (s stamp) differs(old stamp) bool {
	if !old.young {
		s.digest = old.digest // it was not taken
	}
	s.young = old.young
	return s != old
}

// digestOfFile is that of a file's bytes; zero for one that cannot be read.
func digestOfFile(place string) (sum [sha256.Size]byte) {
	file, err := os.Open(place)
	if err != nil {
		return sum
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(file, maxDigest+1)); err != nil {
		return [sha256.Size]byte{}
	}
	h.Sum(sum[:0])
	return sum
}
