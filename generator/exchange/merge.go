package exchange

import (
	"slices"
	"strings"
	"unicode"

	"tract/generator/exchange/po"
)

// merge brings a catalogue up to date with the entries that the site has now. It
// loses nobody's words: translations that were not taken in yet stay, and those
// of texts that are gone become obsolete. With partly, texts that are not among
// the entries are not gone: they were not asked for.
func merge(old *po.File, entries []*po.Entry, partly bool) {
	living, dead := map[po.Key]*po.Entry{}, map[po.Key]*po.Entry{}
	var more []*po.Entry // entries that stand twice
	for _, e := range old.Entries {
		by := living
		if e.Obsolete {
			by = dead
		}
		switch {
		case e.IsHeader() || e.Broken:
		case by[e.Key()] == nil:
			by[e.Key()] = e
		default:
			more = append(more, e)
		}
	}
	scope := map[string]bool{}
	for _, e := range entries {
		scope[owner(e.Context)] = true
	}
	var fresh, out []*po.Entry
	used := map[*po.Entry]bool{}
	final := map[po.Key]*po.Entry{}
	for _, e := range entries {
		have := living[e.Key()]
		if have == nil || have.HasPlural != e.HasPlural {
			fresh = append(fresh, e)
			final[e.Key()] = e
			continue
		}
		used[have] = true
		renew(have, e)
		final[e.Key()] = have
	}
	var left []*po.Entry // what the site does not have any more
	for _, e := range old.Entries {
		if e.IsHeader() || e.Broken || e.Obsolete || used[e] || slices.Contains(more, e) {
			continue
		}
		if partly && !scope[owner(e.Context)] {
			continue
		}
		left = append(left, e)
	}
	inherit(fresh, left, used)
	for _, e := range fresh {
		if was := dead[e.Key()]; was != nil && !e.Words() && was.HasPlural == e.HasPlural {
			// The text is back.
			e.Strings, e.Comments, e.Flags = was.Strings, was.Comments, was.Flags
			used[was] = true
		}
	}
	for _, e := range old.Entries {
		if e.IsHeader() || e.Broken {
			out = append(out, e)
		}
	}
	if partly {
		out = append(out, slices.DeleteFunc(slices.Clone(old.Entries), func(e *po.Entry) bool {
			return e.IsHeader() || e.Broken || e.Obsolete || used[e] || slices.Contains(left, e) || slices.Contains(more, e)
		})...)
	}
	for _, e := range entries {
		out = append(out, final[e.Key()])
	}
	old.Entries = append(out, bury(slices.DeleteFunc(slices.Concat(old.Entries, more), func(e *po.Entry) bool {
		gone := slices.Contains(left, e) || e.Obsolete || slices.Contains(more, e)
		return !gone || used[e] || slices.Contains(out, e)
	}), final)...)
}

// bury makes entries whose text is gone obsolete, as far as they hold words.
// gettext wants each key once, obsolete or not: further words for one become a
// comment on it.
func bury(gone []*po.Entry, living map[po.Key]*po.Entry) []*po.Entry {
	var out []*po.Entry
	obsolete := map[po.Key]*po.Entry{}
	for _, e := range gone {
		if !e.Words() && len(e.Comments) == 0 || slices.Contains(out, e) {
			continue
		}
		other := living[e.Key()]
		if other == nil {
			other = obsolete[e.Key()]
		}
		if other != nil {
			alsoSaid(other, e)
			continue
		}
		e.Obsolete = true
		e.Extracted, e.References = nil, nil
		obsolete[e.Key()] = e
		out = append(out, e)
	}
	return out
}

// owner is what a context belongs to: the publication, or the file of words.
func owner(context string) string {
	if i := strings.LastIndexByte(context, ' '); i >= 0 {
		if isNumber(context[i+1:]) {
			if j := strings.LastIndexByte(context[:i], ' '); j >= 0 {
				i = j
			}
		}
		return context[:i]
	}
	head, _, _ := strings.Cut(context, "/")
	return head + "/"
}

