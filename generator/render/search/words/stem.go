package words

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// Language is how the words of one language are joined to their stems. The
// zero Language joins none. It may be used by many goroutines at once.
type Language struct {
	// Prefixes are taken off every word, the longest that fits, where at least
	// Rest code points are left. The browser does so as well.
	Prefixes []string
	Rest     int
	// Attached are letters that are written together with the next word: they
	// are taken off where the rest is itself a word of the site.
	Attached string

	snowball func(*snowballstem.Env) bool
	endings  []string // taken off one after the other, the longest that fits, if there is no Snowball
	most     int      // how many of them one after the other
	keep     int      // code points that they leave at least

	irregular map[string]string // words to the form that they are forms of: for Snowball as they are written in lower case, else bare
	plurals   [][2]string       // endings that Snowball leaves, and what stands for them in the singular
}

// Stems says whether inflected forms are joined at all.
func (l *Language) Stems() bool { return l.snowball != nil || len(l.endings) > 0 }

// snowballs are the languages that the Snowball project has algorithms for. Its
// Arabic one is not among them: light stemming finds more there.
var snowballs = map[string]func(*snowballstem.Env) bool{
	"da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fi": finnish.Stem, "fr": french.Stem,
	"ga": irish.Stem, "hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nl": dutch.Stem, "nn": norwegian.Stem,
	"no": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem, "sv": swedish.Stem, "ta": tamil.Stem,
	"tr": turkish.Stem,
}

// irregular are common words whose forms Snowball does not join.
var irregular = map[string]map[string]string{
	"en": {
		"women": "woman", "men": "man", "children": "child", "lives": "life", "wives": "wife", "feet": "foot", "teeth": "tooth",
		"paid": "pay", "held": "hold", "fought": "fight", "taught": "teach", "bought": "buy", "made": "make", "gave": "give",
	},
	"fr": {"travaux": "travail", "baux": "bail", "yeux": "œil", "cieux": "ciel", "aïeux": "aïeul"},
}

// plurals are what it leaves of Portuguese: nasal vowels and l before -s.
var plurals = map[string][][2]string{
	"pt": {{"ões", "ão"}, {"ães", "ão"}, {"áveis", "ável"}, {"íveis", "ível"}, {"éis", "el"}, {"óis", "ol"}, {"ais", "al"}, {"uis", "ul"}},
}

// light are languages with a stemmer of our own.
var light = map[string]*Language{"ar": &arabic, "bn": &bengali, "he": &hebrew, "hi": &hindi, "sw": &swahili}

// For is the Language of a BCP 47 tag.
func For(tag string) *Language {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if l := light[base]; l != nil {
		return l
	}
	if stem := snowballs[base]; stem != nil {
		return &Language{snowball: stem, irregular: irregular[base], plurals: plurals[base]}
	}
	return new(Language)
}

// Bare is a folded word without its prefix.
func (l *Language) Bare(folded string) string {
	for _, p := range l.Prefixes {
		if rest, ok := strings.CutPrefix(folded, p); ok && atLeast(rest, l.Rest) {
			return rest
		}
	}
	return folded
}

// Stem is what the forms of a word have in common, folded. spelling is the word
// as it is written, for Snowball looks at accents; bare is the same word folded
// and without its prefix.
func (l *Language) Stem(spelling, bare string) string {
	if l.snowball != nil {
		if s := l.run(l.regular(strings.ToLower(spelling))); s != "" {
			if s = Fold(s); s != "" {
				return s
			}
		}
		return bare
	}
	if regular, ok := l.irregular[bare]; ok {
		return regular
	}
	for range l.most {
		cut := l.ending(bare)
		if cut == bare {
			break
		}
		bare = cut
	}
	return bare
}

// regular is a word in the form that Snowball knows what to do with.
func (l *Language) regular(word string) string {
	if r, ok := l.irregular[word]; ok {
		return r
	}
	for _, p := range l.plurals {
		if rest, ok := strings.CutSuffix(word, p[0]); ok && atLeast(rest, 2) {
			return rest + p[1]
		}
	}
	return word
}

// run asks Snowball. Its algorithms are made for words of their language: what
// one breaks on keeps its own form.
func (l *Language) run(word string) (stem string) {
	defer func() {
		if recover() != nil {
			stem = ""
		}
	}()
	env := snowballstem.NewEnv(word)
	l.snowball(env)
	return env.Current()
}

// ending takes the longest ending off that leaves enough.
func (l *Language) ending(word string) string {
	best := word
	for _, e := range l.endings {
		if rest, ok := strings.CutSuffix(word, e); ok && len(rest) < len(best) && atLeast(rest, l.keep) {
			best = rest
		}
	}
	return best
}

// atLeast says whether a text has n code points.
func atLeast(s string, n int) bool {
	if n <= 0 {
		return true
	}
	for range s {
		if n--; n == 0 {
			return true
		}
	}
	return false
}
