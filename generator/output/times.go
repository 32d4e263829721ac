package output

import (
	"bufio"
	"encoding/binary"
	"io"
	"iter"
	"os"
	"strings"
)

// `.tract/times` spares the next run the reading of what it finds unchanged.
// It holds what a manifest must not, since it differs from machine to machine:
// the modification time of each file, in the order of the manifest, and the
// folders that were there before Tract put its first file into them. It is a
// cache: when it is lost or belongs to another manifest, files are read and
// compared by digest.
//
//	tract times 1
//	digest of the manifest, 16 bytes
//	number of files, 8 bytes, then as many times in nanoseconds, 8 bytes each
//	folders, a line each, in the form of a manifest's path
const timesHead = "tract times 1\n"

// parseTimes gives the times and folders, or false when the text is no such
// file for the manifest with this digest and number of files.
func parseTimes(text string, manifest digest, files int) (times []int64, folders []string, ok bool) {
	rest, ok := strings.CutPrefix(text, timesHead)
	if !ok || len(rest) < 24 || rest[:16] != string(manifest[:]) {
		return nil, nil, false
	}
	rest = rest[16:]
	if binary.BigEndian.Uint64([]byte(rest[:8])) != uint64(files) || (len(rest)-8)/8 < files {
		return nil, nil, false
	}
	rest = rest[8:]
	times = make([]int64, files)
	for i := range times {
		times[i] = int64(binary.BigEndian.Uint64([]byte(rest[8*i : 8*i+8])))
	}
	for line := range strings.Lines(rest[8*files:]) {
		// The form of a manifest's line brings its checks with it.
		e, ok := parseLine(strings.TrimSuffix(line, "\n") + "\t0\t" + strings.Repeat("0", 32) + "\n")
		if !ok {
			return nil, nil, false
		}
		folders = append(folders, e.path)
	}
	return times, folders, true
}

func writeTimes(to io.Writer, manifest digest, files int, entries iter.Seq[entry], folders []string) error {
	b := bufio.NewWriterSize(to, 64<<10)
	b.WriteString(timesHead)
	b.Write(manifest[:])
	var word [8]byte
	binary.BigEndian.PutUint64(word[:], uint64(files))
	b.Write(word[:])
	for e := range entries {
		binary.BigEndian.PutUint64(word[:], uint64(e.time))
		b.Write(word[:])
	}
	for _, folder := range folders {
		b.Write(append(appendPath(nil, folder), '\n'))
	}
	return b.Flush()
}

// loadTimes puts the known times into the entries of the previous run. A time
// that is not older than the file of times itself is left out: an edit in the
// same tick of the disk's clock would not show.
func (w *Writer) loadTimes(manifest digest) {
	path := w.own("times")
	info, err := os.Lstat(path)
	if err != nil {
		return
	}
	text, err := readText(path)
	if err != nil {
		return
	}
	times, folders, ok := parseTimes(text, manifest, len(w.previous))
	if !ok {
		return
	}
	stamp := info.ModTime().UnixNano()
	for i, t := range times {
		if t < stamp {
			w.previous[i].time = t
		}
	}
	for _, folder := range folders {
		w.keep[folder] = true
	}
	w.timesLoaded = true
}
