package output

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// Cache keeps what costs much to compute and depends on its key alone, from one
// run to the next, in `.tract/cache/` of a site's folder. It holds nothing that
// cannot be made again: a folder that cannot be written, an entry that is cut
// or altered, one that another run just removed, all are as if nothing had been
// kept, and deleting the folder changes no output. It may be used by many
// goroutines and processes at once; nothing outside the site's folder is read
// or written, whatever links lead there.
type Cache struct {
	folder string // the site's
	limit  int64  // bytes of all entries together
	fresh  atomic.Int64
	parts  atomic.Int64 // for names
	trim   sync.Mutex
}

// CacheLimit is how many bytes a Cache holds; the oldest entries go first.
const CacheLimit = 512 << 20

const (
	cacheFolder = stateFolder + "/cache"
	cacheHead   = "tract cache 1\n"
	maxEntry    = 64 << 20
)

// OpenCache is the cache of a site's folder. Nothing is opened or made before
// it is used.
func OpenCache(folder string) *Cache { return &Cache{folder: folder, limit: CacheLimit} }

// cacheName is the file of a key.
func cacheName(key string) string {
	sum := sha256.Sum256([]byte(key))
	return path.Join(cacheFolder, hex.EncodeToString(sum[:16]))
}

// Get is what was kept under a key. ok is false where nothing is, or not what
// Put was given.
func (c *Cache) Get(key string) (value []byte, ok bool) {
	root, err := os.OpenRoot(c.folder)
	if err != nil {
		return nil, false
	}
	defer root.Close()
	f, err := root.Open(cacheName(key))
	if err != nil {
		return nil, false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > maxEntry {
		return nil, false
	}
	b, err := io.ReadAll(io.LimitReader(f, maxEntry))
	head := len(cacheHead) + sha256.Size
	if err != nil || len(b) < head || string(b[:len(cacheHead)]) != cacheHead {
		return nil, false
	}
	if sum := sealOf(key, b[head:]); !bytes.Equal(sum[:], b[len(cacheHead):head]) {
		return nil, false
	}
	return b[head:], true
}

// sealOf is the digest that an entry carries: of its key and its bytes.
func sealOf(key string, value []byte) [sha256.Size]byte {
	h := sha256.New()
	of := sha256.Sum256([]byte(key))
	h.Write(of[:])
	h.Write(value)
	return [sha256.Size]byte(h.Sum(nil))
}

// Put keeps a value under a key, as far as the disk allows. An entry stands
// whole under its name or not at all.
func (c *Cache) Put(key string, value []byte) {
	if len(value) > maxEntry-len(cacheHead)-sha256.Size {
		return
	}
	root, err := os.OpenRoot(c.folder)
	if err != nil {
		return
	}
	defer root.Close()
	if root.MkdirAll(cacheFolder, 0o777) != nil {
		return
	}
	name := cacheName(key)
	// Two may make the same entry at once: each has a name of its own. What one
	// that died leaves behind is trimmed in its turn.
	part := name + ".part" + strconv.Itoa(os.Getpid()) + "-" + strconv.FormatInt(c.parts.Add(1), 10)
	sum := sealOf(key, value)
	if root.WriteFile(part, slices.Concat([]byte(cacheHead), sum[:], value), 0o666) != nil || root.Rename(part, name) != nil {
		_ = root.Remove(part) // it counts as an entry, and is trimmed in its turn
		return
	}
	// The folder is looked through for the first entry of a run and whenever an
	// eighth of the limit is new.
	before := c.fresh.Load()
	if after := c.fresh.Add(int64(len(value)) + 1); before == 0 || before*8/c.limit != after*8/c.limit {
		c.shrink(root)
	}
}

// shrink removes the oldest entries until those left are within the limit.
func (c *Cache) shrink(root *os.Root) {
	c.trim.Lock()
	defer c.trim.Unlock()
	folder, err := root.Open(cacheFolder)
	if err != nil {
		return
	}
	defer folder.Close()
	infos, _ := folder.Readdir(-1) // what could be read is enough
	total := int64(0)
	for _, info := range infos {
		total += info.Size()
	}
	slices.SortFunc(infos, func(a, b os.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for _, info := range infos {
		if total <= c.limit {
			return
		}
		if info.Mode().IsRegular() && root.Remove(path.Join(cacheFolder, info.Name())) == nil {
			total -= info.Size()
		}
	}
}
