package i18n

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A subtags is a language tag in its parts, each in its canonical case.
type subtags struct {
	language, script, region string
	variants                 []string
	rest                     string // extensions and private use, in lower case
}

func (t subtags) String() string {
	var b strings.Builder
	b.WriteString(t.language)
	for _, part := range append([]string{t.script, t.region}, t.variants...) {
		if part != "" {
			b.WriteByte('-')
			b.WriteString(part)
		}
	}
	if t.rest != "" {
		b.WriteByte('-')
		b.WriteString(t.rest)
	}
	return b.String()
}

// Canonical is the canonical form of a BCP 47 tag as CLDR has it: iw is he,
// ZH_hant is zh-Hant, en-UK is en-GB, cmn is zh. Case does not matter, and _
// stands for -. It is false for what is not well-formed and for a tag with a
// language, script, region or variant that is not registered.
func Canonical(tag string) (string, bool) {
	t, ok := parse(tag)
	return t.String(), ok
}

// Known tells whether CLDR has data for the language of a tag, so that a
// folder or a part of a file's name can be taken for a language. A bare
// three-letter word counts only if it is CLDR's own name of the language:
// "fil" does, "fra" and "new" do not, though both are registered.
func Known(tag string) bool {
	t, ok := parse(tag)
	if !ok || t.rest != "" {
		return false
	}
	if bare := strings.ToLower(tag); len(bare) == 3 {
		if alias, ok := find("aliases", bare); ok && strings.HasSuffix(alias, "\x1foverlong") {
			return false
		}
	}
	return t.language != "und" && cldr().locales[t.language] != nil
}

// Parents are the tags from which a language inherits, nearest first, without
// the root: pt-AO has pt-PT and pt, zh-TW has zh-Hant-TW and zh-Hant; zh-Hant
// has none, for whoever reads traditional characters is not served by zh. It
// is empty for a tag that is not canonicalisable.
func Parents(tag string) []string {
	t, ok := parse(tag)
	if !ok {
		return nil
	}
	var chain []string
	for at := t; ; {
		parent, ok := parentOf(at)
		if !ok || slices.Contains(chain, parent.String()) {
			return chain
		}
		chain = append(chain, parent.String())
		at = parent
	}
}

// parentOf is one step of the CLDR parent chain.
func parentOf(t subtags) (subtags, bool) {
	if t.rest != "" {
		t.rest = ""
		return t, true
	}
	if explicit, ok := find("parents", t.String()); ok {
		if explicit == "und" {
			return subtags{}, false
		}
		p, ok := parse(explicit)
		return p, ok
	}
	switch {
	case len(t.variants) > 0:
		t.variants = t.variants[:len(t.variants)-1]
	case t.region != "":
		// A region may imply another script than the language alone does:
		// zh-TW inherits from zh-Hant, sr-ME from sr-Latn.
		if script := likelyScript(t); t.script == "" && script != likelyScript(subtags{language: t.language}) {
			t.script = script
			return t, true
		}
		t.region = ""
	case t.script != "":
		if t.script != likelyScript(subtags{language: t.language}) {
			return subtags{}, false // the rule nonlikelyScript
		}
		t.script = ""
	default:
		return subtags{}, false
	}
	return t, true
}

// likelyScript is the script of a tag: its own, else the likely one.
func likelyScript(t subtags) string {
	if t.script != "" {
		return t.script
	}
	for _, key := range [...]string{t.language + "-" + t.region, t.language} {
		if likely, ok := find("likely", key); ok {
			script, _, _ := strings.Cut(likely, "-")
			return script
		}
	}
	return "Latn"
}

// parse reads a tag, checks its parts against the registry and replaces what
// CLDR replaces. When it fails, the parts hold the text as it was given.
func parse(tag string) (subtags, bool) {
	bad := subtags{language: tag}
	if len(tag) > 100 {
		return bad, false
	}
	text := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	if whole, ok := find("aliases", text); ok {
		// Whole tags of old (i-klingon, zh-min-nan) and simple languages.
		whole, _, _ = strings.Cut(whole, "\x1f")
		text = strings.ToLower(whole)
	}
	t, ok := split(strings.Split(text, "-"))
	if !ok {
		return bad, false
	}
	if t, ok = replace(t); !ok || !registered(t) {
		return bad, false
	}
	return t, true
}

