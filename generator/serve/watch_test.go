package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// replica is what a reader of the news believes to be in the folder: it reads
// again what it is told of, and nothing else.
type replica struct {
	t     *testing.T
	root  string
	w     *Watcher
	files map[string]string
	told  map[string]int // paths, how often
	lost  []string       // files that were there, told, and found empty or absent
}

func follow(t *testing.T, root string, k knobs) *replica {
	t.Helper()
	r := &replica{t: t, root: root, w: watch(root, k), told: map[string]int{}}
	t.Cleanup(r.w.Close)
	r.files = r.disk()
	return r
}

// disk are the files that a build would read.
func (r *replica) disk() map[string]string {
	out := map[string]string{}
	for _, top := range append(slices.Clone(roots), "tract.yaml") {
		r.read(top, out)
	}
	return out
}

func (r *replica) read(p string, into map[string]string) {
	_ = filepath.WalkDir(filepath.Join(r.root, filepath.FromSlash(p)), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		rel, _ := filepath.Rel(r.root, name)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if unread(rel, true) {
				return fs.SkipDir
			}
			return nil
		}
		if text, err := os.ReadFile(name); err == nil && !unread(rel, false) {
			into[rel] = string(text)
		}
		return nil
	})
}

// take applies news that comes within a time; false when there is none.
func (r *replica) take(within time.Duration) bool {
	ctx, stop := context.WithTimeout(r.t.Context(), within)
	defer stop()
	n, err := r.w.Next(ctx)
	if err != nil {
		return false
	}
	if n.Gone {
		return true
	}
	if n.Changes.All {
		r.files = r.disk()
		return true
	}
	for _, p := range n.Changes.Paths {
		r.told[p]++
		before, known := r.files[p]
		if delete(r.files, p); known {
			if text, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(p))); err == nil {
				r.files[p] = string(text)
				continue
			}
		}
		maps.DeleteFunc(r.files, func(q, _ string) bool { return q == p || strings.HasPrefix(q, p+"/") })
		r.read(p, r.files)
		if before != "" && r.files[p] == "" {
			r.lost = append(r.lost, p)
		}
	}
	return true
}

