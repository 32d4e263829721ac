package search

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"tract/generator/parallel"
)

// How much of a text a result can show, in code points; of passages in code
// points of Latin, for others weigh more.
const (
	leadLength    = 160 // its summary, or where it begins
	passageLength = 110
	passageBefore = 40  // of a passage before the word that it is taken for
	shownLength   = 800 // all passages of a text
)

// excerpts chooses what each edition's result shows: its summary, and the
// passages with the words that tell it from the others. What a reader searches
// for stands in them mostly; to hold whole texts ready would cost a reader on a
// slow line ten times as much.
func (b *builder) excerpts() error {
	return parallel.Workers(len(b.sources), 1, func() func(int) error {
		r := new(reader)
		return func(i int) error {
			src := &b.sources[i]
			text := src.text
			if text == nil {
				if err := r.read(b.site, src); err != nil {
					return err
				}
				text = r.text.bytes
			}
			src.shown = b.passages(src, text)
			src.entries, src.text = nil, nil
			return nil
		}
	})
}

// passages are the lead of a text and parts of it in their order.
func (b *builder) passages(src *source, text []byte) []string {
	var taken []span
	lead := strings.Join(strings.Fields(src.Summary), " ")
	if lead == "" {
		first := line(text, skipHeading(text, src))
		first.end = wordEnd(text, first.start, first.end, leadLength)
		lead = string(bytes.TrimSpace(text[first.start:first.end]))
		taken = append(taken, first)
	} else if cut := wordEnd([]byte(lead), 0, len(lead), 2*leadLength); cut < len(lead) {
		lead = strings.TrimSpace(lead[:cut]) + "…"
	}
	type worth struct {
		at    uint32
		value float64
	}
	worths := make([]worth, 0, len(src.entries))
	for _, e := range src.entries {
		if e.first == none || e.body == 0 {
			continue
		}
		g := &b.groups[e.form]
		value := rarity(len(g.postings), len(b.sources)) * (1 + math.Log(float64(e.body)))
		if g.capped {
			value = 0
		}
		worths = append(worths, worth{e.first, value})
	}
	slices.SortFunc(worths, func(a, b worth) int {
		if a.value != b.value {
			if a.value > b.value {
				return -1
			}
			return 1
		}
		return int(a.at) - int(b.at)
	})
	room := shownLength
	for _, w := range worths {
		at := int(w.at)
		if slices.ContainsFunc(taken, func(t span) bool { return t.start <= at && at < t.end }) {
			continue
		}
		p := passage(text, at)
		if room -= (p.end - p.start + utf8.RuneCount(text[p.start:p.end])) / 2; room < 0 {
			break
		}
		taken = append(taken, p)
	}
	out := append([]string{lead}, pieces(text, taken, src.Summary == "")...)
	if src.edition != nil {
		if terms := b.terms(src.edition.Publication); len(terms) > 0 {
			out = append(out, strings.Join(terms, " · "))
		}
	}
	return out
}

// skipHeading is where the first line begins that is no heading, if there is one.
func skipHeading(text []byte, src *source) int {
	if len(src.Text().Headings) == 0 {
		return 0
	}
	at := 0
	for at < len(text) {
		l := line(text, at)
		if utf8.RuneCount(text[l.start:l.end]) > leadLength/2 {
			return l.start
		}
		at = l.end + 1
	}
	return 0
}

// pieces are the texts of spans, those that touch as one. Without the first
// when it is the lead.
func pieces(text []byte, spans []span, lead bool) []string {
	var first span
	if lead && len(spans) > 0 {
		first, spans = spans[0], spans[1:]
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var out []string
	for i := 0; i < len(spans); {
		s := spans[i]
		for i++; i < len(spans) && spans[i].start <= s.end+1; i++ {
			s.end = max(s.end, spans[i].end)
		}
		if s.start < first.end {
			s.start = min(first.end, s.end)
		}
		if piece := strings.ReplaceAll(strings.TrimSpace(string(text[s.start:s.end])), "\n", " "); piece != "" {
			out = append(out, piece)
		}
	}
	return out
}

// line is the line that a place of a text is in.
func line(text []byte, at int) span {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	end := len(text)
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		end = at + i
	}
	return span{start, end}
}

// passage is the part of a line around a place, cut between words.
func passage(text []byte, at int) span {
	l := line(text, at)
	start, back := at, passageBefore
	for start > l.start && back > 0 {
		_, n := utf8.DecodeLastRune(text[:start])
		start -= n
		back--
	}
	if start > l.start {
		if i := bytes.IndexByte(text[start:at], ' '); i >= 0 {
			start += i + 1
		}
	}
	return span{start, wordEnd(text, start, l.end, passageLength)}
}

// wordEnd is where a text from a place on is cut so that it has at most some
// code points and no broken word.
func wordEnd(text []byte, from, to, most int) int {
	at := from
	for range most {
		if at >= to {
			return to
		}
		_, n := utf8.DecodeRune(text[at:])
		at += n
	}
	if at >= to {
		return to
	}
	if i := bytes.LastIndexByte(text[from:at], ' '); i > (at-from)/2 {
		return from + i
	}
	return at
}
