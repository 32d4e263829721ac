package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"tract/bench/timer"
)

// peer is a program that is compared.
type peer struct {
	name    string
	command []string
	equal   bool // it is to write as many pages as the first such peer
	result  timer.Result
}

// peers are the programs of a comparison, the floor first. The floor runs with
// Go's default collector.
func (b *bench) peers(s size) []peer {
	site := func(name string) string { return filepath.Join(b.work, s.name, name) }
	floor := []string{"env", "GOGC=100", b.program("floor"), "-source", site("tract"), "-out", timer.Out}
	tract := func(name string) []string {
		return []string{b.tract, "build", "--source", site(name), "--destination", timer.Out}
	}
	out := []peer{
		{name: "floor", command: floor},
		{name: "floor, minified", command: append(floor[:len(floor):len(floor)], "-minify")},
	}
	if b.hugo != "" {
		hugo := []string{b.hugo, "--source", site("hugo"), "--config", "hugo.yaml,languages.yaml", "--noBuildLock", "--quiet", "--destination", timer.Out}
		out = append(out,
			peer{name: "Hugo", command: hugo, equal: true},
			peer{name: "Hugo, minified", command: append(hugo[:len(hugo):len(hugo)], "--minify"), equal: true})
	}
	return append(out,
		peer{name: "Tract, the same theme", command: tract("tract"), equal: true},
		peer{name: "Tract, everything on", command: tract("default")})
}

// builds times the full builds of a size.
func (b *bench) builds(ctx context.Context, s size) error {
	peers := b.peers(s)
	args := []string{"-json", "-n", strconv.Itoa(b.rounds), "-root", b.out}
	for _, p := range peers {
		args = append(append(args, "--"), p.command...)
	}
	c := exec.CommandContext(ctx, b.program("timer"), args...)
	c.Stderr = os.Stderr
	said, err := c.Output()
	if err != nil {
		return fmt.Errorf("time the builds: %w", err)
	}
	var results []timer.Result
	if err := json.Unmarshal(said, &results); err != nil || len(results) != len(peers) {
		return fmt.Errorf("the timer gave %d results for %d programs: %w", len(results), len(peers), err)
	}
	for i := range peers {
		peers[i].result = results[i]
	}
	b.table.builds = append(b.table.builds, buildRows{s, peers})
	return equalWork(s, peers)
}

// unequalError says that two programs did not do the same work.
type unequalError struct {
	size, first, second string
	one, other          int
}

func (e *unequalError) Error() string {
	return fmt.Sprintf("%s: %s wrote %d pages and %s %d: they differ by more than 5 %%, so the times do not compare", e.size, e.first, e.one, e.second, e.other)
}

// equalWork holds the programs to the same number of pages, within 5 %.
func equalWork(s size, peers []peer) error {
	var first *peer
	for i := range peers {
		p := &peers[i]
		if !p.equal {
			continue
		}
		if first == nil {
			first = p
			continue
		}
		one, other := first.result.Written.Pages, p.result.Written.Pages
		if math.Abs(float64(one-other)) > 0.05*float64(one) {
			return &unequalError{s.name, first.name, p.name, one, other}
		}
	}
	return nil
}
