//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// manyTexts is how many texts the site has whose build is interrupted.
const manyTexts = 1200

// writeMany writes a site of many texts; version stands in each of them.
func writeMany(t *testing.T, dir, version string) {
	t.Helper()
	writeText(t, filepath.Join(dir, "tract.yaml"), "title: Many\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")
	for i := range manyTexts {
		name := filepath.Join(dir, "content", "news", fmt.Sprintf("s%02d", i%40), fmt.Sprintf("n%04d.fr.md", i))
		writeText(t, name, fmt.Sprintf("---\ntitle: Text %d\ndate: 2024-01-%02d\n---\nVersion %s of text %d.\n", i, i%28+1, version, i))
	}
}

func writeText(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// digests are the files of a built site, without what Tract notes for itself.
func digests(t *testing.T, dir string) map[string][sha256.Size]byte {
	t.Helper()
	out := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if err == nil && d.Name() == ".tract" {
				return filepath.SkipDir
			}
			return err
		}
		text, err := os.ReadFile(p)
		out[strings.TrimPrefix(p, dir+"/")] = sha256.Sum256(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// process is the command as a process of its own.
func process(args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command("tract", args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	return cmd, &out
}

// ended is the exit code of a process, -1 when a signal ended it.
func ended(t *testing.T, err error, out *bytes.Buffer) int {
	t.Helper()
	if strings.Contains(out.String(), "panic:") || strings.Contains(out.String(), "goroutine ") {
		t.Fatalf("the command panicked:\n%s", out)
	}
	if err == nil {
		return 0
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return exit.ExitCode()
}

func buildSite(t *testing.T, args ...string) {
	t.Helper()
	cmd, out := process(args...)
	if code := ended(t, cmd.Run(), out); code != 0 {
		t.Fatalf("tract %s ended with %d:\n%s", strings.Join(args, " "), code, out)
	}
}

// staging waits until a build has staged something, committing until it has
// written its journal. They are false when the build ended before.
func staging(public string) bool {
	found, _ := filepath.Glob(filepath.Join(public, ".tract", "stage", "put", "*", "*"))
	return len(found) > 20
}

func committing(public string) bool {
	_, err := os.Stat(filepath.Join(public, ".tract", "journal"))
	return err == nil
}

// interrupted starts a build and sends it a signal as soon as reached says so.
// It gives the exit code and what was printed; ok is false when the build was
// over before.
func interrupted(t *testing.T, site string, signal syscall.Signal, reached func(public string) bool) (code int, printed string, ok bool) {
	t.Helper()
	cmd, out := process("build", "--source", site)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- cmd.Wait() }()
	for {
		select {
		case err := <-over:
			return ended(t, err, out), out.String(), false
		default:
		}
		if reached(filepath.Join(site, "public")) {
			break
		}
		time.Sleep(200 * time.Microsecond)
	}
	// The process may have ended since: its group is its own, so that no other
	// can be met.
	_ = cmd.Process.Signal(signal)
	err := <-over
	return ended(t, err, out), out.String(), true
}

// TestInterrupted stops builds in their middle, with Ctrl-C and by force, and
// looks at what then stands in the destination.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	site := t.TempDir()
	public := filepath.Join(site, "public")
	writeMany(t, site, "one")
	buildSite(t, "build", "--source", site)
	one := digests(t, public)
	writeMany(t, site, "two")
	clean := filepath.Join(t.TempDir(), "public")
	buildSite(t, "build", "--source", site, "--destination", clean)
	two := digests(t, clean)
	if len(one) < manyTexts || maps.Equal(one, two) {
		t.Fatalf("%d files in the first build, and the second is the same: %v", len(one), maps.Equal(one, two))
	}

	// Ctrl-C while pages are made: nothing has changed, and it is said.
	code, printed, ok := interrupted(t, site, syscall.SIGINT, staging)
	if !ok {
		t.Fatal("the build was over before it could be stopped")
	}
	if code != 3 || !strings.Contains(printed, "Nothing was published") {
		t.Errorf("Ctrl-C ended with %d:\n%s", code, printed)
	}
	if !maps.Equal(digests(t, public), one) {
		t.Error("Ctrl-C changed the destination")
	}
	if staging(public) {
		t.Error("Ctrl-C left staged files behind")
	}

	// By force while pages are made.
	if code, _, ok = interrupted(t, site, syscall.SIGKILL, staging); !ok || code != -1 {
		t.Fatalf("kill -9 ended with %d, %v", code, ok)
	}
	if !maps.Equal(digests(t, public), one) {
		t.Error("kill -9 while staging changed the destination")
	}

	// By force while files are put in place: each is whole, old or new, and
	// the next run finishes what was begun.
	if code, _, ok = interrupted(t, site, syscall.SIGKILL, committing); !ok || code > 0 {
		t.Fatalf("kill -9 ended with %d, %v", code, ok)
	}
	old, fresh := 0, 0
	for name, digest := range digests(t, public) {
		switch digest {
		case two[name]:
			fresh++
		case one[name]:
			old++
		default:
			t.Errorf("%s is neither the old nor the new one", name)
		}
	}
	t.Logf("kill -9 while files are put in place: %d old, %d new", old, fresh)
	buildSite(t, "build", "--source", site)
	if got := digests(t, public); !maps.Equal(got, two) {
		t.Errorf("the build after kill -9 differs from a clean one in %d files", differing(got, two))
	}
	if names, _ := filepath.Glob(filepath.Join(public, ".tract", "*")); slices.ContainsFunc(names, func(n string) bool {
		return strings.Contains(n, "stage") || strings.Contains(n, "journal")
	}) {
		t.Errorf("left behind: %v", names)
	}
}

func differing(a, b map[string][sha256.Size]byte) int {
	n := 0
	for name := range b {
		if a[name] != b[name] {
			n++
		}
	}
	return n
}

// TestUnreadable builds a site with files that may not be read. Where the
// tests run as root, whom nothing is forbidden, the command runs as nobody.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	site := t.TempDir()
	writeText(t, filepath.Join(site, "tract.yaml"), "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")
	writeText(t, filepath.Join(site, "content/pages/good.md"), "---\ntitle: Good\n---\n[x](locked.md)\n\n![x](locked.svg)\n")
	writeText(t, filepath.Join(site, "content/pages/locked.md"), "---\ntitle: Locked\n---\nsecret\n")
	writeText(t, filepath.Join(site, "content/pages/locked.svg"), `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>`)
	writeText(t, filepath.Join(site, "content/locked/a.md"), "---\ntitle: A\n---\nsecret\n")
	for _, name := range []string{"content/pages/locked.md", "content/pages/locked.svg", "content/locked"} {
		if err := os.Chmod(filepath.Join(site, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(site, "content/locked"), 0o755) })
	public := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(public, 0o777); err != nil {
		t.Fatal(err)
	}

	cmd, out := process("build", "--source", site, "--destination", public, "--format", "json")
	asNobody(t, cmd, site, public)
	if code := ended(t, cmd.Run(), out); code != 1 {
		t.Errorf("ended with %d", code)
	}
	for _, want := range []string{
		`"severity":"error","id":"source-unreadable","file":"content/locked"`,
		`"severity":"error","id":"source-unreadable","file":"content/pages/locked.md"`,
		`"id":"source-unreadable","file":"content/pages/locked.svg"`,
		"Nothing was published",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("not said: %s", want)
		}
	}
	if strings.Contains(out.String(), "permission denied") || strings.Contains(out.String(), "secret") {
		t.Errorf("said too much:\n%s", out)
	}
	if t.Failed() {
		t.Log(out)
	}

	// A destination that may not be written is the machine's fault.
	if err := os.Chmod(public, 0o555); err != nil {
		t.Fatal(err)
	}
	writeText(t, filepath.Join(site, "tract.yaml"), "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\nmessages: {source-unreadable: warning, link-unresolved: warning, link-near: warning}\n")
	cmd, out = process("build", "--source", site, "--destination", public)
	asNobody(t, cmd, site, public)
	if code := ended(t, cmd.Run(), out); code != 3 || !strings.Contains(out.String(), "[output-no-permission]") {
		t.Errorf("a destination that may not be written: %d\n%s", code, out)
	}
}

