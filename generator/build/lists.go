package build

import (
	"bytes"
	"io/fs"

	"tract/generator/diag"
	"tract/generator/signatory"
)

// readList is a list of signatories with the bytes that it was read from.
type readList struct {
	text     []byte
	list     *signatory.List
	messages []diag.Message
}

// readLists reads the lists of signatories and the seals of the tree. A list
// whose bytes are those of the last time is not read again: long ones cost more
// than everything else of an edit.
func (w *Workspace) readLists() {
	before := w.listed
	w.lists, w.listed, w.told.lists = map[string]*signatory.List{}, map[string]readList{}, nil
	for _, path := range w.tree.Lists {
		text, err := fs.ReadFile(w.settings.Files, path)
		if err != nil {
			w.told.lists = append(w.told.lists, diag.In("source-unreadable", path))
			continue
		}
		r, known := before[path]
		if !known || !bytes.Equal(r.text, text) {
			r = readList{text: text}
			r.list, r.messages = signatory.Read(diag.Source{Path: path, Text: text})
		}
		w.listed[path], w.lists[path] = r, r.list
		w.told.lists = append(w.told.lists, r.messages...)
	}
	w.seals = map[string][]byte{}
	for _, path := range w.tree.Seals {
		text, err := fs.ReadFile(w.settings.Files, path)
		if err != nil {
			w.told.lists = append(w.told.lists, diag.In("source-unreadable", path))
			continue
		}
		w.seals[path] = text
	}
}
