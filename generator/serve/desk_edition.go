package serve

import (
	"context"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tract/generator/render/html"
	"tract/generator/review"
	"tract/generator/site"
	"tract/generator/translation"
	"tract/i18n"
)

// This file is the page of one edition: what is to be done in it, beside its
// page in the preview, and the form that confirms it.

// besideView is what the page of an edition shows.
type besideView struct {
	frame
	ID, Title, TitleLanguage, TitleDirection string
	Language                                 string // of the edition, for people
	State, StateLabel                        string
	Detail                                   []string // what there is to know beside the blocks
	Command                                  string   // what to run; "" for nothing
	Correction                               *correctionView
	Own, Source                              *placeView
	Blocks                                   []blockView
	Sides                                    []sideView // of what nobody has confirmed: the whole text
	Lang, Dir, SourceLang, SourceDir         string
	Page                                     string // in the preview, for the frame
	Back, Next                               string
	Form                                     *formView
	Done                                     string
	Closed                                   string // why nothing can be confirmed here
}

// placeView is a file, and where it is looked at and mended.
type placeView struct {
	Path  string
	View  string // its lines; "" where they are not shown
	Mend  string // in the forge's editor; "" where none is known
	Page  string // in the preview
	Label string
}

type correctionView struct{ Label, Text, Language, Direction string }

// blockView is one block that is to be looked at.
type blockView struct {
	Number       int
	What         string
	Before       template.HTML // what the source said
	BeforeNote   string        // why that is not known
	After        template.HTML
	Own          string
	Place, Lines string // of the translation's block: file:line, and the address of its line
}

// sideView is a block of the source beside what the translation says there; one of
// the two may be missing.
type sideView struct {
	What, Source, Own   string
	SourceView, OwnView lineView
}

// lineView is a line of a file: what it is called, in the language of the board, and
// its address, "" where the lines are not shown.
type lineView struct{ Name, At, In string }

// formView is the form that confirms.
type formView struct {
	Action, Token, Seen string
	Of, In              string
	Filter              []pair
	Some                bool // single blocks can be named
}

// beside is the page of an edition.
func (d *deskView) beside(ctx context.Context, x *site.Translation, done bool) besideView {
	row := &d.st.index().rows[d.st.index().by[x.ID]]
	v := besideView{
		frame: frame{string(d.s.lang), d.say("edition-title", row.title, d.called(x.Language.Tag))},
		ID:    x.ID, Title: row.title, TitleLanguage: row.language, TitleDirection: i18n.Load(row.language).Dir(),
		Language: d.called(x.Language.Tag), State: x.State.String(), StateLabel: d.say("state-" + x.State.String()),
		Lang: x.Language.Tag, Dir: x.Language.Dir, Page: address(x, x.Language), Back: d.filter.table(),
	}
	v.Own, v.Source = d.place(x, false), d.place(x, true)
	if x.Source != nil {
		v.SourceLang, v.SourceDir = x.Source.File.Language, i18n.Load(x.Source.File.Language).Dir()
	}
	if next := d.filter.next(d.st.index(), x); next != nil {
		v.Next = d.filter.edition(next)
	}
	d.explain(&v, x)
	for _, diff := range d.desk().Compare(ctx, x).Differences {
		v.Blocks = append(v.Blocks, d.block(x, &diff))
	}
	if x.State == translation.Unverified && len(v.Blocks) == 0 {
		v.Sides = d.sides(x, &v)
	}
	d.form(&v, x)
	if done && x.State == translation.Current && !x.Uncorrected() {
		v.Done = d.say("done", x.RecordFile)
	} else if done {
		v.Done = d.say("done-some", x.RecordFile)
	}
	return v
}

// explain says what there is to know of an edition beside its blocks.
func (d *deskView) explain(v *besideView, x *site.Translation) {
	add := func(key string, args ...any) { v.Detail = append(v.Detail, d.say(key, args...)) }
	switch x.State {
	case translation.Outdated:
		changed, added, removed, moved := x.Difference.Counts()
		add("detail-outdated", changed, added, removed, moved)
	case translation.Unverified:
		if n := x.Difference.Doubtful(); n > 0 {
			add("detail-doubtful", n)
		} else {
			add("detail-unverified")
		}
	case translation.Untranslated:
		add("detail-untranslated", d.called(x.Still))
	case translation.Missing:
		add("detail-missing")
		v.Command = "tract new translation " + quoted(sourcePath(x)) + " --lang " + x.Language.Tag
	case translation.Orphan:
		add("detail-orphan")
		if x.Found != nil {
			add("detail-found", x.Found.File.Path)
		}
	default:
		add("detail-" + x.State.String())
	}
	if x.MovedFrom != "" {
		add("detail-moved", x.MovedFrom)
	}
	for _, m := range x.Faults {
		v.Detail = append(v.Detail, m.Sentence(d.s.lang)+" "+m.Mend(d.s.lang))
	}
	if x.Publication != nil && x.Correction != 0 && (x.Uncorrected() || x.State == translation.Source) {
		declared := x.Publication.Correction
		text, tag := declared.Get("text").Texts.In(append([]string{string(d.s.lang)}, x.Source.File.Language)...)
		if tag == "" {
			tag = x.Source.File.Language
		}
		key := "correction"
		if x.Uncorrected() {
			key = "correction-waits"
		}
		v.Correction = &correctionView{d.say(key, declared.Get("date").Date.String()), text, tag, i18n.Load(tag).Dir()}
	}
}

