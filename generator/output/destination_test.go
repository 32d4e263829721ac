package output

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCheckDestination(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put(t, top, files{
		"site/tract.yaml": "", "site/content/a.md": "", "site/content/deep/a.md": "", "site/public/x": "",
		"elsewhere/i18n/fr.yaml": "", "out/x": "",
	})
	link(t, "../elsewhere/i18n", filepath.Join(top, "site/i18n"))
	link(t, "site", filepath.Join(top, "alias"))
	link(t, "../site/content", filepath.Join(top, "out/in"))
	link(t, "../site/content/not-yet", filepath.Join(top, "out/dangling"))
	link(t, "loop", filepath.Join(top, "loop"))
	t.Chdir(filepath.Join(top, "site"))

	const inSource, holdsSite = "output-destination-in-source", "output-destination-holds-site"
	cases := []struct{ destination, want string }{
		{"public", ""}, {"./public/", ""}, {"public/fr/deep", ""}, {"new/folder", ""}, {"../out", ""}, {"../new", ""},
		{"contents", ""}, {"content-of-today", ""}, {"public/content", ""}, {"../loop", ""}, {"../elsewhere/i18n-2", ""},
		{"content", inSource}, {"content/", inSource}, {"content/deep/public", inSource}, {"public/../content/x", inSource},
		{"themes", inSource}, {"themes/default/public", inSource}, {"i18n", inSource}, {"kinds/x", inSource},
		{"taxonomies", inSource}, {"translations", inSource},
		{"../alias/content/x", inSource}, {"../out/in", inSource}, {"../out/in/x", inSource},
		{"../out/dangling", inSource}, {"../out/dangling/x", inSource},
		{"../elsewhere/i18n", inSource}, {"../elsewhere/i18n/public", inSource},
		{".", holdsSite}, {"", holdsSite}, {"..", holdsSite}, {"/", holdsSite}, {"../alias", holdsSite}, {"../elsewhere", holdsSite},
	}
	for _, c := range cases {
		for _, root := range []string{".", top + "/site", top + "/alias"} {
			got := ""
			if m := CheckDestination(root, c.destination); m != nil {
				got = m.ID
			}
			if got != c.want {
				t.Errorf("site %s, destination %q: %q, not %q", root, c.destination, got, c.want)
			}
		}
	}
	if m := CheckDestination(".", filepath.Join(top, "site", "content")); m == nil || m.Args.Get("folder") != "content/" {
		t.Errorf("an absolute path: %v", m)
	}
	// A second name for the same folder, as on disks that know no case.
	if err := os.Rename("content", "Content"); err != nil {
		t.Fatal(err)
	}
	link(t, "Content", filepath.Join(top, "site/content"))
	for _, name := range []string{"content/x", "Content/x", "Content"} {
		if m := CheckDestination(".", name); m == nil || m.ID != inSource {
			t.Errorf("%s: %v", name, m)
		}
	}
}
