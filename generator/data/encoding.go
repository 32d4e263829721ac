package data

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tract/generator/diag"
)

const bom = "\uFEFF"

// checkEncoding says what is wrong with the bytes of a file and gives a text
// that can be read on: each bad byte is replaced by one harmless byte, so that
// offsets stay. readable is false when nothing can be made of the file.
func checkEncoding(src diag.Source) (text []byte, readable bool, ms []diag.Message) {
	text = src.Text
	nul := bytes.IndexByte(text, 0)
	valid := utf8.Valid(text)
	if nul >= 0 || !valid {
		if name := wideEncoding(text); name != "" {
			return nil, false, []diag.Message{diag.In("encoding-utf16", src.Path, "encoding", name)}
		}
	}
	if nul < 0 && valid {
		if bytes.IndexByte(text, '\r') >= 0 && bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') < len(text)-1 {
			// The line ends of the Macintosh before 2001: one for one, so that
			// offsets stay.
			return bytes.ReplaceAll(text, []byte("\r"), []byte("\n")), true,
				[]diag.Message{diag.In("line-ends-mac", src.Path)}
		}
		return text, true, nil
	}
	text = bytes.Clone(text)
	if nul >= 0 {
		ms = append(ms, diag.At("encoding-nul", src, nul, nul+1))
		for i := nul; i < len(text); i++ {
			if text[i] == 0 {
				text[i] = ' '
			}
		}
	}
	if !valid {
		first := badBytes(text)
		ms = append(ms, encodingMessage(src, first))
	}
	return text, true, ms
}

// wideEncoding names the UTF-16 or UTF-32 encoding of a text, told by its byte
// order mark or by NUL bytes that alternate with others at its head.
func wideEncoding(text []byte) string {
	has := func(mark string) bool { return bytes.HasPrefix(text, []byte(mark)) }
	switch {
	case has("\xFF\xFE\x00\x00"), has("\x00\x00\xFE\xFF"):
		return "UTF-32"
	case has("\xFF\xFE"), has("\xFE\xFF"):
		return "UTF-16"
	}
	// The high bytes of an alphabet are small, and those of its spaces and
	// signs are NUL: they stand at every second place.
	head := text[:min(len(text), 256)]
	var nul, small, all [2]int
	for i, b := range head {
		all[i%2]++
		if b < 0x10 {
			small[i%2]++
		}
		if b == 0 {
			nul[i%2]++
		}
	}
	for side := range 2 {
		if len(head) >= 4 && nul[side] > 0 && nul[1-side] == 0 && 4*small[side] >= 3*all[side] {
			return "UTF-16"
		}
	}
	return ""
}

// badBytes replaces each byte that is not UTF-8 by a question mark and returns
// the offset of the first.
func badBytes(text []byte) int {
	first := -1
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			if first < 0 {
				first = i
			}
			text[i] = '?'
		}
		i += size
	}
	return first
}

func encodingMessage(src diag.Source, at int) diag.Message {
	from := bytes.LastIndexByte(src.Text[:at], '\n') + 1
	to := len(src.Text)
	if i := bytes.IndexByte(src.Text[at:], '\n'); i >= 0 {
		to = at + i
	}
	line, ok := windows1252(src.Text[from:to])
	if !ok {
		return diag.At("encoding-invalid", src, at, at+1, "byte", hexByte(src.Text[at]))
	}
	read, _ := windows1252(src.Text[at : at+1])
	return diag.At("encoding-legacy", src, at, at+1, "byte", hexByte(src.Text[at]), "letter", read).
		Suggest(strings.TrimSuffix(line, "\r"))
}

func hexByte(b byte) string {
	const figures = "0123456789ABCDEF"
	return string([]byte{figures[b>>4], figures[b&15]})
}

// windows1252 is a line with its bytes that are not UTF-8 read as Windows-1252,
// of which Latin-1 is a part, and whether that is likely: no byte without a
// meaning, and never many of them in a row, as other alphabets would have.
func windows1252(line []byte) (string, bool) {
	// 0x80 to 0x9F; 0 where the encoding has no character.
	high := [32]rune{
		'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
		0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
	}
	var b strings.Builder
	run := 0
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if r != utf8.RuneError || size != 1 {
			b.Write(line[i : i+size])
			i, run = i+size, 0
			continue
		}
		r = rune(line[i])
		if r < 0xA0 {
			r = high[r-0x80]
		}
		if run++; r == 0 || run > 3 {
			return "", false
		}
		b.WriteRune(r)
		i++
	}
	return b.String(), true
}
