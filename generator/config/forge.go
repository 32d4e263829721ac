package config

import (
	"slices"
	"strings"

	"tract/generator/data"
)

// Forges are the programs whose web editors pages lead to, by how they address
// a file: GitHub; GitLab; Gitea with Forgejo, which Codeberg runs.
var Forges = []string{"github", "gitlab", "gitea"}

// repository reads `repository:`, an address, or a map with the address and
// the program that runs there.
func (r *reader) repository(v data.Value) {
	c := r.c
	if v.Kind != data.Map {
		c.Repository = strings.TrimSuffix(r.str("repository", v), "/")
	}
	for _, f := range v.Fields {
		switch f.Name {
		case "url":
			c.Repository = strings.TrimSuffix(r.str(f.Name, f.Value), "/")
		case "forge":
			c.Forge = Forges[r.choice(f.Name, f.Value, Forges...)]
		default:
			r.unknown(f, []string{"url", "forge"})
		}
	}
	if c.Forge == "" {
		c.Forge = forgeOf(c.Repository)
	}
}

// forgeOf is the forge that an address names: by its host, where that has the
// name of one; else GitHub's way, which others follow as well.
func forgeOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(strings.ToLower(rest), "/")
	for _, label := range strings.FieldsFunc(host, func(c rune) bool { return c == '.' || c == '-' }) {
		switch {
		case slices.Contains(Forges, label):
			return label
		case label == "codeberg" || label == "forgejo":
			return "gitea"
		case label == "framagit" || label == "salsa":
			return "gitlab"
		}
	}
	return Forges[0]
}
