package email

import "strings"

// grid is a table as it is read.
type grid struct {
	caption string
	rows    []gridRow
}

type gridRow struct{ cells []gridCell }

type gridCell struct {
	text string
	head bool
	end  bool // numbers, which stand at the end of their column
}

// begin begins a row or a cell.
func (g *grid) begin(name string, end bool) {
	if name == "tr" {
		g.rows = append(g.rows, gridRow{})
		return
	}
	if len(g.rows) == 0 {
		g.rows = append(g.rows, gridRow{})
	}
	row := &g.rows[len(g.rows)-1]
	row.cells = append(row.cells, gridCell{head: name == "th", end: end})
}

// cell takes what has been read in a table.
func (p *plainer) cell(o plainOpen) {
	g := p.table
	switch o.name {
	case "caption":
		g.caption = strings.TrimSpace(p.cut(0))
	case "td", "th":
		if n := len(g.rows); n > 0 && len(g.rows[n-1].cells) > 0 {
			cells := g.rows[n-1].cells
			cells[len(cells)-1].text = strings.Join(strings.FieldsFunc(p.cut(0), isSpace), " ")
		}
	case "table":
		p.table = nil
		p.text = p.text[:0]
		p.gap = true
		if g.caption != "" {
			p.put(p.wrapped(g.caption))
			p.gap = true
		}
		if lines := g.lines(p.dir, max(24, lineWidth-columnsOf(p.later()))); lines != nil {
			p.put(lines)
		} else {
			p.records(g)
		}
		p.gap = true
	}
}

// between stands between two columns.
const between = "  "

// lines is the table in columns, or nil where it is too wide for that.
func (g *grid) lines(dir string, room int) []string {
	var wide []int
	for _, r := range g.rows {
		for i, c := range r.cells {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], columnsOf(c.text))
		}
	}
	total := -len(between)
	for _, w := range wide {
		total += w + len(between)
	}
	if total > room || len(wide) == 0 {
		return nil
	}
	// A mark behind each cell keeps cells of the other direction in their
	// columns.
	mark := ""
	if dir == "rtl" {
		mark = rlm
	}
	var out []string
	for i, r := range g.rows {
		var b strings.Builder
		for j, c := range r.cells {
			if j > 0 {
				b.WriteString(between)
			}
			space := strings.Repeat(" ", wide[j]-columnsOf(c.text))
			if c.end {
				b.WriteString(space)
			}
			b.WriteString(c.text)
			switch {
			case mark != "":
				b.WriteString(mark)
			case runs(c.text, "rtl"):
				b.WriteString(lrm)
			}
			if !c.end {
				b.WriteString(space)
			}
		}
		out = append(out, strings.TrimRight(b.String(), " "))
		if i == 0 && len(g.rows) > 1 && heads(r) {
			var line []string
			for _, w := range wide {
				line = append(line, strings.Repeat("-", w))
			}
			out = append(out, strings.Join(line, between))
		}
	}
	return out
}

// heads says whether a row names the columns.
func heads(r gridRow) bool {
	for _, c := range r.cells {
		if !c.head {
			return false
		}
	}
	return len(r.cells) > 0
}

// records writes a table too wide for columns: each row as a list of what
// stands in which column.
func (p *plainer) records(g *grid) {
	rows := g.rows
	var names []gridCell
	if len(rows) > 1 && heads(rows[0]) {
		names, rows = rows[0].cells, rows[1:]
	}
	for _, r := range rows {
		for i, c := range r.cells {
			if c.text == "" {
				continue
			}
			text, lead := c.text, "  "
			if i == 0 {
				lead = "- "
			}
			if i < len(names) && names[i].text != "" {
				text = names[i].text + ": " + text
			}
			p.indents = append(p.indents, indent{first: lead, rest: "  "})
			p.put(p.wrapped(text))
			p.indents = p.indents[:len(p.indents)-1]
		}
	}
}