// settle takes news until the replica is as the disk and nothing more comes.
func (r *replica) settle() {
	r.t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); {
		if !r.take(160*time.Millisecond) && maps.Equal(r.files, r.disk()) {
			return
		}
	}
	defer r.t.FailNow()
	disk := r.disk()
	for p := range disk {
		if r.files[p] != disk[p] {
			r.t.Errorf("%s: believed %.40q, is %.40q", p, r.files[p], disk[p])
		}
	}
	for p := range r.files {
		if _, ok := disk[p]; !ok {
			r.t.Errorf("%s is gone and believed to be there", p)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(name), 0o755))
	must(t, os.WriteFile(name, []byte(text), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// quick is usual with less waiting.
func quick() knobs {
	k := usual()
	k.poll, k.check = 20*time.Millisecond, 30*time.Millisecond
	return k
}

func noNotifier() (notifier, error) { return nil, errors.New("there is none") }

func TestEditors(t *testing.T) {
	pause := func() { time.Sleep(15 * time.Millisecond) }
	sequences := map[string]func(dir, name string, text []byte) error{
		"in place": func(dir, name string, text []byte) error {
			return os.WriteFile(filepath.Join(dir, name), text, 0o644)
		},
		"vscode, slowly": func(dir, name string, text []byte) error {
			f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_TRUNC, 0)
			if err != nil {
				return err
			}
			pause()
			_, err = f.Write(text)
			return errors.Join(err, f.Close())
		},
		"vim": func(dir, name string, text []byte) error {
			at := filepath.Join(dir, name)
			return errors.Join(
				os.WriteFile(filepath.Join(dir, "."+name+".swp"), text, 0o600),
				os.WriteFile(filepath.Join(dir, "4913"), nil, 0o600),
				os.Remove(filepath.Join(dir, "4913")),
				os.Rename(at, at+"~"),
				func() error { pause(); return os.WriteFile(at, text, 0o644) }(),
				os.Chmod(at, 0o640),
				os.Remove(at+"~"),
				os.Remove(filepath.Join(dir, "."+name+".swp")))
		},
		"emacs": func(dir, name string, text []byte) error {
			at := filepath.Join(dir, name)
			return errors.Join(
				os.Symlink("someone@host.1:1", filepath.Join(dir, ".#"+name)),
				os.WriteFile(filepath.Join(dir, "#"+name+"#"), text, 0o600),
				os.Rename(at, at+"~"),
				os.WriteFile(at, text, 0o644),
				os.Remove(filepath.Join(dir, "#"+name+"#")),
				os.Remove(filepath.Join(dir, ".#"+name)))
		},
		"gedit": func(dir, name string, text []byte) error {
			temp := filepath.Join(dir, ".goutputstream-ABC123")
			return errors.Join(os.WriteFile(temp, text, 0o644), os.Rename(temp, filepath.Join(dir, name)))
		},
		"temporary file": func(dir, name string, text []byte) error {
			temp := filepath.Join(dir, name+".tmp")
			return errors.Join(os.WriteFile(temp, text, 0o644), os.Rename(temp, filepath.Join(dir, name)))
		},
		"sed -i": func(dir, name string, text []byte) error {
			temp := filepath.Join(dir, "sedA1b2C3")
			return errors.Join(os.WriteFile(temp, text, 0o644), os.Rename(temp, filepath.Join(dir, name)))
		},
		"jetbrains": func(dir, name string, text []byte) error {
			at := filepath.Join(dir, name)
			return errors.Join(os.WriteFile(at+"___jb_tmp___", text, 0o644), os.Rename(at, at+"___jb_old___"),
				os.Rename(at+"___jb_tmp___", at), os.Remove(at+"___jb_old___"))
		},
		"git": func(dir, name string, text []byte) error {
			at := filepath.Join(dir, name)
			return errors.Join(os.Remove(at), os.WriteFile(at, text, 0o644))
		},
		"beside it and back, slowly": func(dir, name string, text []byte) error {
			at := filepath.Join(dir, name)
			err := os.Rename(at, at+"~")
			pause()
			return errors.Join(err, os.WriteFile(at, text, 0o644), os.Remove(at+"~"))
		},
		"no rights for a moment": func(dir, name string, text []byte) error {
			at := filepath.Join(dir, name)
			err := os.Chmod(at, 0)
			pause()
			return errors.Join(err, os.Chmod(at, 0o644), os.WriteFile(at, text, 0o644))
		},
	}
	for name, save := range sequences {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			at := filepath.Join(root, "content", "pages", "a.fr.md")
			write(t, at, "first")
			// A busy machine may stop in the middle of saving.
			k := usual()
			k.hold = 3 * time.Second
			r := follow(t, root, k)
			for i := range 3 {
				text := fmt.Sprintf("text %d", i)
				must(t, save(filepath.Dir(at), "a.fr.md", []byte(text)))
				for end := time.Now().Add(2 * time.Second); r.files["content/pages/a.fr.md"] != text && time.Now().Before(end); {
					r.take(time.Second)
				}
				if got := r.files["content/pages/a.fr.md"]; got != text {
					t.Fatalf("%q was saved, %q is shown", text, got)
				}
			}
			r.settle()
			if len(r.lost) > 0 {
				t.Errorf("shown empty or gone in the middle of saving: %v", r.lost)
			}
			for p := range r.told {
				if p != "content/pages/a.fr.md" {
					t.Errorf("told of %s", p)
				}
			}
		})
	}
}

func TestHold(t *testing.T) {
	root := t.TempDir()
	at := filepath.Join(root, "content", "a.md")
	write(t, at, "text")
	write(t, filepath.Join(root, "content", "b.md"), "text")
	if usual().hold != 100*time.Millisecond {
		t.Error("a loss is held for", usual().hold)
	}
	// Longer here, so that a busy machine is told from a wrong one.
	k := usual()
	k.hold = 800 * time.Millisecond
	const soon = 700 * time.Millisecond
	r := follow(t, root, k)

	// Empty for good: shown after that time, not before.
	start := time.Now()
	must(t, os.Truncate(at, 0))
	if !r.take(2 * time.Second) {
		t.Fatal("an empty file is never told")
	}
	if d := time.Since(start); d < k.hold-5*time.Millisecond || r.files["content/a.md"] != "" {
		t.Errorf("told after %v", d)
	}
	// Written again: at once. Emptied again: held again.
	start = time.Now()
	write(t, at, "more")
	r.take(2 * time.Second)
	if d := time.Since(start); d > soon || r.files["content/a.md"] != "more" {
		t.Errorf("a good file waited %v: %q", d, r.files["content/a.md"])
	}
	r.settle()
	// Another file is told while one is held.
	must(t, os.Truncate(at, 0))
	start = time.Now()
	write(t, filepath.Join(root, "content", "b.md"), "other")
	r.take(2 * time.Second)
	if d := time.Since(start); d > soon || r.files["content/a.md"] != "more" || r.files["content/b.md"] != "other" {
		t.Errorf("%v: %v", d, r.files)
	}
	r.settle()
	// Gone for less than that time: the text that was good stays all along.
	clear(r.told)
	r.lost = nil
	must(t, os.Remove(at))
	time.Sleep(60 * time.Millisecond)
	write(t, at, "made anew")
	r.settle()
	if len(r.lost) > 0 || r.files["content/a.md"] != "made anew" || len(r.told) != 1 {
		t.Errorf("lost %v, told %v, %v", r.lost, r.told, r.files)
	}
	// A renamed file is gone as soon as its new name is there.
	start = time.Now()
	must(t, os.Rename(filepath.Join(root, "content", "b.md"), filepath.Join(root, "content", "c.md")))
	for r.files["content/b.md"] != "" || r.files["content/c.md"] == "" {
		if !r.take(2 * time.Second) {
			t.Fatal(r.files)
		}
	}
	if d := time.Since(start); d > soon {
		t.Errorf("a rename took %v", d)
	}
}

