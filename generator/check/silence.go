package check

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/markdown"
)

// silence is the reason why a check does not apply to a passage. A comment of HTML
// gives it, as the field checks does for the whole text:
//
//	<!-- checks: {numbers: The French counts another year.} -->
//
// It holds for what stands below the comment, up to the next blank line.
type silence struct {
	name     string
	comment  markdown.Span
	from, to int // bytes of the file that it holds for
	used     bool
}

// silences reads the comments of a translation that silence checks.
func (p *pair) silences() []silence {
	if !bytes.Contains(p.ownText, []byte(silencing)) {
		return nil
	}
	src := diag.Source{Path: p.own.File.Path, Text: p.ownText}
	var out []silence
	for _, c := range markdown.Comments(src, len(p.own.Front)) {
		reasons, ours := reasonsIn(c.Text)
		if !ours {
			continue
		}
		good := len(reasons) > 0 && !c.Inline
		for _, r := range reasons {
			good = good && slices.Contains(Comparisons, r.name) && r.reason != ""
		}
		if !good {
			p.tell("translation-silence-form", c.Start, c.End, "allowed", strings.Join(Comparisons, ", "))
			continue
		}
		from, to := below(p.ownText, c.End)
		for _, r := range reasons {
			out = append(out, silence{r.name, c.Span, from, to, false})
		}
	}
	return out
}

// silencing begins a comment that silences a check.
const silencing = "checks:"

// reason is what a comment says of one check.
type reason struct{ name, reason string }

var (
	named = regexp.MustCompile(`^([\pL-]+)[ \t]*:(?:[ \t]+(.*))?$`)
	parts = regexp.MustCompile(`,[ \t\n]*(` + strings.Join(Comparisons, "|") + `)[ \t]*:`)
)

// reasonsIn reads a comment: the name of a check with its reason, or several, each
// on its line or within braces. A reason may go on in further lines. ours is false
// for any other comment.
func reasonsIn(comment string) (list []reason, ours bool) {
	rest, ours := strings.CutPrefix(strings.TrimSpace(comment), silencing)
	if !ours {
		return nil, false
	}
	rest = strings.TrimSpace(rest)
	if strings.HasPrefix(rest, "{") && strings.HasSuffix(rest, "}") {
		// A reason may hold commas: only what follows one as a name begins another.
		rest = parts.ReplaceAllString(rest[1:len(rest)-1], "\n$1:")
	}
	for line := range strings.Lines(rest) {
		line = strings.Trim(line, " \t\r\n>")
		m := named.FindStringSubmatch(line)
		switch {
		case line == "":
		case m != nil && (len(list) == 0 || slices.Contains(Comparisons, m[1])):
			list = append(list, reason{m[1], strings.Trim(m[2], " \t\"'")})
		case len(list) == 0:
			return nil, true
		default:
			last := &list[len(list)-1]
			last.reason = strings.TrimSpace(last.reason + " " + line)
		}
	}
	return list, true
}

// below is the stretch of a text from the end of a comment, without blank lines at
// its head, up to the next blank line. Lines that hold only marks of a quotation are
// blank.
func below(text []byte, at int) (from, to int) {
	blank := func(line []byte) bool { return len(bytes.Trim(line, " \t\r\n>")) == 0 }
	next := func(at int) int {
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			return at + i + 1
		}
		return len(text)
	}
	from = at
	for from < len(text) && blank(text[from:next(from)]) {
		from = next(from)
	}
	to = from
	for to < len(text) && !blank(text[to:next(to)]) {
		to = next(to)
	}
	return from, to
}

// silenced takes out of the messages of a check those of passages for which a
// comment gives a reason, and all where the field checks does. What the check told
// begins at a message's index.
func (p *pair) silenced(check string, told int, list []silence) {
	kept := p.messages[:told:told]
	places := p.places[:told:told]
	for i := told; i < len(p.messages); i++ {
		found := false
		for k := range list {
			if s := &list[k]; s.name == check && s.from <= p.places[i] && p.places[i] < s.to {
				s.used, found = true, true
			}
		}
		if !found {
			kept, places = append(kept, p.messages[i]), append(places, p.places[i])
		}
	}
	p.messages, p.places = kept, places
	whole := slices.IndexFunc(p.own.Checks, func(c kind.Named) bool { return c.Name == check && strings.TrimSpace(c.Value.Text) != "" })
	if whole < 0 {
		return
	}
	if len(kept) == told {
		m := p.own.FieldMessage("translation-silence-unneeded", "checks", "name", check)
		p.messages, p.places = append(kept, m), append(places, 0)
		return
	}
	p.messages, p.places = kept[:told], places[:told]
}

// unneeded tells of comments that silence nothing.
func (p *pair) unneeded(list []silence) {
	for _, s := range list {
		if !s.used {
			p.tell("translation-silence-unneeded", s.comment.Start, s.comment.End, "name", s.name)
		}
	}
}
