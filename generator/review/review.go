// Package review sets translations beside what their sources said and say, and
// makes and writes the records by which they are confirmed. The command and the
// board of the preview work through it, so that a click does what a line typed
// does.
package review

import (
	"bytes"
	"context"
	"io/fs"

	"tract/generator/build"
	"tract/generator/history"
	"tract/generator/site"
	"tract/generator/translation"
)

// Desk is a site whose translations are looked at. It is not altered; its methods
// may be called from any goroutine.
type Desk struct {
	Loaded *build.Loaded // it has a Site
	// Folder is the site's on the disk, for git's history and for records; "" where
	// it lies on none.
	Folder string
}

// MaxVersions is how far back a text's history is read.
const MaxVersions = 200

// Blocks are those of a translation itself.
func (d *Desk) Blocks(x *site.Translation) []translation.Block {
	return translation.Blocks(x.Document, x.Kind, d.Loaded.Site.Kinds.Common)
}

// Compiled are the blocks that the text of an edition has with other bytes.
func (d *Desk) Compiled(x *site.Translation, text []byte) []translation.Block {
	return translation.Blocks(d.Loaded.Compile(x.Document.File, text), x.Kind, d.Loaded.Site.Kinds.Common)
}

// Comparison is a translation beside what its source said and says.
type Comparison struct {
	*site.Translation
	Differences []Difference // in the order of the source; then what was removed from it
}

// What has become of a block.
const (
	Changed = "changed"
	Added   = "added"
	Removed = "removed"
	Moved   = "moved" // it says the same in another place
	// Doubtful is what the record, which is damaged there, does not say for sure; a
	// line of it that no block goes with says nothing After.
	Doubtful = "doubtful"
)

// Difference is one block that is to be looked at.
type Difference struct {
	Number int    // as Some takes it, from 1
	Name   string // as translation.Block.Name; "" for a line of the record that cannot be read
	Kind   string // Changed, Added, Removed, Moved or Doubtful
	Known  bool   // what the source said is known
	Before string // what it said; "" for what is added
	After  string // what it says; "" for what is removed
	Own    string // what the translation says; "" where it says nothing
	Line   int    // of the translation's block in its file, from 1; 0 where it says nothing
	Source int    // the line of the source's block in its file, from 1; 0 where it is gone
}

// Compare finds what differs in an outdated translation, what is to be confirmed
// since its record is damaged, and what stands elsewhere in the source of one that
// is up to date; others have no differences. What the source said is looked up in
// git; without it only what it says now is given.
func (d *Desk) Compare(ctx context.Context, x *site.Translation) Comparison {
	if !differs(x) {
		return Comparison{Translation: x}
	}
	return d.compare(x, d.words(ctx, x))
}

// Places is Compare without a look at the history: of what changed it is not known
// what it said.
func (d *Desk) Places(x *site.Translation) Comparison {
	if !differs(x) {
		return Comparison{Translation: x}
	}
	return d.compare(x, nil)
}

// differs says whether there is something to compare.
func differs(x *site.Translation) bool {
	_, _, _, moved := x.Difference.Counts()
	return x.State == translation.Outdated || x.State == translation.Current && moved > 0 || x.State == translation.Unverified && x.Difference.Doubtful() > 0
}

// compare compares with what blocks of the source said, by their digests.
func (d *Desk) compare(x *site.Translation, words map[uint64]string) Comparison {
	c := Comparison{Translation: x}
	s := d.sides(x)
	for j, ch := range x.Difference.Blocks {
		b := &x.Blocks[j]
		diff := Difference{Number: j + 1, Name: b.Name, After: b.Written(s.source), Source: lineOf(s.source, b.Start)}
		switch ch.Kind {
		case translation.Changed:
			diff.Kind = Changed
			diff.Before, diff.Known = words[x.Record.Lines[ch.Line].Source]
			s.say(&diff, s.pairs[j])
		case translation.Added:
			diff.Kind, diff.Known = Added, true
		case translation.Moved:
			diff.Kind, diff.Known, diff.Before = Moved, true, diff.After
			s.say(&diff, s.pairs[j])
		case translation.Doubtful:
			diff.Kind = Doubtful
			s.say(&diff, s.pairs[j])
		default:
			continue
		}
		c.Differences = append(c.Differences, diff)
	}
	at := map[uint64]int{}
	for j, b := range s.blocks {
		at[b.Digest] = j
	}
	for k, i := range x.Difference.Gone() {
		line := x.Record.Lines[i]
		diff := Difference{Number: len(x.Blocks) + k + 1, Name: line.Name, Kind: Removed}
		if k >= len(x.Difference.Removed) {
			diff.Kind = Doubtful
			if line.Source == 0 {
				diff.Name = "" // what it begins with may be anything
			}
		}
		diff.Before, diff.Known = words[line.Source]
		for _, digest := range line.Owns() {
			if j, ok := at[digest]; ok {
				s.say(&diff, j)
				break
			}
		}
		c.Differences = append(c.Differences, diff)
	}
	return c
}

// sides are the texts of a translation and its source.
type sides struct {
	source, own []byte
	blocks      []translation.Block // of the translation
	pairs       []int               // of each block of the source, the block that says the same, or -1
}

func (d *Desk) sides(x *site.Translation) sides {
	s := sides{blocks: d.Blocks(x)}
	// Of a file that cannot be read nothing can be shown.
	s.source = d.text(x.Source.File.Path)
	s.own = d.text(x.Document.File.Path)
	s.pairs = translation.Counterparts(x.Record, x.Difference, x.Blocks, s.blocks)
	return s
}

// text is a file of the site; nil when it cannot be read.
func (d *Desk) text(path string) []byte {
	files := d.Loaded.Files()
	if files == nil {
		return nil
	}
	text, err := fs.ReadFile(files, path)
	if err != nil {
		return nil
	}
	return text
}

// say fills in what a block of the translation says, and where.
func (s *sides) say(diff *Difference, j int) {
	if j >= 0 {
		diff.Own = s.blocks[j].Written(s.own)
		diff.Line = lineOf(s.own, s.blocks[j].Start)
	}
}

// lineOf is the line of a text that a byte stands in, from 1.
func lineOf(text []byte, at int) int {
	return 1 + bytes.Count(text[:min(max(at, 0), len(text))], []byte("\n"))
}

// words looks for what blocks of a source said in its history, by their digests.
func (d *Desk) words(ctx context.Context, x *site.Translation) map[uint64]string {
	wanted := map[uint64]bool{}
	for _, ch := range x.Difference.Blocks {
		if ch.Kind == translation.Changed {
			wanted[x.Record.Lines[ch.Line].Source] = true
		}
	}
	for _, i := range x.Difference.Gone() {
		if digest := x.Record.Lines[i].Source; digest != 0 {
			wanted[digest] = true
		}
	}
	found := map[uint64]string{}
	if len(wanted) == 0 || d.Folder == "" {
		return found
	}
	repo, there := history.Open(ctx, d.Folder)
	if !there {
		return found
	}
	for _, v := range repo.Versions(ctx, x.Source.File.Path, MaxVersions) {
		text, err := repo.Text(ctx, v)
		if err != nil {
			continue
		}
		old := d.Loaded.Compile(x.Source.File, text)
		for _, b := range translation.Blocks(old, x.Kind, d.Loaded.Site.Kinds.Common) {
			if _, have := found[b.Digest]; wanted[b.Digest] && !have {
				found[b.Digest] = b.Written(text)
			}
		}
		if len(found) == len(wanted) {
			break
		}
	}
	return found
}
