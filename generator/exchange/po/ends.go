package po

import "bytes"

// lineEnds is a catalogue whose lines end with a line feed: those of old Macintosh
// tools end with a carriage return alone, also in files where others end otherwise.
// Such a sign ends a line where it stands outside of strings and what follows it can
// begin one. Every byte keeps its place. Catalogues are written with line feeds, for
// gettext takes no others.
func lineEnds(text []byte) []byte {
	if !lonely(text) {
		return text
	}
	out := bytes.Clone(text)
	quoted, comment, begins := false, false, true
	for i, c := range out {
		switch {
		case c == '\n' || c == '\r' && i+1 < len(out) && out[i+1] == '\n':
			quoted, comment, begins = false, false, true
			continue
		case c == '\r':
			if !quoted && beginsLine(out[i+1:]) {
				out[i] = '\n'
				comment, begins = false, true
				continue
			}
		case comment || begins && (c == ' ' || c == '\t'):
			continue
		case begins && c == '#' && !(i+1 < len(out) && (out[i+1] == '~' || out[i+1] == '|')):
			comment = true
		case c == '"' && !escaped(out[:i]):
			quoted = !quoted
		}
		begins = false
	}
	return out
}

// lonely says whether a text has a carriage return without a line feed.
func lonely(text []byte) bool {
	for i := bytes.IndexByte(text, '\r'); i >= 0; {
		if i+1 == len(text) || text[i+1] != '\n' {
			return true
		}
		next := bytes.IndexByte(text[i+1:], '\r')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// beginsLine says whether a text begins as a line of a catalogue does.
func beginsLine(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t")
	return len(rest) == 0 || bytes.IndexByte([]byte("\r\n#\""), rest[0]) >= 0 || bytes.HasPrefix(rest, []byte("msg"))
}

// escaped says whether what follows a text is taken as it is written: an odd number
// of backslashes stands before it.
func escaped(before []byte) bool {
	return (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 1
}