func TestFolders(t *testing.T) {
	for name, k := range map[string]knobs{"system": quick(), "polling": {notifier: noNotifier, hold: 50 * time.Millisecond, poll: 10 * time.Millisecond, check: 30 * time.Millisecond}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			in := func(p string) string { return filepath.Join(root, filepath.FromSlash(p)) }
			write(t, in("tract.yaml"), "a")
			write(t, in("content/a/b/c.md"), "c")
			write(t, in("public/index.html"), "x")
			write(t, in("content/node_modules/x/y.md"), "x")
			write(t, in("shared/s.md"), "s")
			r := follow(t, root, k)

			write(t, in("content/new/deep/er/x.md"), "x")
			write(t, in("content/new/deep/y.md"), "y")
			write(t, in("kinds/recipe.yaml"), "k") // a folder that was not there
			r.settle()
			must(t, os.Rename(in("content/new"), in("content/moved")))
			r.settle()
			write(t, in("content/moved/deep/er/x.md"), "changed below a renamed folder")
			r.settle()
			must(t, os.Rename(in("content/a"), in("elsewhere"))) // out of sight, and back
			r.settle()
			write(t, in("elsewhere/b/c.md"), "changed out of sight")
			must(t, os.Rename(in("elsewhere"), in("content/a")))
			r.settle()
			write(t, in("content/a/b/c.md"), "again")
			r.settle()
			must(t, os.RemoveAll(in("content/moved")))
			must(t, os.RemoveAll(in("kinds")))
			r.settle()
			clear(r.told)
			write(t, in("public/index.html"), "y")
			write(t, in("content/node_modules/x/y.md"), "y")
			write(t, in("notes.txt"), "y")
			r.settle()
			if len(r.told) > 0 {
				t.Errorf("told of %v", r.told)
			}
			write(t, in("tract.yaml"), "b")
			r.settle()
		})
	}
}

func TestLinks(t *testing.T) {
	root := t.TempDir()
	in := func(p string) string { return filepath.Join(root, filepath.FromSlash(p)) }
	write(t, in("shared/texts/a.md"), "a")
	write(t, in("shared/b.md"), "b")
	must(t, os.MkdirAll(in("content"), 0o755))
	must(t, os.Symlink("../shared/texts", in("content/linked")))
	must(t, os.Symlink("../shared/b.md", in("content/b.md")))
	must(t, os.Symlink("..", in("content/loop")))
	must(t, os.Symlink("../shared/late.md", in("content/late.md")))
	r := follow(t, root, quick())
	told := func(p string) {
		t.Helper()
		above := func(q string) bool { return q == p || strings.HasPrefix(p, q+"/") }
		for !slices.ContainsFunc(slices.Collect(maps.Keys(r.told)), above) {
			if !r.take(2 * time.Second) {
				t.Fatalf("%s was not told: %v", p, r.told)
			}
		}
		clear(r.told)
	}
	write(t, in("shared/texts/a.md"), "changed")
	told("content/linked/a.md")
	write(t, in("shared/b.md"), "changed")
	told("content/b.md")
	write(t, in("shared/late.md"), "is there now")
	told("content/late.md")
	must(t, os.RemoveAll(in("shared/texts")))
	told("content/linked")
	write(t, in("shared/texts/deep/c.md"), "made anew")
	told("content/linked")
	write(t, in("shared/texts/deep/c.md"), "and changed")
	told("content/linked/deep/c.md")
}