// asNobody takes root's rights from a command: root may read everything. The
// folders, and a copy of the command, are laid open to the one who runs it.
func asNobody(t *testing.T, cmd *exec.Cmd, folders ...string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "tract")
	text, err := os.ReadFile(cmd.Path)
	if err == nil {
		err = os.WriteFile(binary, text, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range append(folders, dir) {
		// t.TempDir gives folders of its own in one of the test's.
		if err := os.Chmod(filepath.Dir(folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const nobody = 65534
	for _, folder := range folders {
		if err := os.Lchown(folder, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	cmd.Path = binary
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// TestFullDisk builds onto a disk that is too small, or, where none can be
// made, under a limit on the size of files.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	site := t.TempDir()
	config := "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n"
	writeText(t, filepath.Join(site, "tract.yaml"), config)
	writeText(t, filepath.Join(site, "content/pages/a.md"), "---\ntitle: A\n---\nSmall.\n")
	disk, limited := smallDisk(t)
	public := filepath.Join(disk, "public")
	buildSite(t, "build", "--source", site, "--destination", public)
	before := digests(t, public)

	writeText(t, filepath.Join(site, "content/pages/a.md"), "---\ntitle: A\n---\nChanged.\n")
	long := strings.Repeat("A text that is too long for this disk.\n\n", 50_000)
	writeText(t, filepath.Join(site, "content/pages/b.md"), "---\ntitle: B\n---\n"+long)
	cmd, out := process("build", "--source", site, "--destination", public)
	want := "[output-disk-full]"
	if limited {
		want = "[output-file-too-large]"
		cmd.Args = append([]string{"sh", "-c", `ulimit -f 1024 && exec tract "$@"`, "sh"}, cmd.Args[1:]...)
		path, err := exec.LookPath("sh")
		if err != nil {
			t.Fatal(err)
		}
		cmd.Path = path
	}
	if code := ended(t, cmd.Run(), out); code != 3 || !strings.Contains(out.String(), want) {
		t.Errorf("a full disk: %d\n%s", code, out)
	}
	if strings.Contains(out.String(), "no space left") {
		t.Errorf("the system's own words:\n%s", out)
	}
	if !maps.Equal(digests(t, public), before) {
		t.Error("a full disk changed the destination")
	}
	// With room again the same build is published.
	if err := os.Remove(filepath.Join(site, "content/pages/b.md")); err != nil {
		t.Fatal(err)
	}
	buildSite(t, "build", "--source", site, "--destination", public)
	if maps.Equal(digests(t, public), before) {
		t.Error("with room again nothing was published")
	}
}