// renew gives an entry of an old catalogue what the site says now.
func renew(have, now *po.Entry) {
	was := givenIn(have)
	own := strings.Join(have.Strings, "\n")
	altered := have.Words() && was != "" && given(own) != was || have.Words() && was == ""
	edited := now.Words() && was != "" && given(strings.Join(now.Strings, "\n")) != was
	toggled := was != "" && have.Has("fuzzy") != givenFuzzy(have)
	fuzzy := now.Has("fuzzy")
	extracted := now.Extracted
	switch {
	case !have.Words() || !altered && now.Words():
		have.Strings = now.Strings
		if !have.Words() {
			fuzzy = false
		}
	case !altered:
		// The Markdown has lost it: what was given out is kept to be looked at.
		fuzzy = true
	case own == strings.Join(now.Strings, "\n"):
		fuzzy = fuzzy && have.Has("fuzzy")
	case edited:
		// Both sides have changed it: the translator's words stay here, the
		// site's are shown beside them.
		extracted = append(slices.Clone(now.Extracted), "on the site now: "+collapsed(strings.Join(now.Strings, " / ")))
		fuzzy = true
	default:
		fuzzy = have.Has("fuzzy")
	}
	if toggled && !edited {
		fuzzy = have.Has("fuzzy")
	}
	have.Extracted, have.References = extracted, now.References
	have.HasContext, have.Plural = now.HasContext, now.Plural
	if now.PreviousID != "" || !fuzzy {
		have.PreviousID, have.PreviousContext, have.PreviousPlural = now.PreviousID, "", ""
	}
	have.SetFlag("fuzzy", fuzzy)
	// What is noted is what the site says, not what the translator has written
	// since: it is that which import compares.
	note := now.Extracted[len(now.Extracted)-1]
	note = strings.TrimSuffix(note, " fuzzy")
	if fuzzy {
		note += " fuzzy"
	}
	have.Extracted = append(slices.DeleteFunc(slices.Clone(have.Extracted), func(c string) bool { return strings.HasPrefix(c, mark) }), note)
}

// inherit finds for entries whose source was changed what was written for the
// text as it was, as msgmerge does: it is kept to be looked at.
func inherit(fresh, left []*po.Entry, used map[*po.Entry]bool) {
	for _, e := range fresh {
		if e.HasPlural {
			continue
		}
		var best *po.Entry
		most := 0.5
		for _, was := range left {
			if used[was] || !was.Words() && !e.Words() || was.HasPlural || owner(was.Context) != owner(e.Context) {
				continue
			}
			like := alike(was.ID, e.ID)
			if was.Context == e.Context && !blockContext(e.Context) {
				like = 1 // one field, or one word
			}
			if like > most {
				best, most = was, like
			}
		}
		if best == nil {
			continue
		}
		used[best] = true
		e.Comments, e.Other = best.Comments, best.Other
		e.Flags = append(e.Flags, slices.DeleteFunc(slices.Clone(best.Flags), e.Has)...)
		if e.PreviousID == "" {
			e.PreviousID = best.ID
		}
		if altered := best.Words() && given(best.Strings[0]) != givenIn(best); altered || !e.Words() {
			note := e.Extracted[len(e.Extracted)-1]
			e.Strings = best.Strings
			e.Extracted[len(e.Extracted)-1] = strings.TrimSuffix(note, " fuzzy") + " fuzzy"
		}
		e.SetFlag("fuzzy", true)
	}
}

// blockContext says whether a context is that of many blocks of a body.
func blockContext(context string) bool {
	words := strings.Split(context, " ")
	if n := len(words); n > 2 && isNumber(words[n-1]) {
		words = words[:n-1]
	}
	_, body := blockNames[words[len(words)-1]]
	return body && len(words) > 1
}

// alike is how much of their words two texts share, from 0 to 1.
func alike(a, b string) float64 {
	x, y := tokens(a), tokens(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	count := map[string]int{}
	for _, w := range x {
		count[w]++
	}
	shared := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}

// tokens are the words of a text; of scripts without spaces, its characters.
func tokens(text string) []string {
	var out []string
	word := -1
	end := func(at int) {
		if word >= 0 {
			out = append(out, text[word:at])
		}
		word = -1
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar):
			end(i)
			out = append(out, string(r))
		case !unicode.In(r, unicode.L, unicode.M, unicode.N):
			end(i)
		case word < 0:
			word = i
		}
	}
	end(len(text))
	return out
}

// alsoSaid keeps the words of an entry as a comment on another one.
func alsoSaid(on, e *po.Entry) {
	text := strings.Join(e.Strings, " / ")
	if e.Words() && text != strings.Join(on.Strings, " / ") {
		note := "also: " + collapsed(text)
		if !slices.Contains(on.Comments, note) {
			on.Comments = append(on.Comments, note)
		}
	}
	for _, c := range e.Comments {
		if !slices.Contains(on.Comments, c) {
			on.Comments = append(on.Comments, c)
		}
	}
}