func TestCheckout(t *testing.T) {
	root := t.TempDir()
	const files = 3000
	name := func(i int) string {
		return filepath.Join(root, "content", fmt.Sprintf("s%d", i%50), fmt.Sprintf("p%d", i), "index.fr.md")
	}
	for i := range files {
		write(t, name(i), "one")
	}
	r := follow(t, root, usual())
	done := make(chan error)
	go func() {
		var err error
		for i := range files {
			err = errors.Join(err, os.Remove(name(i)), os.WriteFile(name(i), []byte("two"), 0o644))
		}
		done <- err
	}()
	loads := 0
	for finished := false; !finished; loads++ {
		select {
		case err := <-done:
			must(t, err)
			finished = true
		default:
			r.take(50 * time.Millisecond)
		}
	}
	r.settle()
	if len(r.lost) > 0 {
		t.Errorf("%d files were shown as gone, such as %s", len(r.lost), r.lost[0])
	}
	t.Logf("%d files in %d loads", files, loads)
}

// TestRandomEdits does a thousand things to a folder, faster and slower.
func TestRandomEdits(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	root := t.TempDir()
	for i := range 20 {
		write(t, filepath.Join(root, "content", fmt.Sprintf("d%d", i%4), fmt.Sprintf("%d.md", i)), "start")
	}
	r := follow(t, root, quick())
	folder := func() string {
		p := "content"
		for range rnd.IntN(4) {
			p = path.Join(p, fmt.Sprintf("d%d", rnd.IntN(4)))
		}
		return filepath.Join(root, filepath.FromSlash(p))
	}
	for i := range 1000 {
		file := filepath.Join(folder(), fmt.Sprintf("%d.md", rnd.IntN(20)))
		// Many of these cannot be done; that is as good.
		switch rnd.IntN(9) {
		case 0, 1, 2:
			_ = os.MkdirAll(filepath.Dir(file), 0o755)
			_ = os.WriteFile(file, []byte(fmt.Sprint("text ", i)), 0o644)
		case 3:
			_ = os.Remove(file)
		case 4, 5:
			_ = os.Rename(file, filepath.Join(folder(), fmt.Sprintf("%d.md", rnd.IntN(20))))
		case 6, 7:
			if from, to := folder(), folder(); from != filepath.Join(root, "content") {
				_ = os.Rename(from, to)
			}
		case 8:
			if at := folder(); rnd.IntN(4) == 0 && at != filepath.Join(root, "content") {
				_ = os.RemoveAll(at)
			}
		}
		switch rnd.IntN(50) {
		case 0:
			r.settle()
		case 1, 2, 3, 4, 5:
			r.take(time.Millisecond)
		}
	}
	r.settle()
}

// limited is a notifier that follows only so many folders, and that can lose
// events.
type limited struct {
	notifier
	room   *int
	errors chan error
}

func (l limited) Add(folder string) error {
	if *l.room--; *l.room < 0 {
		return syscall.ENOSPC
	}
	return l.notifier.Add(folder)
}
func (l limited) Errors() <-chan error { return l.errors }

func TestWatchLimit(t *testing.T) {
	for _, room := range []int{0, 3, 6} {
		root := t.TempDir()
		for i := range 4 {
			write(t, filepath.Join(root, "content", fmt.Sprint(i), "a.md"), "a")
		}
		k := quick()
		k.notifier = func() (notifier, error) {
			n, err := newNotifier()
			return limited{n, &room, make(chan error)}, err
		}
		r := follow(t, root, k)
		seen := 0
		step := func() {
			t.Helper()
			for !maps.Equal(r.files, r.disk()) {
				ctx, stop := context.WithTimeout(t.Context(), 3*time.Second)
				n, err := r.w.Next(ctx)
				stop()
				if err != nil {
					t.Fatal("not told: ", r.files, r.disk())
				}
				for _, m := range n.Messages {
					if m.ID != "serve-watch-limit" {
						t.Error(m)
					}
					seen++
				}
				for _, p := range n.Changes.Paths {
					r.read(p, r.files)
				}
				if n.Changes.All {
					r.files = r.disk()
				}
			}
		}
		for i := range 4 {
			write(t, filepath.Join(root, "content", fmt.Sprint("new", i), "b.md"), "b")
			step()
			write(t, filepath.Join(root, "content", "1", "a.md"), fmt.Sprint("changed ", i))
			step()
		}
		if seen != 1 {
			t.Errorf("room for %d: said %d times", room, seen)
		}
	}
}

