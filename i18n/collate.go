package i18n

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Collator gives the sort keys of a language. It may be used by one goroutine
// at a time: make one for each.
type Collator struct {
	collator *collate.Collator
	buffer   collate.Buffer
	native   []*unicode.RangeTable // scripts that stand before the others
	letters  *strings.Replacer     // letters that golang.org/x/text does not know
	kana     bool
}

// Collator is a new collator in the order of the locale's language (pinyin
// for Chinese, strokes for traditional Chinese), with numbers by their value:
// volume 9 before volume 10. The language's own script comes first, then
// Latin and the rest. A language without an order of its own has that of its
// parent, at last the root's.
//
// The orders are those of golang.org/x/text (CLDR 23), brought to CLDR 48
// where the two differ for a language that the tests know.
func (l *Locale) Collator() *Collator {
	c := &Collator{native: scripts[l.script], kana: l.script == "Jpan"}
	name := l.data.language
	if l.script == "Latn" && name == "sr" {
		name = "sr-Latn"
	}
	if spec, ok := tailorings[name]; ok {
		c.letters = replacer(spec)
	}
	tag := l.tag
	for _, key := range [...]string{tag, name} {
		if like, ok := sortsLike[key]; ok {
			tag = like
			break
		}
	}
	// Raw: the usual parser replaces subtags by its own, older rules.
	parsed, err := language.Raw.Parse(tag)
	if err != nil {
		parsed = language.Und
	}
	c.collator = collate.New(parsed, collate.Numeric)
	return c
}

// Key is the sort key of a text. Keys of one language compare bytewise; texts
// that sort equal, though they differ, have the same key. The slice is the
// caller's own.
func (c *Collator) Key(s string) []byte {
	// Characters whose order depends on their neighbours are composed first.
	text := norm.NFC.String(s)
	if c.kana {
		text = spellLength(text)
	}
	if c.letters != nil {
		text = c.letters.Replace(text)
	}
	key := c.collator.KeyFromString(&c.buffer, text)
	if c.native != nil {
		key = slices.Concat([]byte{c.group(text)}, key)
	} else {
		key = slices.Clone(key)
	}
	c.buffer.Reset()
	return key
}

// group puts figures and signs first, then the language's own script. CLDR
// reorders whole scripts, which golang.org/x/text does not; the first letter
// decides nearly always.
func (c *Collator) group(s string) byte {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf):
			continue
		case unicode.In(r, c.native...):
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	return 0
}

// scripts are the Unicode tables of the scripts that reorder, by their ISO
// 15924 code. Japanese is not among them: CLDR puts Latin before kana.
var scripts = map[string][]*unicode.RangeTable{
	"Arab": {unicode.Arabic}, "Armn": {unicode.Armenian}, "Beng": {unicode.Bengali},
	"Cher": {unicode.Cherokee}, "Cyrl": {unicode.Cyrillic}, "Deva": {unicode.Devanagari},
	"Ethi": {unicode.Ethiopic}, "Geor": {unicode.Georgian}, "Grek": {unicode.Greek},
	"Gujr": {unicode.Gujarati}, "Guru": {unicode.Gurmukhi}, "Hans": {unicode.Han},
	"Hant": {unicode.Han}, "Hebr": {unicode.Hebrew}, "Khmr": {unicode.Khmer},
	"Knda": {unicode.Kannada}, "Kore": {unicode.Hangul, unicode.Han}, "Laoo": {unicode.Lao},
	"Mlym": {unicode.Malayalam}, "Mymr": {unicode.Myanmar}, "Orya": {unicode.Oriya},
	"Sinh": {unicode.Sinhala}, "Taml": {unicode.Tamil}, "Telu": {unicode.Telugu},
	"Thaa": {unicode.Thaana}, "Thai": {unicode.Thai}, "Tibt": {unicode.Tibetan},
}

// sortsLike names, for a language without an order in golang.org/x/text or
// with one that CLDR has withdrawn, another whose order is the same today.
var sortsLike = map[string]string{
	"gl": "es", "ast": "es", "nb": "da", "nn": "da", "no": "da", "sr-Latn": "hr",
	"ar": "und", "hy": "und",
}

// tailorings are letters that follow another as letters of their own, in
// CLDR's notation without its signs: "c ç" puts ç after c; "=ت ة" makes ة sort
// as ت does, "= ʼ" passes over ʼ. Languages of golang.org/x/text stand here
// with what CLDR has changed since. U+034F keeps a hamza from making another
// letter of its alif.
var tailorings = map[string][]string{
	"ar": {"=ت ة", "=ي ى", "=ا\u034f\u0654 أ", "=ا\u034f\u0655 إ"},
	"br": {"c ch c’h c'h"},
	"et": {"v w"},
	"ku": {"c ç", "e é ê", "i î", "s ş", "u û"},
	"lv": {"a ā", "e ē", "i ī", "u ū"},
	"tk": {"c ç", "e ä", "j ž", "n ň", "o ö", "s ş", "u ü", "y ý"},
	"uk": {"= ʼ"},
	"uz": {"z oʻ gʻ sh ch", "z o‘ g‘"},
	"wo": {"a à", "e é ë", "n ñ ŋ", "o ó"},
}

// replacer writes such a letter as its base with a mark that sorts after
// every letter: a character of private use, whose weight follows its number.
func replacer(spec []string) *strings.Replacer {
	var pairs []string
	for _, line := range spec {
		letters := strings.Fields(line)
		base, same := strings.CutPrefix(letters[0], "=")
		for i, letter := range letters[1:] {
			mark := string(rune(0x10F000 + i))
			if same {
				mark = ""
			}
			pairs = append(pairs,
				letter, base+mark,
				strings.ToUpper(letter), strings.ToUpper(base)+mark)
			if first := titleFirst(letter, ""); first != strings.ToUpper(letter) {
				pairs = append(pairs, first, strings.ToUpper(base)+mark)
			}
		}
	}
	return strings.NewReplacer(pairs...)
}

// rows of kana by their vowel, for the length mark.
var rows = [...]struct {
	vowel rune
	kana  string
}{
	{'ア', "アァカガサザタダナハバパマヤャラワヮヵあぁかがさざただなはばぱまやゃらわゎ"},
	{'イ', "イィキギシジチヂニヒビピミリヰいぃきぎしじちぢにひびぴみりゐ"},
	{'ウ', "ウゥクグスズツヅッヌフブプムユュルヴうぅくぐすずつづっぬふぶぷむゆゅる"},
	{'エ', "エェケゲセゼテデネヘベペメレヱヶえぇけげせぜてでねへべぺめれゑ"},
	{'オ', "オォコゴソゾトドノホボポモヨョロヲおぉこごそぞとどのほぼぽもよょろを"},
}

// spellLength writes the length mark of kana as the vowel that it lengthens,
// which is how it sorts: ガーナ as ガアナ.
func spellLength(s string) string {
	if !strings.ContainsRune(s, 'ー') {
		return s
	}
	var b strings.Builder
	previous := rune(0)
	for _, r := range s {
		if r == 'ー' {
			for _, row := range rows {
				if strings.ContainsRune(row.kana, previous) {
					r = row.vowel
				}
			}
		}
		b.WriteRune(r)
		previous = r
	}
	return b.String()
}
