package main

import (
	"fmt"
	"runtime"
	"strings"

	"tract/bench/latency"
	"tract/bench/timer"
)

// table is what was measured.
type table struct {
	hugo   string // its version; empty when there was none
	builds []buildRows
	edits  []editRows
}

// buildRows are the builds of one size, the floor first.
type buildRows struct {
	size  size
	peers []peer
}

// editRows are the edits of one server.
type editRows struct {
	size   size
	server string
	latency.Result
	More int // edits in a row behind the others
}

// String is the table in Markdown: what each program wrote, the medians of its
// runs, and in brackets the medians of its ratios to the floor, round by round.
func (t table) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%d cores, %s", runtime.NumCPU(), runtime.Version())
	if t.hugo != "" {
		out.WriteString(", " + t.hugo)
	}
	out.WriteString(". In brackets: times the floor.\n")
	if len(t.builds) > 0 {
		out.WriteString("\n| | pages | other files | MB | wall s | processor s | memory MiB |\n|---|---:|---:|---:|---:|---:|---:|\n")
	}
	for _, rows := range t.builds {
		fmt.Fprintf(&out, "| **%s**: %d works, %d languages | | | | | | |\n", rows.size.name, rows.size.works, rows.size.languages)
		for _, p := range rows.peers {
			w := p.result.Written
			fmt.Fprintf(&out, "| %s | %d | %d | %.0f |", p.name, w.Pages, w.Other, float64(w.Bytes)/1e6)
			for i, figure := range []func(timer.Run) float64{timer.Wall, timer.CPU, timer.Peak} {
				form := [...]string{" %.2f", " %.2f", " %.0f"}[i]
				fmt.Fprintf(&out, form+" (%.2f) |", timer.Median(p.result.Runs, figure), timer.Ratio(p.result, rows.peers[0].result, figure))
			}
			out.WriteByte('\n')
		}
	}
	for _, line := range t.between() {
		out.WriteString("\n" + line + "\n")
	}
	if len(t.edits) == 0 {
		return out.String()
	}
	out.WriteString("\n| an edit until it is served, ms | ready |")
	for _, l := range t.edits[0].Edits {
		out.WriteString(" " + l.Name + " |")
	}
	out.WriteString(" memory MiB, after | at most |\n|---|---:|" + strings.Repeat("---:|", len(t.edits[0].Edits)+2) + "\n")
	for _, rows := range t.edits {
		fmt.Fprintf(&out, "| %s, %s | %.0f |", rows.server, rows.size.name, rows.Ready)
		for _, l := range rows.Edits {
			fmt.Fprintf(&out, " %.1f |", timer.Middle(l.Seen))
		}
		fmt.Fprintf(&out, " %d |", rows.Resident)
		fmt.Fprintf(&out, " %d |\n", rows.Peak)
	}
	for _, rows := range t.edits {
		if rows.After > 0 {
			fmt.Fprintf(&out, "\n%s, %s: %d MiB after %d more edits in a row.\n", rows.server, rows.size.name, rows.After, rows.More)
		}
	}
	return out.String()
}

// between are the ratios of Tract to Hugo, both minified, by size.
func (t table) between() []string {
	var out []string
	for _, rows := range t.builds {
		var hugo, tract *peer
		for i := range rows.peers {
			switch rows.peers[i].name {
			case "Hugo, minified":
				hugo = &rows.peers[i]
			case "Tract, the same theme":
				tract = &rows.peers[i]
			}
		}
		if hugo == nil || tract == nil {
			continue
		}
		out = append(out, fmt.Sprintf("%s: Tract takes %.2f of the time, %.2f of the processor time and %.2f of the memory of Hugo with --minify.", rows.size.name,
			timer.Ratio(tract.result, hugo.result, timer.Wall), timer.Ratio(tract.result, hugo.result, timer.CPU), timer.Ratio(tract.result, hugo.result, timer.Peak)))
	}
	return out
}
