package config_test

import "testing"

func TestRepository(t *testing.T) {
	for _, test := range []struct{ text, url, forge, ids string }{
		{"repository: https://github.com/a/b/", "https://github.com/a/b", "github", ""},
		{"repository: https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c", "gitlab", ""},
		{"repository: https://gitlab.example.org/a/b", "https://gitlab.example.org/a/b", "gitlab", ""},
		{"repository: https://codeberg.org/a/b", "https://codeberg.org/a/b", "gitea", ""},
		{"repository: https://framagit.org/a/gitea", "https://framagit.org/a/gitea", "gitlab", ""},
		{"repository: https://forge.example.org/gitlab/b", "https://forge.example.org/gitlab/b", "github", ""},
		{"repository: {url: https://forge.example.org/a/b, forge: gitea}", "https://forge.example.org/a/b", "gitea", ""},
		{"repository: {url: https://forge.example.org/a/b, forge: bitbucket}", "https://forge.example.org/a/b", "github", "config-choice"},
		{"repository: {uri: https://forge.example.org/a/b}", "", "github", "config-unknown-field-near"},
		{"repository: [a]", "", "github", "config-type"},
	} {
		c, ids := read(required + test.text + "\n")
		same(t, test.text, []string{c.Repository, c.Forge, ids}, []string{test.url, test.forge, test.ids})
	}
}
