package review

import (
	"bytes"
	"os"
	"path/filepath"

	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/site"
	"tract/generator/translation"
)

// Whole is the record of a translation that follows its source throughout, with
// the correction that the source declares. ok is false for what has no source or
// is no translation.
func (d *Desk) Whole(x *site.Translation) (r *translation.Record, ok bool) {
	switch x.State {
	case translation.Source, translation.Missing, translation.Untranslated, translation.Orphan:
		return nil, false
	}
	if own := d.Blocks(x); x.Record != nil && x.Record.Source == x.Source.File.Language {
		r = translation.Anew(x.Record, x.Blocks, own)
	} else {
		r = translation.New(x.Source.File.Language, x.Blocks, own)
	}
	r.Correction = x.Correction
	return r, true
}

// Numbers is how many blocks of a translation with a record can be confirmed by
// number: those of the present source, then what was removed from it, as
// translation.Difference.Gone has it.
func Numbers(x *site.Translation) int { return len(x.Blocks) + len(x.Difference.Gone()) }

// Name is what the block of a number, from 1 to Numbers, is called.
func Name(x *site.Translation, number int) string {
	if number <= len(x.Blocks) {
		return x.Blocks[number-1].Name
	}
	return x.Record.Lines[x.Difference.Gone()[number-1-len(x.Blocks)]].Name
}

// Some is the record of a translation after some blocks, by their numbers, have
// been confirmed. The translation has a record.
func (d *Desk) Some(x *site.Translation, confirmed func(number int) bool) *translation.Record {
	return translation.Accept(x.Record, x.Blocks, d.Blocks(x), x.Correction, confirmed)
}

// Refused is the error on a record that must not be written over.
type Refused struct{ Message diag.Message }

// Error is for logs and tests; people get the Message.
func (r *Refused) Error() string { return r.Message.ID + " in " + r.Message.File }

// Refuses is the error on writing the record of a translation: nil where it may
// be written, *Refused where it is of a later version of Tract.
func (d *Desk) Refuses(x *site.Translation) error {
	for _, file := range []string{x.RecordFile, x.MovedFrom} {
		text, err := os.ReadFile(filepath.Join(d.Folder, filepath.FromSlash(file)))
		if file == "" || err != nil {
			continue
		}
		if m := translation.Later(diag.Source{Path: file, Text: text}); m != nil {
			return &Refused{*m}
		}
	}
	return nil
}

// Write writes the record of a translation into the folder, in the place of the
// one that it left behind where it lay elsewhere before. It is false when the
// record says that already. The error is an *output.MachineError or *Refused.
func (d *Desk) Write(x *site.Translation, r *translation.Record) (bool, error) {
	to := filepath.Join(d.Folder, filepath.FromSlash(x.RecordFile))
	content := r.Bytes()
	if old, err := os.ReadFile(to); err == nil && bytes.Equal(old, content) {
		return false, nil
	}
	if err := d.Refuses(x); err != nil {
		return false, err
	}
	if err := output.WriteFile(to, content, false); err != nil {
		return false, err
	}
	if x.MovedFrom != "" {
		// Its words are in the one just written.
		return true, output.RemoveFile(filepath.Join(d.Folder, filepath.FromSlash(x.MovedFrom)))
	}
	return true, nil
}