// split takes the parts of a tag in the order of RFC 5646, section 2.1.
func split(parts []string) (subtags, bool) {
	var t subtags
	take := func(ok func(string) bool) string {
		if len(parts) == 0 || !ok(parts[0]) {
			return ""
		}
		p := parts[0]
		parts = parts[1:]
		return p
	}
	t.language = take(func(s string) bool { return len(s) >= 2 && len(s) <= 8 && len(s) != 4 && letters(s) })
	if t.language == "" {
		return t, false
	}
	if len(t.language) <= 3 {
		// An extended language stands for the language itself: zh-yue is yue.
		if extended := take(func(s string) bool { return len(s) == 3 && letters(s) }); extended != "" {
			if _, err := language.ParseBase(extended); err != nil || !slices.Contains(extensible, t.language) {
				return t, false
			}
			t.language = extended
		}
	}
	t.script = title(take(func(s string) bool { return len(s) == 4 && letters(s) }))
	t.region = strings.ToUpper(take(func(s string) bool {
		return len(s) == 2 && letters(s) || len(s) == 3 && strings.Trim(s, "0123456789") == ""
	}))
	for {
		v := take(func(s string) bool {
			return alphanumeric(s) && (len(s) >= 5 && len(s) <= 8 || len(s) == 4 && s[0] <= '9')
		})
		if v == "" {
			break
		}
		if slices.Contains(t.variants, v) {
			return t, false
		}
		t.variants = append(t.variants, v)
	}
	slices.Sort(t.variants)
	if len(parts) == 0 {
		return t, true
	}
	t.rest = strings.Join(parts, "-")
	return t, extensions(parts)
}

// extensible are the languages that the registry lets stand before an
// extended language.
var extensible = []string{"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"}

// extensions tells whether the end of a tag is made of singletons, each with
// at least one subtag after it.
func extensions(parts []string) bool {
	seen := map[string]bool{}
	empty, private := true, false
	for i, p := range parts {
		switch {
		case !alphanumeric(p) || len(p) > 8:
			return false
		case len(p) == 1 && !private:
			if i > 0 && empty || seen[p] {
				return false
			}
			seen[p], empty, private = true, true, p == "x"
		case i == 0:
			return false
		default:
			empty = false
		}
	}
	return !empty
}

// replace puts today's subtags in the place of those that CLDR has withdrawn.
func replace(t subtags) (subtags, bool) {
	if alias, ok := find("aliases", t.language); ok {
		alias, _, _ = strings.Cut(alias, "\x1f")
		to, ok := split(strings.Split(strings.ToLower(alias), "-"))
		if !ok {
			return t, false
		}
		t.language = to.language
		if t.script == "" {
			t.script = to.script
		}
		if t.region == "" {
			t.region = to.region
		}
	}
	if alias, ok := find("aliases", "+"+strings.ToLower(t.script)); ok && t.script != "" {
		t.script = alias
	}
	if alias, ok := find("aliases", "+"+strings.ToLower(t.region)); ok && t.region != "" {
		t.region = successor(t, strings.Fields(alias))
	}
	for i, v := range t.variants {
		if alias, ok := find("aliases", "+"+v); ok {
			t.variants[i] = alias
		}
	}
	return t, true
}

// successor chooses among the states that took a territory's place: the
// likely one of the language (hy-SU is hy-AM), else the first.
func successor(t subtags, states []string) string {
	if len(states) == 0 {
		return t.region
	}
	if likely, ok := find("likely", t.language); ok {
		if _, region, ok := strings.Cut(likely, "-"); ok && slices.Contains(states, region) {
			return region
		}
	}
	return states[0]
}

// registered tells whether all parts stand in the registry or in CLDR, which
// is younger than the registry's copy in golang.org/x/text.
func registered(t subtags) bool {
	if _, err := language.ParseBase(t.language); err != nil && !named(tongues, t.language) && t.language != "und" {
		return false
	}
	if t.script != "" && !named(tongues, t.script) {
		if _, err := language.ParseScript(t.script); err != nil {
			return false
		}
	}
	if t.region != "" && !named(places, t.region) {
		if _, err := language.ParseRegion(t.region); err != nil {
			return false
		}
	}
	for _, v := range t.variants {
		if _, err := language.ParseVariant(v); err != nil && !named(tongues, strings.ToUpper(v)) {
			return false
		}
	}
	return true
}

func named(s section, key string) bool {
	_, ok := cldr().keys[s][key]
	return ok
}

func letters(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

func alphanumeric(s string) bool {
	for i := range len(s) {
		if (s[i] < 'a' || s[i] > 'z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s != ""
}

// title is a script's case: Latn.
func title(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
