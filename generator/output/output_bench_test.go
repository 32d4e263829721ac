package output

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// benchFolder is a memory file system where there is one.
func benchFolder(b *testing.B) string {
	if dir, err := os.MkdirTemp("/dev/shm", "tract-bench-"); err == nil {
		b.Cleanup(func() { os.RemoveAll(dir) })
		return dir
	}
	return b.TempDir()
}

func benchPaths(pages int) []string {
	paths := make([]string, pages)
	for i := range paths {
		paths[i] = fmt.Sprintf("l%d/section-%d/page-number-%d/index.html", i%5, i%40, i)
	}
	return paths
}

// onAll calls do for each path on all cores.
func onAll(b *testing.B, paths []string, do func(path string) error) {
	var group sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for n := range cores {
		group.Go(func() {
			for i := n; i < len(paths); i += cores {
				if err := do(paths[i]); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
}

const benchPages = 8488

func benchContent(mark byte) []byte { return bytes.Repeat([]byte{mark, 'x', 'y'}, 4000) }

// BenchmarkPlain is the floor: folders and files, nothing else.
func BenchmarkPlain(b *testing.B) {
	paths, content, dir := benchPaths(benchPages), benchContent('a'), benchFolder(b)
	for b.Loop() {
		root := filepath.Join(dir, "out")
		onAll(b, paths, func(path string) error {
			path = filepath.Join(root, path)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				return err
			}
			return os.WriteFile(path, content, 0o666)
		})
		b.StopTimer()
		os.RemoveAll(root)
		b.StartTimer()
	}
}

func benchRun(b *testing.B, root string, paths []string, content []byte) {
	w, err := Open(root)
	if err != nil {
		b.Fatal(err)
	}
	onAll(b, paths, func(path string) error { return w.Stage(path, content) })
	if _, messages, err := w.Commit(context.Background()); err != nil || len(messages) > 0 {
		b.Fatal(err, messages)
	}
}

func BenchmarkEmptyDestination(b *testing.B) {
	paths, content, dir := benchPaths(benchPages), benchContent('a'), benchFolder(b)
	for b.Loop() {
		root := filepath.Join(dir, "out")
		benchRun(b, root, paths, content)
		b.StopTimer()
		os.RemoveAll(root)
		b.StartTimer()
	}
}

func BenchmarkUnchanged(b *testing.B) {
	paths, content, dir := benchPaths(benchPages), benchContent('a'), benchFolder(b)
	benchRun(b, dir, paths, content)
	for b.Loop() {
		benchRun(b, dir, paths, content)
	}
}

func BenchmarkAllChanged(b *testing.B) {
	paths, dir := benchPaths(benchPages), benchFolder(b)
	contents := [2][]byte{benchContent('a'), benchContent('b')}
	n := 0
	for b.Loop() {
		benchRun(b, dir, paths, contents[n%2])
		n++
	}
}

// BenchmarkMemory tells what a Writer holds per file of a large site.
func BenchmarkMemory(b *testing.B) {
	const files = 84978
	paths, dir := benchPaths(files), benchFolder(b)
	content := []byte("short")
	for b.Loop() {
		for _, name := range []string{"first", "again"} {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			w, err := Open(dir)
			if err != nil {
				b.Fatal(err)
			}
			for _, path := range paths {
				if err := w.Stage(path, content); err != nil {
					b.Fatal(err)
				}
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/files, "B/file-"+name)
			if _, _, err := w.Commit(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	}
}
