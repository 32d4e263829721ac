// Package signatory reads the lists of those who signed a publication:
// signatories.yaml or signatories.csv beside its text, one list for all
// languages.
//
// A list has a row for each signatory with the columns of Columns; only name
// is required. A CSV file has their names, or the usual words for them in nine
// languages, in its first row. A YAML file is a list of rows, or a map:
//
//	text: 3f9c0a…            # the digest that `tract seal` printed for the text as signed
//	signatories:
//	  - name: Réseau Kapok
//	    type: organisation
//	    country: SN
//	    digest: 77aa01…      # of this row's batch, instead of the one above
//
// Nothing of a list is published but what a List holds: those who withdrew are
// not in it, and a column of addresses or numbers of people is an error.
package signatory

import (
	"path"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// Stem is the name of a list of signatories without its extension.
const Stem = "signatories"

// Type is what a signatory is.
type Type uint8

// Unsaid is a signatory of which the list does not say what it is.
const (
	Unsaid Type = iota
	Organisation
	Person
)

// String is the type as it stands in a list; "" for Unsaid.
func (t Type) String() string { return [...]string{"", "organisation", "person"}[t%3] }

// Signatory is one who signed. All texts are plain text in NFC on one line,
// free of control characters and of marks that turn the direction of what
// follows them.
type Signatory struct {
	Name     string
	Latin    string // the name in Latin script; empty where Name is, or nobody wrote it
	Language string // of Name, BCP 47; empty where it is not said
	Type     Type
	Role     string
	URL      string // http or https; may be empty
	Country  string // ISO 3166-1 alpha-2 in capitals; may be empty
	Place    string
	Signed   data.Date
	Digest   string // of the text as it was signed, in lower case; empty where the list does not bind it
	Range    diag.Range
}

// List is a list as it was read. It is not altered afterwards.
type List struct {
	Path    string      // of its file
	Signed  []Signatory // in the order of the file, without those who withdrew
	Persons int         // of Signed
	Bodies  int         // organisations of Signed

	names map[string]place // by Key: everyone in the file, also who withdrew
}

// place is where a name stands first.
type place struct {
	at        diag.Range
	withdrawn bool
}

// Has says whether a name, however it is spaced and capitalised, stands in the
// list, and whether whoever has it withdrew. A nil list has none.
func (l *List) Has(name string) (found, withdrawn bool) {
	if l == nil {
		return false, false
	}
	r, ok := l.names[Key(name)]
	return ok, r.withdrawn
}

// IsList says whether a file beside the texts is a list of signatories:
// signatories.yaml, or <name>.signatories.yaml for the text <name>.fr.md.
func IsList(file string) bool {
	base := strings.ToLower(path.Base(file))
	switch path.Ext(base) {
	case ".csv", ".yaml", ".yml":
		stem := strings.TrimSuffix(base, path.Ext(base))
		return stem == Stem || strings.HasSuffix(stem, "."+Stem)
	}
	return false
}

// plainText is a list in UTF-8.
func plainText(src diag.Source) diag.Source {
	if text, wide := fromUTF16(src.Text); wide {
		src.Text = text
	}
	return src
}

// Read is the list of a file, and what is to be mended in it. A row with an
// error is left out of the list.
//
// A list may be in UTF-16, as spreadsheets write it; what is said of it counts
// lines and columns all the same.
func Read(src diag.Source) (*List, []diag.Message) {
	src = plainText(src)
	t, ms := readTable(src)
	r := &reader{src: src, ms: ms, list: &List{Path: src.Path, names: make(map[string]place, len(t.rows))}}
	r.list.Signed = make([]Signatory, 0, len(t.rows))
	r.columns(t)
	for i := range t.rows {
		r.row(&t.rows[i])
	}
	return r.list, r.ms
}
