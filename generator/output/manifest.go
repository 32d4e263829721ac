package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// digest is the first half of the SHA-256 of a file: 128 bits cannot be met by
// accident nor, in this use, by craft, and `sha256sum` can check them.
type digest [16]byte

func digestOf(content []byte) digest {
	sum := sha256.Sum256(content)
	return digest(sum[:16])
}

// entry is one file that Tract wrote: its path below the destination, with
// slashes, its size and its digest. time is the modification time in
// nanoseconds that the file had when it was known to hold these bytes, zero
// when it is not known.
type entry struct {
	path string
	size int64
	sum  digest
	time int64
}

// A manifest is text, one line a file, sorted by path as bytes:
//
//	tract manifest 1
//	path TAB size TAB digest
//	end TAB number of files TAB digest of all lines above
//
// A path that holds control characters, quotes or bad UTF-8 stands in Go's
// quoted form. The journal of a commit has the same format: it is the next
// manifest.
const manifestHead = "tract manifest 1\n"

var errDamaged = errors.New("damaged manifest")

// parseManifest reads a manifest. The paths share the memory of the text.
// Anything but the exact bytes that writeManifest makes is errDamaged; so a
// path in the result is always inside the destination.
func parseManifest(text string) ([]entry, error) {
	body, ok := strings.CutPrefix(text, manifestHead)
	if !ok || !strings.HasSuffix(body, "\n") {
		return nil, errDamaged
	}
	last := strings.LastIndexByte(body[:len(body)-1], '\n') + 1
	trailer, body := body[last:], body[:last]
	entries := make([]entry, 0, strings.Count(body, "\n"))
	before := ""
	for line := range strings.Lines(body) {
		e, ok := parseLine(line)
		if !ok || e.path <= before {
			return nil, errDamaged
		}
		before = e.path
		entries = append(entries, e)
	}
	sum := sha256.New()
	io.WriteString(sum, text[:len(text)-len(trailer)])
	if trailer != string(appendTrailer(nil, len(entries), digest(sum.Sum(nil)[:16]))) {
		return nil, errDamaged
	}
	return entries, nil
}

// salvageManifest reads the lines of a damaged manifest that still make sense.
// They say what Tract may have written, not what it did write.
func salvageManifest(text string) []entry {
	var entries []entry
	for line := range strings.Lines(text) {
		if e, ok := parseLine(line); ok {
			entries = append(entries, e)
		}
	}
	return entries
}

// parseLine reads one line with its line end.
func parseLine(line string) (entry, bool) {
	path, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return entry{}, false
	}
	size, sum, ok := strings.Cut(rest, "\t")
	sum, ended := strings.CutSuffix(sum, "\n")
	e := entry{path: path}
	if !ok || !ended || len(sum) != 2*len(e.sum) || sum != strings.ToLower(sum) {
		return entry{}, false
	}
	if _, err := hex.Decode(e.sum[:], []byte(sum)); err != nil {
		return entry{}, false
	}
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil || n < 0 || size != strconv.FormatInt(n, 10) {
		return entry{}, false
	}
	e.size = n
	if strings.HasPrefix(path, `"`) {
		if e.path, err = strconv.Unquote(path); err != nil || string(appendPath(nil, e.path)) != path {
			return entry{}, false
		}
	} else if needsQuotes(path) {
		return entry{}, false
	}
	return e, checkPath(e.path) == nil
}

func appendLine(b []byte, e entry) []byte {
	b = append(appendPath(b, e.path), '\t')
	b = append(strconv.AppendInt(b, e.size, 10), '\t')
	return append(hex.AppendEncode(b, e.sum[:]), '\n')
}

func appendTrailer(b []byte, count int, sum digest) []byte {
	b = append(strconv.AppendInt(append(b, "end\t"...), int64(count), 10), '\t')
	return append(hex.AppendEncode(b, sum[:]), '\n')
}

func appendPath(b []byte, path string) []byte {
	if needsQuotes(path) {
		return strconv.AppendQuote(b, path)
	}
	return append(b, path...)
}

func needsQuotes(path string) bool {
	for i, r := range path {
		if r < ' ' || r == 0x7f || r == '"' || r == '\\' {
			return true
		}
		if r == '\uFFFD' && !strings.HasPrefix(path[i:], "\uFFFD") {
			return true
		}
	}
	return false
}

// writeManifest writes the entries, which come sorted by path, and gives the
// digest that stands in the last line.
func writeManifest(to io.Writer, entries iter.Seq[entry]) (digest, error) {
	buffered := bufio.NewWriterSize(to, 64<<10)
	sum := sha256.New()
	both := io.MultiWriter(buffered, sum)
	count := 0
	line := append(make([]byte, 0, 512), manifestHead...)
	for e := range entries {
		line = appendLine(line, e)
		count++
		if len(line) > 32<<10 {
			if _, err := both.Write(line); err != nil {
				return digest{}, err
			}
			line = line[:0]
		}
	}
	if _, err := both.Write(line); err != nil {
		return digest{}, err
	}
	all := digest(sum.Sum(nil)[:16])
	if _, err := buffered.Write(appendTrailer(line[:0], count, all)); err != nil {
		return digest{}, err
	}
	return all, buffered.Flush()
}

// trailerSum is the digest in the last line of a manifest that was parsed.
func trailerSum(text string) (d digest) {
	if len(text) > 2*len(d) {
		hex.Decode(d[:], []byte(text[len(text)-1-2*len(d):len(text)-1]))
	}
	return d
}

// readText is the content of a regular file below .tract/ as a string, read
// without a second copy. A symbolic link counts as a file that is not there:
// Tract never makes one.
func readText(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fs.ErrNotExist
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	b.Grow(int(min(info.Size(), 1<<30)))
	_, err = io.Copy(&b, f)
	return b.String(), err
}

// replace writes a file of .tract/ beside its place and renames it there; sync
// says whether its bytes must be on the disk before.
func replace(path string, sync bool, write func(io.Writer) error) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil && sync {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = rename(part, path)
	}
	if err != nil {
		os.Remove(part)
		return err
	}
	if sync {
		syncFolder(filepath.Dir(path))
	}
	return nil
}
