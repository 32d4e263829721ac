package serve

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestSurvey writes a file again in ways that its size and time do not show.
func TestSurvey(t *testing.T) {
	root := t.TempDir()
	at := filepath.Join(root, "content", "a.md")
	times := func(when time.Time) { must(t, os.Chtimes(at, when, when)) }
	// told says whether a second survey sees what was done after the first.
	told := func(when time.Time, blind bool, do func()) bool {
		t.Helper()
		write(t, at, "aaaa")
		times(when)
		now := time.Now()
		first := survey(root, nil, now)
		do()
		times(when)
		second := survey(root, first, now.Add(10*time.Millisecond))
		if blind {
			for _, stamps := range []map[string]stamp{first, second} {
				for p, s := range stamps {
					s.changed, s.node = 0, node{}
					stamps[p] = s
				}
			}
		}
		return second["content/a.md"].differs(first["content/a.md"])
	}
	inPlace := func() { write(t, at, "bbbb") }
	renamed := func() { write(t, at+".new", "bbbb"); must(t, os.Rename(at+".new", at)) }
	nothing := func() {}
	recent, old := time.Now(), time.Now().Add(-time.Hour)

	// The file system's clock has not moved: the bytes are compared.
	for name, do := range map[string]func(){"in place": inPlace, "renamed": renamed} {
		if !told(recent, true, do) {
			t.Errorf("%s within a tick of the clock: not seen", name)
		}
	}
	if told(recent, true, nothing) || told(old, false, nothing) && runtime.GOOS != "linux" {
		t.Error("told of a file that is the same")
	}
	// A program that sets the old time, as cp -p does.
	if runtime.GOOS == "linux" && !told(old, false, inPlace) {
		t.Error("written in place, with its old time: not seen")
	}
	if runtime.GOOS != "windows" && !told(old, false, renamed) {
		t.Error("another file with the same time: not seen")
	}

	// A file that is no longer young is compared a last time, and then no more.
	write(t, at, "aaaa")
	times(recent)
	first := survey(root, nil, recent)
	inPlace()
	times(recent)
	second := survey(root, first, recent.Add(time.Minute))
	third := survey(root, second, recent.Add(2*time.Minute))
	if one, two, three := first["content/a.md"], second["content/a.md"], third["content/a.md"]; one.digest == two.digest || !one.young || two.young || three.digest != ([32]byte{}) || three.differs(two) {
		t.Error(one, two, three)
	}
	// Large files are not read, folders have no time.
	write(t, at, string(make([]byte, maxDigest+1)))
	s := survey(root, nil, time.Now())
	if s["content/a.md"].young || s["content"].time != 0 || s["content"].young {
		t.Error(s)
	}
}

// TestPollingSameTick writes a file again and again with the same size and time
// while it is polled: the last text is seen.
func TestPollingSameTick(t *testing.T) {
	root := t.TempDir()
	at := filepath.Join(root, "content", "a.md")
	write(t, at, "text 0")
	k := quick()
	k.notifier = noNotifier
	r := follow(t, root, k)
	when := time.Now()
	for i := range 5 {
		write(t, at, "text "+string(rune('1'+i)))
		must(t, os.Chtimes(at, when, when))
		time.Sleep(time.Duration(i) * 7 * time.Millisecond)
	}
	r.settle()
}

// TestInstanceLimit is the other limit of the system: so many programs follow
// folders already. It is said once, and files are looked at.
func TestInstanceLimit(t *testing.T) {
	for id, fault := range map[string]error{
		"serve-watch-instances":   syscall.EMFILE,
		"serve-watch-limit":       syscall.ENOSPC,
		"serve-watch-unavailable": errors.ErrUnsupported,
	} {
		root := t.TempDir()
		at := filepath.Join(root, "content", "a.md")
		write(t, at, "a")
		k := quick()
		k.notifier = func() (notifier, error) { return nil, fault }
		r := follow(t, root, k)
		n, err := r.w.Next(t.Context())
		if err != nil || len(n.Messages) != 1 || n.Messages[0].ID != id {
			t.Errorf("%v: %+v, %v", fault, n, err)
		}
		write(t, at, "b")
		r.settle()
		// The folder goes and comes back: it is not said again.
		must(t, os.RemoveAll(root))
		for {
			if n, err = r.w.Next(t.Context()); err != nil || n.Gone {
				break
			}
		}
		write(t, at, "c")
		for !n.Back {
			if n, err = r.w.Next(t.Context()); err != nil || len(n.Messages) > 0 {
				t.Fatalf("%+v, %v", n, err)
			}
		}
		r.files = r.disk()
		write(t, at, "d")
		r.settle()
		if !maps.Equal(r.files, map[string]string{"content/a.md": "d"}) {
			t.Error(r.files)
		}
	}
}
