package sitetest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// command is the tract command, compiled for this run.
func command(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "tract")
	cmd := exec.Command("go", "build", "-o", name, "./cmd/tract")
	cmd.Dir = repository()
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
	if want := fmt.Sprintf("%d written", 0); !strings.Contains(strings.ReplaceAll(said, "nothing", "0"), want) && !strings.Contains(said, "unchanged") {
		t.Errorf("the second run does not say that nothing changed: %s", said)
	}
}
