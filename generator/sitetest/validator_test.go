package sitetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tract/generator/site"
)

// checker is a file of the tools that .ci/package-lock.json pins.
func checker(t *testing.T, name string) string {
	t.Helper()
	p := filepath.Join(repository(), ".ci", "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(p); err != nil {
		t.Fatalf("%s is not installed: run .ci/setup.sh tests", name)
	}
	return p
}

// java is a command of Java. Half the time of a short run goes into making Java
// fast for a long one, which is switched off.
func java(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("java")
	if err != nil {
		t.Fatal("Java is not installed, and the checkers of pages and books need it: run .ci/setup.sh tests (Debian: default-jre-headless)")
	}
	return exec.Command(program, append([]string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m"}, args...)...)
}

// TestValidator has the Nu HTML checker read every page, style sheet and
// drawing: it finds no error in any.
func TestValidator(t *testing.T) {
	t.Parallel()
	b := reference(t)
	var names []string
	kinds := map[string]int{}
	for p := range b.files {
		if ext := path.Ext(p); ext == ".html" || ext == ".css" || ext == ".svg" {
			names = append(names, filepath.Join(b.root, filepath.FromSlash(p)))
			kinds[ext]++
		}
	}
	// Pages that only the variant has: later pages of lists, old addresses.
	for _, p := range variant(t).pages {
		if r := p.route; r.Page > 1 || r.Type == site.RedirectRoute || r.Type == site.NotFoundRoute {
			names = append(names, filepath.Join(variant(t).root, filepath.FromSlash(p.path)))
			kinds[".html"]++
		}
	}
	slices.Sort(names)
	args := []string{"-jar", checker(t, "vnu-jar/build/dist/vnu.jar"),
		"--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg", "--verbose"}
	cmd := java(t, append(args, names...)...)
	// Java takes names of files in the locale's encoding.
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	var out, progress bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &progress
	if err := cmd.Run(); err != nil {
		t.Fatalf("the Nu HTML checker did not run: %v\n%s", err, progress.String())
	}
	var report struct {
		Messages []struct{ Type, SubType, URL, Message, Extract string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("the report of the Nu HTML checker cannot be read: %v", err)
	}
	var f faults
	remarks := map[string]int{}
	for _, m := range report.Messages {
		where := strings.TrimPrefix(m.URL, "file:"+work+"/")
		if m.Type == "info" {
			// The checker reads from a disk, where it takes no file for the
			// page's own; the browser's tests see to the policy.
			if !strings.Contains(m.Message, "Content Security Policy") {
				remarks[fmt.Sprintf("%s (%s)", m.Message, path.Dir(where))]++
			}
			continue
		}
		f.add(where, "%s: %s\n\t%s", m.Type, m.Message, strings.TrimSpace(m.Extract))
	}
	f.tell(t)
	for text, n := range remarks {
		t.Logf("%d remarks: %s", n, text)
	}
	// With --verbose it names each file that it reads.
	read := map[string]bool{}
	for line := range strings.Lines(progress.String()) {
		read[strings.TrimSpace(line)] = true
	}
	for _, name := range names {
		if !read[name] {
			t.Errorf("the Nu HTML checker did not read %s", name)
		}
	}
	atLeast(t, "pages checked", kinds[".html"], 800)
	atLeast(t, "style sheets checked", kinds[".css"], 1)
	atLeast(t, "drawings checked", kinds[".svg"], 6)
}

// TestValidatorSees plants faults, so that a checker that says nothing at all
// would not pass for a good site.
func TestValidatorSees(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.html")
	if err := os.WriteFile(bad, []byte(`<!doctype html><html lang="fr"><title>x</title><p><table><img src="x"></table>`), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := java(t, "-jar", checker(t, "vnu-jar/build/dist/vnu.jar"), "--format", "json", "--stdout", "--exit-zero-always", bad).Output()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out, []byte(`"type":"error"`)); n < 2 {
		t.Errorf("the Nu HTML checker found %d of the planted faults: %s", n, out)
	}
}
