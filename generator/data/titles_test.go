package data

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// title is a title as people write them: words with apostrophes, some in
// quotes, some in brackets, with colons, hashes and other signs.
func title(r *rand.Rand, double bool) string {
	words := []string{"Santé", "l'eau", "L'appel", "d'Alger", "droit", "health", "the", "people's", "الصحة", "健康", "स्वास्थ्य", "2016", "50%", "A&B", "a/b", "¿Qué?", "#pourtous", "@ana", "oui", "rock'n'roll", "C++", "x*y", "e-mail", "!", "?"}
	quote := "'"
	if double {
		quote = `"`
	}
	var parts []string
	for range 1 + r.IntN(5) {
		word := words[r.IntN(len(words))]
		switch r.IntN(9) {
		case 0, 1:
			word = quote + words[r.IntN(6)] + quote
		case 2:
			word = quote + words[r.IntN(6)] + " " + words[r.IntN(9)] + quote
		case 3:
			word += ":"
		case 4:
			word = "[" + word + "]"
		case 5:
			word += ","
		case 6:
			word = "(" + quote + word + quote + ")"
		}
		parts = append(parts, word)
	}
	return strings.Join(parts, " ")
}

// TestTitles holds that a title with any slip of quotes and signs is read as its
// author means it, and that the suggested line, pasted, leaves that title and
// nothing to mend. A title is written as it is, or put in quotes without a
// thought for those inside.
func TestTitles(t *testing.T) {
	for seed := range uint64(6000) {
		r := rand.New(rand.NewPCG(seed, 11))
		text := title(r, seed%2 == 0)
		written := text
		switch wrap := seed / 2 % 3; {
		case wrap == 1:
			written = `"` + text + `"`
		case wrap == 2:
			written = "'" + text + "'"
		}
		if clash(text, written) {
			continue
		}
		for _, c := range []struct {
			format        Format
			before, after string
		}{
			{YAML, "kind: page\ntitle: ", "\ntags: [a]\n"},
			{YAML, "tags:\n  - ", "\nkind: page\n"},
			{TOML, "kind = \"page\"\ntitle = ", "\ntags = [\"a\"]\n"},
		} {
			if strings.HasPrefix(c.before, "tags") && strings.Contains(text, ":") && written == text {
				continue // an entry of a list with a field
			}
			if c.format == TOML && (strings.Contains(written, `"#`) || strings.Contains(written, "'#")) {
				continue // a remark, even without a space before it
			}
			if c.format == TOML && written == text && text[0] != '"' && text[0] != '\'' {
				continue // words without quotes are none of TOML's
			}
			file := c.before + written + c.after
			_, ms := Parse(source(file), c.format)
			pasted := paste(file, ms)
			v, left := Parse(source(pasted), c.format)
			if got := titleOf(v); len(left) > 0 || got != text {
				t.Errorf("seed %d %v\nmeant  %s\nwritten %s\n%s\npasted %s\n%s\nread %q", seed, c.format, text, written, ids(ms), pasted, ids(left), got)
			}
		}
	}
}

func titleOf(v Value) string {
	if title, ok := v.Get("title"); ok {
		return title.Text
	}
	if tags, ok := v.Get("tags"); ok && len(tags.Items) == 1 {
		return tags.Items[0].Text
	}
	b, _ := json.Marshal(plain(v))
	return string(b)
}

// clash says that a written title has another meaning as well, which no reader
// can tell from the one meant.
func clash(text, written string) bool {
	switch {
	case written == text && (text[0] == '[' || text[0] == '#'):
		// A list in brackets, or a remark; [Appel] X is text, [a], [b] is not.
		return true
	case written == text && (text[0] == '"' || text[0] == '\'') && quoteEnd(text) == len(text):
		return true // quoted as it should be
	case written == text && len(text) > 2 && (text[0] == '"' || text[0] == '\'') && text[len(text)-1] == text[0] && !strings.Contains(text, text[:1]+" "):
		return true // one title in quotes
	case strings.Contains(written, `" #`) || strings.Contains(written, "' #"):
		return true // a remark behind the quotes
	case written != text && strings.ContainsAny(text, `'"`) && (text[0] == written[0] || text[len(text)-1] == written[0]):
		return false
	}
	// Signs of YAML that stand for something else when they stand alone.
	return written == text && (strings.HasPrefix(text, "? ") || slices.Contains([]string{"2016", "!", "!:", "?", "?:"}, text))
}