// quoted is a path as a shell takes it for one word.
func quoted(path string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-", r)
	}
	if strings.IndexFunc(path, func(r rune) bool { return !plain(r) }) < 0 {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// place is the file of an edition or of its source; nil where there is none, or
// where they are one.
func (d *deskView) place(x *site.Translation, source bool) *placeView {
	at, l, label := filePath(x), x.Language, d.say("file-own")
	if source {
		if x.Source == x.Document {
			return nil
		}
		at, l, label = sourcePath(x), nil, d.say("file-source")
		if x.Source != nil {
			l = d.site().Language(x.Source.File.Language)
		}
	}
	if at == "" {
		return nil
	}
	p := &placeView{Path: at, Label: label, Mend: html.MendLink(d.st.good.Config, at)}
	if l != nil {
		p.Page = address(x, l)
		if edition := d.st.index().rows[d.st.index().by[x.ID]].editions[l.Index]; edition != nil {
			p.View = d.lines(edition)
		}
	}
	return p
}

// lines is the address of the lines of an edition's file.
func (d *deskView) lines(x *site.Translation) string {
	return strings.Replace(d.filter.edition(x), own+deskEdition, own+deskFile, 1)
}

// block is one difference.
func (d *deskView) block(x *site.Translation, diff *review.Difference) blockView {
	v := blockView{Number: diff.Number, What: d.say("block-of", d.blockName(diff.Name), d.say("block-"+diff.Kind)), Own: diff.Own}
	switch {
	case diff.Known && diff.Kind == review.Changed:
		for _, p := range translation.CompareWords(diff.Before, diff.After) {
			text := template.HTML(template.HTMLEscapeString(p.Text))
			switch p.Kind {
			case translation.Kept:
				v.Before += text
				v.After += text
			case translation.Gone:
				v.Before += "<del>" + text + "</del>"
			default:
				v.After += "<ins>" + text + "</ins>"
			}
		}
	default:
		v.Before = template.HTML(template.HTMLEscapeString(diff.Before))
		v.After = template.HTML(template.HTMLEscapeString(diff.After))
		switch {
		case diff.Kind == review.Doubtful && diff.After != "":
			v.BeforeNote = d.say("before-doubtful")
		case diff.Kind == review.Doubtful && diff.Name == "":
			v.BeforeNote = d.say("before-unreadable")
		case !diff.Known:
			v.BeforeNote = d.say("before-unknown")
		}
	}
	if diff.Line > 0 {
		line := strconv.Itoa(diff.Line)
		v.Place, v.Lines = filePath(x)+":"+line, d.lines(x)+"#L"+line
	}
	return v
}

// sides are the blocks of an edition and of its source.
func (d *deskView) sides(x *site.Translation, v *besideView) []sideView {
	var out []sideView
	for _, b := range d.desk().Sides(x) {
		s := sideView{What: d.blockName(b.Name), Source: b.Source, Own: b.Own}
		if b.SourceLine > 0 && v.Source != nil {
			s.SourceView = d.line(v.Source, b.SourceLine)
		}
		if b.OwnLine > 0 && v.Own != nil {
			s.OwnView = d.line(v.Own, b.OwnLine)
		}
		out = append(out, s)
	}
	return out
}

func (d *deskView) line(p *placeView, line int) lineView {
	v := lineView{Name: d.say("line", line), In: string(d.s.lang)}
	if p.View != "" {
		v.At = p.View + "#L" + strconv.Itoa(line)
	}
	return v
}

// bodyBlocks are the names of blocks of bodies; others are fields.
var bodyBlocks = []string{"h", "p", "li", "row", "caption", "note", "def", "html"}

func (d *deskView) blockName(name string) string {
	if name == "" {
		return d.say("block-line")
	}
	if slices.Contains(bodyBlocks, name) {
		return d.say("block-" + name)
	}
	return d.say("block-field", name)
}

// form gives the page its form, or says why there is none.
func (d *deskView) form(v *besideView, x *site.Translation) {
	if _, ok := d.desk().Whole(x); !ok || x.State == translation.Current && !x.Uncorrected() {
		return
	}
	if !d.here || d.s.desk.folder == "" {
		v.Closed = d.say("not-here")
		return
	}
	f := &formView{Action: own + deskConfirm, Token: d.s.desk.token, Seen: d.seen(x), Of: x.ID, In: x.Language.Tag, Some: len(v.Blocks) > 0}
	q := d.filter.values()
	for _, name := range []string{"lang", "section", "kind", "state", "text", "page"} {
		if q.Has(name) {
			f.Filter = append(f.Filter, pair{name, q.Get(name)})
		}
	}
	v.Form = f
}
