package media

import "slices"

// note keeps what was left out for a warning: one for each kind.
func (c *svgCleaner) note(kind, what string, start, end int) {
	if r := c.noted[kind]; r != nil {
		r.count++
		return
	}
	if len(c.kinds) == maxSVGKinds {
		return
	}
	c.kinds = append(c.kinds, kind)
	c.noted[kind] = &removal{what: what, start: start, end: end, count: 1}
	c.drop(what)
}

func (c *svgCleaner) drop(what string) {
	if !slices.Contains(c.removed, what) {
		c.removed = append(c.removed, what)
	}
}

// shorten is a value cut to what fits in a message.
func shorten(s string) string {
	const most = 40
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}
