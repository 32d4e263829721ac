package serve

import (
	"encoding/json"
	"strconv"

	"tract/generator/diag"
)

// maxShown is how many messages a page shows; the terminal has them all.
const maxShown = 50

// words are what the preview itself says on a page.
type words struct {
	failed, notYet, waiting, lastGood string
	severity                          [3]string
	counts                            [3][2]string // one, several
	close, open, more                 string
}

func wordsOf(lang diag.Language) words {
	if lang == diag.French {
		return words{
			failed: "Cette page n’a pas pu être faite :", notYet: "Le site ne peut pas encore être montré.",
			waiting:  "Cette page se recharge d’elle-même dès que c’est corrigé.",
			lastGood: "Voir cette page telle qu’elle était avant",
			severity: [3]string{"Erreur", "Avertissement", "Remarque"},
			counts:   [3][2]string{{"erreur", "erreurs"}, {"avertissement", "avertissements"}, {"remarque", "remarques"}},
			close:    "Fermer", open: "Messages", more: "Les autres messages se trouvent dans le terminal.",
		}
	}
	return words{
		failed: "This page could not be made:", notYet: "The site cannot be shown yet.",
		waiting:  "This page reloads by itself as soon as that is mended.",
		lastGood: "Show this page as it was before",
		severity: [3]string{"Error", "Warning", "Notice"},
		counts:   [3][2]string{{"error", "errors"}, {"warning", "warnings"}, {"notice", "notices"}},
		close:    "Close", open: "Messages", more: "The other messages are in the terminal.",
	}
}

// board is what a page shows of the messages. All of it is plain text.
type board struct {
	Lang    string `json:"lang"`
	Title   string `json:"title"` // how many there are
	Errors  int    `json:"errors"`
	Close   string `json:"close"`
	Open    string `json:"open"`
	More    string `json:"more,omitempty"`
	Entries []note `json:"entries"`
}

// note is one message.
type note struct {
	Severity   string   `json:"severity"` // error, warning, notice
	Word       string   `json:"word"`     // the same, for people
	ID         string   `json:"id"`
	Place      string   `json:"place,omitempty"` // file:line:column
	Sentence   string   `json:"sentence"`
	Mend       string   `json:"mend,omitempty"`
	Suggestion string   `json:"suggestion,omitempty"`
	Before     string   `json:"before,omitempty"` // the excerpt around what is marked
	Marked     string   `json:"marked,omitempty"`
	After      string   `json:"after,omitempty"`
	Also       []string `json:"also,omitempty"` // further places
}

// payload is the board of some messages as JSON.
func payload(ms []diag.Message, lang diag.Language) []byte {
	w := wordsOf(lang)
	t := diag.Count(ms)
	b := board{Lang: string(lang), Errors: t.Errors, Close: w.close, Open: w.open, Entries: []note{}}
	for i, n := range [...]int{t.Errors, t.Warnings, t.Notices} {
		if n > 0 {
			if b.Title != "" {
				b.Title += ", "
			}
			b.Title += strconv.Itoa(n) + " " + w.counts[i][min(n-1, 1)]
		}
	}
	for _, m := range ms {
		if len(b.Entries) == maxShown {
			b.More = w.more
			break
		}
		b.Entries = append(b.Entries, noteOf(m, lang, w))
	}
	text, err := json.Marshal(b)
	if err != nil { // strings and numbers alone
		return []byte("{}")
	}
	return text
}

func noteOf(m diag.Message, lang diag.Language, w words) note {
	n := note{Severity: m.Severity.String(), Word: w.severity[min(m.Severity, diag.Notice)], ID: m.ID, Place: placeOf(m),
		Sentence: m.Sentence(lang), Mend: m.Mend(lang), Suggestion: m.Suggestion}
	n.Before, n.Marked, n.After = parts(m)
	for _, p := range m.Notes {
		n.Also = append(n.Also, placeOf(diag.Message{File: p.File, Range: p.Range}))
	}
	return n
}

// parts cuts the excerpt of a message at its range.
func parts(m diag.Message) (before, marked, after string) {
	line := []rune(m.Excerpt)
	first := max(m.ExcerptColumn, 1)
	start := min(max(m.Range.Start.Column-first, 0), len(line))
	end := len(line)
	if m.Range.End.Line <= m.Range.Start.Line {
		end = min(max(m.Range.End.Column-first, start), len(line))
	}
	return string(line[:start]), string(line[start:end]), string(line[end:])
}

// placeOf is file:line:column, as far as they are known.
func placeOf(m diag.Message) string {
	p := m.File
	if p != "" && m.Range.Start.Line > 0 {
		p += ":" + strconv.Itoa(m.Range.Start.Line) + ":" + strconv.Itoa(max(m.Range.Start.Column, 1))
	}
	return p
}
