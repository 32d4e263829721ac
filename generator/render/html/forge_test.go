package html

import "testing"

func TestForgeLink(t *testing.T) {
	const at = "https://forge.example/a"
	for _, test := range []struct {
		forge, file string
		begin       bool
		want        string
	}{
		{"github", "content/a b/x.fr.md", false, at + "/edit/main/content/a%20b/x.fr.md"},
		{"gitlab", "content/x.fr.md", false, at + "/-/edit/main/content/x.fr.md"},
		{"gitea", "content/x.fr.md", false, at + "/_edit/main/content/x.fr.md"},
		{"github", "content/a b/é&.ar.md", true, at + "/new/main/content/a%20b?filename=%C3%A9%26.ar.md"},
		{"gitlab", "content/x.ar.md", true, at + "/-/new/main/content?file_name=x.ar.md"},
		{"gitea", "content/news/x.ar.md", true, at + "/_new/main/content/news?filename=x.ar.md"},
	} {
		if got := forgeLink(test.forge, at, "main", test.file, test.begin); got != test.want {
			t.Errorf("%s, new %v: %s, want %s", test.forge, test.begin, got, test.want)
		}
	}
}
