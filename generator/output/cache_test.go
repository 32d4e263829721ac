package output

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	dir := t.TempDir()
	c := OpenCache(dir)
	if _, ok := c.Get("a"); ok {
		t.Error("something is kept in an empty folder")
	}
	if _, err := os.Stat(filepath.Join(dir, ".tract")); err == nil {
		t.Error("a folder was made to look something up")
	}
	c.Put("a", []byte("one"))
	c.Put("b", nil)
	c.Put("a", []byte("two"))
	for key, want := range map[string]string{"a": "two", "b": ""} {
		if got, ok := OpenCache(dir).Get(key); !ok || string(got) != want {
			t.Errorf("%s: %q, %v", key, got, ok)
		}
	}
	entries, _ := os.ReadDir(filepath.Join(dir, ".tract", "cache"))
	if len(entries) != 2 {
		t.Errorf("%d files, wanted 2", len(entries))
	}
}

// An entry that is not what was put is none, whichever byte differs.
func TestCacheDamaged(t *testing.T) {
	dir := t.TempDir()
	c := OpenCache(dir)
	c.Put("a", []byte("some bytes"))
	c.Put("b", []byte("some bytes"))
	name, other := filepath.Join(dir, filepath.FromSlash(cacheName("a"))), filepath.Join(dir, filepath.FromSlash(cacheName("b")))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		b := append([]byte(nil), whole...)
		b[i] ^= 0x40
		if err := os.WriteFile(name, b, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, ok := c.Get("a"); ok {
			t.Fatalf("byte %d differs and was not noticed", i)
		}
		if err := os.WriteFile(name, whole[:i], 0o666); err != nil {
			t.Fatal(err)
		}
		if _, ok := c.Get("a"); ok {
			t.Fatalf("%d bytes of %d are taken for all", i, len(whole))
		}
	}
	if err := os.Rename(other, name); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Get("a"); ok {
		t.Error("the entry of another key is given")
	}
	c.Put("a", []byte("again"))
	if got, ok := c.Get("a"); !ok || string(got) != "again" {
		t.Errorf("not made anew: %q, %v", got, ok)
	}
}

func TestCacheBounded(t *testing.T) {
	dir := t.TempDir()
	c := OpenCache(dir)
	c.limit = 10_000
	value := []byte(strings.Repeat("x", 900))
	for i := range 100 {
		c.Put(strconv.Itoa(i), value)
	}
	entries, _ := os.ReadDir(filepath.Join(dir, ".tract", "cache"))
	if n := len(entries); n == 0 || n > 12 {
		t.Errorf("%d entries of 947 bytes in 10,000", n)
	}
	if _, ok := c.Get("99"); !ok {
		t.Error("the newest is gone")
	}
}

// A folder that leads out of the site is not written to.
func TestCacheStaysInside(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, ".tract")); err != nil {
		t.Fatal(err)
	}
	c := OpenCache(dir)
	c.Put("a", []byte("x"))
	if _, ok := c.Get("a"); ok {
		t.Error("it was kept")
	}
	if entries, _ := os.ReadDir(outside); len(entries) > 0 {
		t.Errorf("written outside: %v", entries)
	}
	c = OpenCache(filepath.Join(dir, "missing"))
	c.Put("a", []byte("x"))
	if _, ok := c.Get("a"); ok {
		t.Error("it was kept in a folder that is not there")
	}
}

func TestCacheAtOnce(t *testing.T) {
	c := OpenCache(t.TempDir())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 20 {
				key := strconv.Itoa(i)
				c.Put(key, []byte("value of "+key))
				if got, ok := c.Get(key); ok && string(got) != "value of "+key {
					t.Errorf("%s: %q", key, got)
				}
			}
		})
	}
	wg.Wait()
}
