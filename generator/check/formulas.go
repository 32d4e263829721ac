package check

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/data"
	"tract/generator/diag"
)

// maxFormulas is how many cells of one table are told of.
const maxFormulas = 100

// formulas are warnings on the cells of a table that a spreadsheet would carry
// out instead of showing them: readers download the file as it is.
func formulas(src diag.Source) []diag.Message {
	rows, _ := data.ReadCells(src)
	var ms []diag.Message
	for _, row := range rows {
		for _, c := range row {
			if !formula(c.Text) {
				continue
			}
			if len(ms) == maxFormulas {
				return ms
			}
			const most = 60
			value := []rune(c.Text)
			if len(value) > most {
				value = append(value[:most], '…')
			}
			ms = append(ms, diag.At("csv-formula", src, c.Start, c.End, "value", string(value)))
		}
	}
	return ms
}

// formula says whether a spreadsheet takes a text for a formula. Numbers with a
// sign are none (-5, +3,2 %), nor are a dash alone and one before words.
func formula(text string) bool {
	if len(text) < 2 {
		return false
	}
	switch rest := text[1:]; text[0] {
	case '=', '@':
		return true
	case '+', '-':
		bare := strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("+-.,", r) })
		first, _ := utf8.DecodeRuneInString(bare)
		if bare == "" || unicode.IsDigit(first) || bare != rest {
			return strings.ContainsAny(bare, "(|!&=@")
		}
		return unicode.IsLetter(first) || strings.ContainsAny(bare, "(|!&=@")
	}
	return false
}

// isCSV says whether a file is a table by its name.
func isCSV(name string) bool { return strings.EqualFold(path.Ext(name), ".csv") }
