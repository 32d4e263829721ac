package i18n

import (
	"os"
	"path/filepath"
	"testing"
)

// A message file that is a link is read inside the site; one that leads out of
// it, or nowhere, is named for what it is.
func TestMessageLinks(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	if err := os.MkdirAll(filepath.Join(site, "i18n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"out.yaml": "home: Out\n", "site/words.yaml": "home: In\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"fr.yaml": "../../out.yaml", "en.yaml": "../words.yaml", "es.yaml": "nowhere.yaml"} {
		if err := os.Symlink(target, filepath.Join(site, "i18n", name)); err != nil {
			t.Logf("no symbolic links here: %v", err)
			return
		}
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	c, faults := LoadMessages(root.FS(), []string{"fr", "en", "es"})
	told := map[string]string{}
	for _, f := range faults {
		told[f.File] = f.ID
	}
	if len(told) != 2 || told["i18n/fr.yaml"] != "messages-link" || told["i18n/es.yaml"] != "messages-link" {
		t.Errorf("%v", faults)
	}
	if text, _ := c.Text("en", "home"); text.Pattern != "In" {
		t.Errorf("home: %+v", text)
	}
}
