package diag

import "slices"

// Override is the messages with the severities that a site gives to their
// ids, less those of the ids in off. An id that the catalogue marks as fixed
// can be raised, but neither lowered nor turned off. The messages given are
// not altered.
func Override(ms []Message, severities map[string]Severity, off ...string) []Message {
	out := make([]Message, 0, len(ms))
	for _, m := range ms {
		fixed := Fixed(m.ID)
		if !fixed && slices.Contains(off, m.ID) {
			continue
		}
		// A smaller value is the graver one.
		if s, ok := severities[m.ID]; ok && (!fixed || s < m.Severity) {
			m.Severity = s
		}
		out = append(out, m)
	}
	return out
}
