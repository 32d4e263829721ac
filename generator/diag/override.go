package diag

import "slices"

// like is the id that a variant of a message follows: the one that knows a near
// name follows the plain one. It is the id itself for all others.
func like(id string) string {
	if other := english().entries[id].Like; other != "" {
		return other
	}
	return id
}

// Override is the messages with the severities that a site gives to their
// ids, less those of the ids in off. An id that the catalogue marks as fixed
// can be raised, but neither lowered nor turned off. The messages given are
// not altered.
func Override(ms []Message, severities map[string]Severity, off ...string) []Message {
	out := make([]Message, 0, len(ms))
	for _, m := range ms {
		fixed := Fixed(m.ID)
		if !fixed && (slices.Contains(off, m.ID) || slices.Contains(off, like(m.ID))) {
			continue
		}
		s, ok := severities[m.ID]
		if !ok {
			s, ok = severities[like(m.ID)]
		}
		// A smaller value is the graver one.
		if ok && (!fixed || s < m.Severity) {
			m.Severity = s
		}
		out = append(out, m)
	}
	return out
}
