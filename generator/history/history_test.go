package history

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a repository with a site in a folder of it, and gives what runs
// git in it.
func repository(t *testing.T) (site string, git func(args ...string)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("this test needs git")
	}
	root := t.TempDir()
	site = filepath.Join(root, "a site")
	git = func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	git("init", "-q", "-b", "main", ".")
	return site, git
}

func put(t *testing.T, site, name, text string) {
	t.Helper()
	p := filepath.Join(site, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestVersions(t *testing.T) {
	site, git := repository(t)
	ctx := context.Background()
	body := strings.Repeat("Une ligne qui reste.\n", 20)
	put(t, site, "content/été.fr.md", "un\n"+body)
	git("add", "-A")
	git("commit", "-q", "-m", "one")
	put(t, site, "content/été.fr.md", "deux\n"+body)
	git("commit", "-q", "-a", "-m", "two")
	git("mv", "a site/content/été.fr.md", "a site/content/-hiver.fr.md")
	git("commit", "-q", "-m", "three")
	r, ok := Open(ctx, site)
	if !ok {
		t.Fatal("no repository")
	}
	var got []string
	for _, v := range r.Versions(ctx, "content/-hiver.fr.md", 10) {
		text, err := r.Text(ctx, v)
		first, _, _ := strings.Cut(string(text), "\n")
		got = append(got, fmt.Sprint(v.Path, " ", first, " ", err))
	}
	want := "content/-hiver.fr.md deux <nil>; content/été.fr.md deux <nil>; content/été.fr.md un <nil>"
	if strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
	if n := len(r.Versions(ctx, "content/-hiver.fr.md", 1)); n != 1 {
		t.Errorf("%d versions, one was asked for", n)
	}
	if vs := r.Versions(ctx, "content/none.md", 10); vs != nil {
		t.Errorf("%v of a file that never was", vs)
	}
	if _, err := r.Text(ctx, Version{Commit: "--help", Path: "content/-hiver.fr.md"}); err == nil {
		t.Error("an option is taken for a commit")
	}
	if _, ok := Open(ctx, t.TempDir()); ok {
		t.Error("a repository where there is none")
	}
}

func TestCommits(t *testing.T) {
	site, git := repository(t)
	ctx := context.Background()
	put(t, site, "a.md", "a\n")
	put(t, site, "../outside.md", "x\n")
	git("add", "-A")
	git("commit", "-q", "-m", "first\n\nTract: minor")
	git("checkout", "-q", "-b", "side")
	put(t, site, "b.md", "b\n")
	git("add", "-A")
	git("commit", "-q", "-m", "side")
	git("checkout", "-q", "main")
	put(t, site, "a.md", "aa\n")
	git("commit", "-q", "-a", "-m", "second")
	git("merge", "-q", "--no-ff", "-m", "merged", "side")
	r, _ := Open(ctx, site)
	show := func(what string) string {
		all, err := r.Commits(ctx, what)
		if err != nil {
			return "error"
		}
		var out []string
		for _, c := range all {
			first, _, _ := strings.Cut(c.Message, "\n")
			out = append(out, first+" "+strings.Join(c.Files, ","))
		}
		return strings.Join(out, "; ")
	}
	for what, want := range map[string]string{
		"HEAD": "merged b.md", "HEAD~2..HEAD": "second a.md; merged b.md", "HEAD~2": "first a.md", "HEAD..HEAD": "",
		"none": "error", "--all": "error", "": "error",
	} {
		if got := show(what); got != want {
			t.Errorf("%q: got %q, want %q", what, got, want)
		}
	}
}
