package data

import (
	"slices"
	"strings"

	"tract/generator/diag"
)

// Bounds of what is read. They hold for every format.
const (
	maxDepth    = 100     // of lists and maps inside each other
	maxExpanded = 100_000 // values that YAML aliases may stand for
	maxFaults   = 200     // of one file; what follows is not looked for
	maxRounds   = 20      // readings of one block, each after a slip is mended
	maxSize     = 32 << 20
	large       = 64 << 10 // a block that is read again only a few times
	maxLine     = 8 << 10  // a longer line is not suggested as a whole
	maxExcerpts = 4 << 20  // of all messages of a file
)

// fix is how a slip is mended: the bytes from start to end, on one line, are
// replaced by text.
type fix struct {
	start, end int
	text       string
}

// fault is something wrong at the bytes from start to end of a source.
type fault struct {
	id         string
	start, end int
	args       []string
	fixes      []fix
	mended     string // the mended line, when fixes cannot say it
	note       [2]int // a further place, when it is not empty
}

// faults gathers what is wrong with a source.
type faults struct {
	src  diag.Source
	list []fault
}

func (f *faults) add(id string, start, end int, args ...string) *fault {
	for i := 1; i < len(args); i += 2 {
		args[i] = shorten(args[i])
	}
	f.list = append(f.list, fault{id: id, start: start, end: end, args: args})
	return &f.list[len(f.list)-1]
}

func (f *faults) full() bool { return len(f.list) >= maxFaults }

// fixed adds a way to mend a fault.
func (x *fault) fixed(start, end int, text string) *fault {
	x.fixes = append(x.fixes, fix{start, end, text})
	return x
}

// messages are the faults in the order of the file. Where several slips stand
// on one line each suggestion is the line with all of them mended.
func (f *faults) messages() []diag.Message {
	if len(f.list) == 0 {
		return nil
	}
	byLine := map[int][]fix{}
	for _, x := range f.list {
		for _, e := range x.fixes {
			from := lineStart(f.src.Text, e.start)
			byLine[from] = append(byLine[from], e)
		}
	}
	ms := make([]diag.Message, 0, len(f.list))
	shown := 0
	for _, x := range f.list {
		if shown > maxExcerpts {
			break
		}
		m := diag.At(x.id, f.src, x.start, x.end, x.args...)
		from := lineStart(f.src.Text, x.start)
		shown += len(m.Excerpt)
		switch {
		case len(m.Excerpt) > maxLine:
		case x.mended != "":
			m = m.Suggest(strings.ToValidUTF8(x.mended, "\uFFFD"))
		case len(x.fixes) > 0:
			m = m.Suggest(mend(f.src.Text, from, byLine[from]))
		}
		if x.note != [2]int{} {
			other := diag.At(x.id, f.src, x.note[0], x.note[1])
			m = m.Also(diag.Place{File: f.src.Path, Range: other.Range})
		}
		ms = append(ms, m)
	}
	return diag.Sort(ms)
}

// mend is the line that starts at an offset with its fixes made. Of fixes that
// overlap the first one counts.
func mend(text []byte, from int, fixes []fix) string {
	fixes = slices.Clone(fixes)
	slices.SortStableFunc(fixes, func(a, b fix) int { return a.start - b.start })
	var b strings.Builder
	at, to := from, endOfLine(text, from)
	for _, e := range fixes {
		if e.start < at || e.start > to {
			continue
		}
		b.Write(text[at:e.start])
		b.WriteString(e.text)
		at = min(max(e.end, at), to)
	}
	b.Write(text[at:to])
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

// lineStart is the offset at which the line of an offset starts, after a byte
// order mark.
func lineStart(text []byte, at int) int {
	at = min(max(at, 0), len(text))
	for at > 0 && text[at-1] != '\n' {
		at--
	}
	if at == 0 && len(text) >= len(bom) && string(text[:len(bom)]) == bom {
		return len(bom)
	}
	return at
}

// endOfLine is the offset of the line end after an offset.
func endOfLine(text []byte, at int) int {
	for at < len(text) && text[at] != '\n' {
		at++
	}
	if at > 0 && at < len(text) && text[at-1] == '\r' {
		at--
	}
	return at
}
