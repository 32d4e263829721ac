package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tract/generator/data"
	"tract/generator/site"
	"tract/generator/translation"
)

// statusCommand tells what is translated and what waits.
func (a *app) statusCommand() *cobra.Command {
	var f siteFlags
	var language, format string
	cmd := &cobra.Command{Use: a.say("use-status"), Short: a.say("status"), Long: a.say("status-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&language, "lang", "", a.say("flag-only-lang"))
	cmd.Flags().StringVar(&format, "format", "text", a.say("flag-status-format"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if !slices.Contains([]string{"text", "json", "csv", "html"}, format) {
			return a.wrongFormat(format, "text", "json", "csv", "html")
		}
		return a.translations(f, func(t *translations) error {
			tag, ok := t.language(language)
			if !ok {
				return nil
			}
			shown, ok := t.shown(args, tag)
			if !ok {
				return nil
			}
			s := newStatus(t, shown)
			var err error
			switch format {
			case "json":
				err = s.json()
			case "csv":
				err = s.csv()
			case "html":
				err = s.html()
			default:
				err = s.text(tag != "" || len(args) > 0)
			}
			if err != nil {
				return err
			}
			if len(args) == 0 {
				s.require(tag)
			}
			return nil
		})
	}
	return cmd
}

// shown are the editions that are asked for: all, those of a language, those of
// the publications that files belong to.
func (t *translations) shown(args []string, tag string) ([]*site.Translation, bool) {
	ids := map[string]bool{}
	if len(args) > 0 {
		found, ok := t.files(args)
		if !ok {
			return nil, false
		}
		for _, x := range found {
			ids[x.ID] = true
		}
	}
	var out []*site.Translation
	for _, x := range t.all {
		if (tag == "" || x.Language.Tag == tag) && (len(args) == 0 || ids[x.ID]) {
			out = append(out, x)
		}
	}
	return out, true
}

// status is what is told of some editions.
type status struct {
	*translations
	rows []row
}

// row is one edition.
type row struct {
	*site.Translation
	total, changed, added, removed int
	words                          int       // to translate
	since                          data.Date // how long it waits, as far as files tell
}

func newStatus(t *translations, shown []*site.Translation) *status {
	s := &status{translations: t, rows: make([]row, len(shown))}
	for i, x := range shown {
		r := row{Translation: x, total: len(x.Blocks)}
		words := 0
		for _, b := range x.Blocks {
			words += b.Words
		}
		switch x.State {
		case translation.Missing, translation.Untranslated:
			r.words = words
			r.since = waiting(x)
		case translation.Outdated:
			r.changed, r.added, r.removed, _ = x.Difference.Counts()
			for j, c := range x.Difference.Blocks {
				if c.Kind == translation.Changed || c.Kind == translation.Added {
					r.words += x.Blocks[j].Words
				}
			}
			r.since = waiting(x)
		case translation.Unverified:
			r.since = waiting(x)
		case translation.Current:
			if x.Uncorrected() {
				r.since = x.Publication.Correction.Get("date").Date
			}
		case translation.Orphan:
			r.total = len(x.Record.Lines)
			r.removed = r.total
		}
		s.rows[i] = r
	}
	return s
}

// waiting is since when a translation waits: since its source was last said to be
// updated, else since it was published; the zero date where the source says
// neither.
func waiting(x *site.Translation) data.Date {
	if x.State == translation.Outdated && !x.Source.Updated.IsZero() {
		return x.Source.Updated
	}
	return x.Source.Inherited.Date
}

// toDo are the editions that wait, longest first, among them those that follow
// their source but not its correction yet; those of which no date is known
// last, with most words first.
func (s *status) toDo() []row {
	var out []row
	for _, r := range s.rows {
		if r.State != translation.Source && r.State != translation.Current || r.State == translation.Current && r.Uncorrected() {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b row) int {
		if x, y := a.since.IsZero(), b.since.IsZero(); x != y {
			if x {
				return 1
			}
			return -1
		}
		return cmp.Or(a.since.Compare(b.since), cmp.Compare(b.words, a.words), strings.Compare(a.ID, b.ID))
	})
	return out
}

// json prints an object for each edition. Correction is the day of the correction
// that its source declares and that it has not taken in; list are the blocks that
// are to be looked at, as diff numbers them.
func (s *status) json() error {
	type block struct {
		Number     int    `json:"number"`
		Name       string `json:"name"`
		Change     string `json:"change"`
		Line       int    `json:"line,omitempty"`
		SourceLine int    `json:"source_line,omitempty"`
	}
	type blocks struct {
		Total    int     `json:"total"`
		Changed  int     `json:"changed"`
		Added    int     `json:"added"`
		Removed  int     `json:"removed"`
		Doubtful int     `json:"doubtful,omitempty"`
		List     []block `json:"list,omitempty"`
	}
	e := json.NewEncoder(s.app.stdout)
	e.SetEscapeHTML(false)
	for _, r := range s.rows {
		counts := blocks{Total: r.total, Changed: r.changed, Added: r.added, Removed: r.removed, Doubtful: r.Difference.Doubtful()}
		for _, d := range s.desk().Places(r.Translation).Differences {
			counts.List = append(counts.List, block{d.Number, d.Name, d.Kind, d.Line, d.Source})
		}
		correction := ""
		if r.Uncorrected() {
			correction = r.Publication.Correction.Get("date").Date.String()
		}
		err := e.Encode(struct {
			Publication string `json:"publication"`
			Language    string `json:"language"`
			File        string `json:"file"`
			SourceFile  string `json:"source_file"`
			State       string `json:"state"`
			Correction  string `json:"correction,omitempty"`
			Blocks      blocks `json:"blocks"`
		}{r.ID, r.Language.Tag, filePath(r.Translation), sourcePath(r.Translation), r.State.String(), correction, counts})
		if err != nil {
			return err
		}
	}
	return nil
}

// csv prints a table for spreadsheets.
func (s *status) csv() error {
	w := csv.NewWriter(s.app.stdout)
	_ = w.Write([]string{"publication", "language", "section", "file", "source_file", "state", "total", "changed", "added", "removed", "words", "since"})
	for _, r := range s.rows {
		since := ""
		if !r.since.IsZero() {
			since = r.since.String()
		}
		_ = w.Write([]string{r.ID, r.Language.Tag, section(r.Translation), filePath(r.Translation), sourcePath(r.Translation), r.State.String(),
			strconv.Itoa(r.total), strconv.Itoa(r.changed), strconv.Itoa(r.added), strconv.Itoa(r.removed), strconv.Itoa(r.words), since})
	}
	w.Flush()
	return w.Error()
}

// cell counts the editions of a section in a language.
type cell struct {
	language, section string
	states            [len(translation.States)]int
	words             int
}

// cells are the counts by language, each with its sections and their sum, in the
// order of the site's languages.
func (s *status) cells() []cell {
	var out []cell
	for _, l := range s.site.Languages {
		sum := cell{language: l.Tag}
		by := map[string]*cell{}
		for _, r := range s.rows {
			if r.Language != l {
				continue
			}
			name := section(r.Translation)
			if by[name] == nil {
				by[name] = &cell{language: l.Tag, section: name}
			}
			for _, c := range []*cell{by[name], &sum} {
				c.states[r.State]++
				c.words += r.words
			}
		}
		if len(by) == 0 {
			continue
		}
		var names []string
		for name := range by {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			out = append(out, *by[name])
		}
		if len(names) > 1 {
			out = append(out, sum)
		}
	}
	return out
}

// columns are the states that the table has, in the order of what is to be done.
var columns = []translation.State{translation.Source, translation.Current, translation.Outdated, translation.Unverified, translation.Missing, translation.Untranslated, translation.Orphan}

// heads are the heads of the table's columns.
func (a *app) heads() []string {
	heads := []string{a.say("status-language"), a.say("status-section")}
	for _, c := range columns {
		heads = append(heads, a.say("column-"+c.String()))
	}
	return append(heads, a.say("status-words"))
}

// most is how many of those that wait are listed unless one language is asked for.
const most = 20

// text prints the table, then what waits.
func (s *status) text(everything bool) error {
	a := s.app
	table := [][]string{a.heads()}
	for _, c := range s.cells() {
		name := c.section
		if name == "" {
			name = a.say("status-all")
		}
		line := []string{c.language, name}
		for _, state := range columns {
			line = append(line, count(c.states[state]))
		}
		table = append(table, append(line, count(c.words)))
	}
	lines := aligned(table)
	todo := s.toDo()
	if len(todo) > 0 {
		lines = append(lines, "", a.say("status-waiting"))
	}
	var list [][]string
	for i, r := range todo {
		if i == most && !everything {
			break
		}
		since := "–"
		if !r.since.IsZero() {
			since = r.since.String()
		}
		list = append(list, []string{since, named(r.Translation), a.state(r.Translation), s.detail(r)})
	}
	lines = append(lines, aligned(list)...)
	if n := len(todo) - len(list); n > 0 {
		lines = append(lines, a.say("status-more", n))
	}
	return a.lines(lines)
}

// detail is what is to be done for an edition.
func (s *status) detail(r row) string {
	a := s.app
	switch r.State {
	case translation.Outdated:
		text := a.say("status-blocks", r.changed, r.added, r.removed, r.words)
		if n := r.Difference.Doubtful(); n > 0 {
			text += "; " + a.say("status-doubtful", n, r.RecordFile)
		}
		if r.Uncorrected() {
			text += "; " + a.correction(r.Translation)
		}
		return text
	case translation.Current:
		if r.Uncorrected() {
			return a.correction(r.Translation)
		}
	case translation.Missing, translation.Untranslated:
		return a.say("status-count-words", r.words)
	case translation.Orphan:
		if r.Found != nil {
			return a.say("status-found", r.Found.File.Path)
		}
	case translation.Unverified:
		if n := r.Difference.Doubtful(); n > 0 {
			return a.say("status-doubtful", n, r.RecordFile)
		}
		if len(r.Faults) > 0 {
			return a.say("status-record", r.RecordFile)
		}
	}
	return ""
}

// correction says that a translation has not taken in its source's correction.
func (a *app) correction(x *site.Translation) string {
	return a.say("status-correction", x.Publication.Correction.Get("date").Date.String())
}

func count(n int) string {
	if n == 0 {
		return "·"
	}
	return strconv.Itoa(n)
}

// aligned are lines whose cells stand below each other; numbers at the right.
func aligned(table [][]string) []string {
	var widths []int
	for _, line := range table {
		for i, c := range line {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	var out []string
	for _, line := range table {
		var b strings.Builder
		for i, c := range line {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			_, err := strconv.Atoi(c)
			if right := err == nil || c == "·"; right {
				b.WriteString(pad + c)
			} else {
				b.WriteString(c + pad)
			}
			b.WriteString("  ")
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// require compares what is there with what tract.yaml asks for, by language and
// kind, and says what falls short; then the command ends with 1.
func (s *status) require(only string) {
	type of struct{ total, good int }
	for _, l := range s.site.Languages {
		if only != "" && l.Tag != only {
			continue
		}
		by := map[string]*of{}
		var kinds []string
		for _, r := range s.rows {
			if r.Language != l || r.Publication == nil || r.State == translation.Source || r.State == translation.Orphan {
				continue
			}
			q := s.site.Config.Required(l.Tag, r.Kind.Name)
			if q == nil {
				continue
			}
			if by[r.Kind.Name] == nil {
				by[r.Kind.Name] = new(of)
				kinds = append(kinds, r.Kind.Name)
			}
			by[r.Kind.Name].total++
			if r.State == translation.Current || q.Present && r.State != translation.Missing && r.State != translation.Untranslated {
				by[r.Kind.Name].good++
			}
		}
		slices.Sort(kinds)
		for _, kind := range kinds {
			q, n := s.site.Config.Required(l.Tag, kind), by[kind]
			if n.good*100 >= q.Share*n.total {
				continue
			}
			what := "status-short"
			if q.Present {
				what = "status-short-present"
			}
			fmt.Fprintln(s.app.stderr, s.app.say(what, s.app.called(l.Tag), kind, n.good, n.total, q.Share))
			s.app.exit = exitContent
		}
	}
}