func TestOverflow(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "content", "a.md"), "a")
	room, faults := 1000, make(chan error)
	k := quick()
	k.notifier = func() (notifier, error) {
		n, err := newNotifier()
		return limited{n, &room, faults}, err
	}
	w := watch(root, k)
	defer w.Close()
	faults <- fsnotify.ErrEventOverflow
	n, err := w.Next(t.Context())
	if err != nil || !n.Changes.All || len(n.Messages) > 0 {
		t.Errorf("%+v, %v", n, err)
	}
	write(t, filepath.Join(root, "content", "a.md"), "b")
	if n, err = w.Next(t.Context()); err != nil || !slices.Equal(n.Changes.Paths, []string{"content/a.md"}) {
		t.Errorf("%+v, %v", n, err)
	}
}

func TestFolderGone(t *testing.T) {
	for name, n := range map[string]func() (notifier, error){"system": newNotifier, "polling": noNotifier} {
		t.Run(name, func(t *testing.T) {
			root := filepath.Join(t.TempDir(), "site")
			at := filepath.Join(root, "content", "a.md")
			write(t, at, "a")
			k := quick()
			k.notifier = n
			w := watch(root, k)
			defer w.Close()
			next := func(good func(News) bool) News {
				t.Helper()
				ctx, stop := context.WithTimeout(t.Context(), 3*time.Second)
				defer stop()
				for {
					n, err := w.Next(ctx)
					if err != nil {
						t.Fatal(err)
					}
					if good(n) {
						return n
					}
				}
			}
			for range 2 {
				must(t, os.RemoveAll(root))
				n := next(func(n News) bool { return n.Gone })
				if len(n.Changes.Paths) > 0 || n.Changes.All {
					t.Errorf("its end is shown: %+v", n)
				}
				write(t, at, "back")
				next(func(n News) bool { return n.Back && n.Changes.All && !n.Gone })
				write(t, filepath.Join(root, "content", "b", "c.md"), "and followed")
				next(func(n News) bool {
					return n.Changes.All || slices.ContainsFunc(n.Changes.Paths, func(p string) bool { return strings.HasPrefix(p, "content/b") })
				})
			}
			// Moved away, and another folder in its place.
			must(t, os.Rename(root, root+"-old"))
			must(t, os.MkdirAll(filepath.Join(root, "content"), 0o755))
			next(func(n News) bool { return n.Back })
		})
	}
}

func TestPassing(t *testing.T) {
	for name, want := range map[string]bool{
		"4913": true, ".index.fr.md.swp": true, ".index.fr.md.swo": true, "a.md~": true, ".#a.md": true, "#a.md#": true, "a.tmp": true,
		".goutputstream-X1": true, "sedAbC123": true, ".a.md.swx": true,
		"a.md": false, "index.fr.md": false, "sedition": false, "4914": false, "#1.md": false, "a.csv": false, "temp.md": false,
	} {
		if passing(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

// A folder that was moved away and is back is followed as before, and so are
// those in it, however soon it comes back.
func TestFolderMoved(t *testing.T) {
	for name, n := range map[string]func() (notifier, error){"system": newNotifier, "polling": noNotifier} {
		for _, away := range []time.Duration{0, 5 * time.Millisecond, 50 * time.Millisecond, 300 * time.Millisecond} {
			t.Run(name+" "+away.String(), func(t *testing.T) {
				t.Parallel()
				root := filepath.Join(t.TempDir(), "site")
				write(t, filepath.Join(root, "tract.yaml"), "title: A")
				write(t, filepath.Join(root, "content", "a.md"), "a")
				k := quick()
				k.notifier = n
				r := follow(t, root, k)
				moved := func(from string) {
					t.Helper()
					must(t, os.Rename(from, from+"-away"))
					time.Sleep(away)
					must(t, os.Rename(from+"-away", from))
				}
				for round := range 2 {
					moved(root)
					r.settle()
					write(t, filepath.Join(root, "tract.yaml"), fmt.Sprint("title: B", round))
					write(t, filepath.Join(root, "content", "a.md"), fmt.Sprint("b", round))
					r.settle()
					moved(filepath.Join(root, "content"))
					r.settle()
					write(t, filepath.Join(root, "content", "new", "b.md"), fmt.Sprint("c", round))
					write(t, filepath.Join(root, "content", "a.md"), fmt.Sprint("c", round))
					r.settle()
				}
			})
		}
	}
}
