package sitetest

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// command is the tract command, compiled for this run.
func command(t *testing.T, flags ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "tract")
	cmd := exec.Command("go", append(append([]string{"build", "-o", name}, flags...), "./cmd/tract")...)
	cmd.Dir = repository()
	if slices.Contains(flags, "-race") {
		cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the command does not compile: %v\n%s", err, out)
	}
	return name
}

// tract runs the command and gives what it said. What the content still lacks
// is TestMessages' to tell.
func tract(t *testing.T, name, dir string, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Fatalf("tract %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// state is a file of a folder: its bytes and whether it was touched.
type state struct {
	text []byte
	info fs.FileInfo
}

// folder reads all files below a folder but those that keep the writer's own
// accounts of the disk.
func folder(t *testing.T, root string) map[string]state {
	t.Helper()
	out := map[string]state{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		p := filepath.ToSlash(rel)
		if strings.HasPrefix(p, ".tract/") && p != ".tract/manifest" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		info, err := d.Info()
		out[p] = state{text, info}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSameBytes builds the site with the command under different time zones,
// locales, working directories and numbers of cores: the output is the same to
// the byte, and the same as that of the library.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	b := reference(t)
	name, source := command(t), repository()
	runs := []struct {
		dir  string
		env  []string
		args []string
	}{
		{source, []string{"TZ=Pacific/Kiritimati", "LANG=ar_EG.UTF-8", "LC_ALL=ar_EG.UTF-8", "GOMAXPROCS=1"}, nil},
		{t.TempDir(), []string{"TZ=America/St_Johns", "LANG=C", "LC_ALL=C", "GOMAXPROCS=7", "GOGC=20"}, []string{"--source", source}},
		{filepath.Join(source, "content"), []string{"TZ=Asia/Kolkata", "LANG=fr_FR.UTF-8", "LC_ALL=fr_FR.UTF-8", "GOMAXPROCS=2"}, []string{"--source", ".."}},
	}
	want := folder(t, b.root)
	atLeast(t, "files of the library's build", len(want), 1200)
	for i, r := range runs {
		to := filepath.Join(t.TempDir(), "public")
		args := append([]string{"build", "--keep-going", "--destination", to}, r.args...)
		tract(t, name, r.dir, r.env, args...)
		got := folder(t, to)
		var f faults
		for p := range want {
			if g, ok := got[p]; !ok {
				f.add(p, "a file is missing from run %d", i+1)
			} else if !bytes.Equal(g.text, want[p].text) {
				f.add(p, "a file differs in run %d", i+1)
			}
		}
		for p := range got {
			if _, ok := want[p]; !ok {
				f.add(p, "only run %d has a file", i+1)
			}
		}
		f.tell(t)
	}
}

// TestSecondBuild builds twice into one folder: the second run touches no
// file, and says so.
func TestSecondBuild(t *testing.T) {
	t.Parallel()
	name, source := command(t), repository()
	to := filepath.Join(t.TempDir(), "public")
	args := []string{"build", "--keep-going", "--messages", "en", "--destination", to}
	tract(t, name, source, []string{"GOMAXPROCS=2"}, args...)
	before := folder(t, to)
	time.Sleep(20 * time.Millisecond) // a later time of change must show
	said := tract(t, name, source, []string{"GOMAXPROCS=1", "TZ=Asia/Tokyo"}, args...)
	after := folder(t, to)
	compared := 0
	for p, a := range after {
		old, ok := before[p]
		if !ok {
			t.Errorf("the second run made %s", p)
			continue
		}
		if strings.HasPrefix(p, ".tract/") {
			continue
		}
		compared++
		if !os.SameFile(old.info, a.info) || !old.info.ModTime().Equal(a.info.ModTime()) {
			t.Errorf("the second run wrote %s again", p)
		}
	}
	if len(before) != len(after) {
		t.Errorf("the second run left %d files of %d", len(after), len(before))
	}
	atLeast(t, "files compared", compared, 1200)
	if !strings.Contains(said, " unchanged") || strings.Contains(said, " written") {
		t.Errorf("the second run does not say that nothing was written: %s", said)
	}
}

// TestRaces builds the whole site with the race detector watching: all that
// works on several cores does so here, on real content. The output stays the
// same.
func TestRaces(t *testing.T) {
	t.Parallel()
	b := reference(t)
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Fatal("the race detector links with C, and there is no gcc: run .ci/setup.sh tests (Debian: gcc libc6-dev)")
	}
	name := command(t, "-race")
	to := filepath.Join(t.TempDir(), "public")
	said := tract(t, name, repository(), []string{"CGO_ENABLED=1", "GOMAXPROCS=8", "GORACE=exitcode=66"},
		"build", "--keep-going", "--destination", to)
	if strings.Contains(said, "DATA RACE") {
		t.Errorf("two goroutines meet: %s", said)
	}
	if got, want := len(folder(t, to)), len(b.files); got < want {
		t.Errorf("the build under the race detector wrote %d files of %d", got, want)
	}
}
