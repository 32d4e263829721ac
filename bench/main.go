// Command bench compares Tract with Hugo, and both with the floor: the part of
// a build that no generator can leave out. It makes the corpora, builds the
// programs, times them in turn, measures edits, and prints one table. All it
// writes lies in temporary folders that are gone when it ends.
//
//	go run . -sizes "small medium" -rounds 5
//
// It is run by "make bench" from the project's folder; README.md says what
// makes its figures comparable.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

// size is how big a corpus is.
type size struct {
	name             string
	works, languages int
}

var sizes = []size{{"small", 200, 5}, {"medium", 2000, 5}, {"large", 10000, 10}}

func main() {
	b := bench{}
	names := flag.String("sizes", "small medium", "sizes to measure: small, medium, large")
	flag.IntVar(&b.rounds, "rounds", 5, "counted rounds of each build; 0 measures edits alone")
	edits := flag.String("edits", "medium large", "of these sizes those to measure edits at; may be empty")
	flag.IntVar(&b.more, "more", 0, "edits in a row with Tract's server behind all others, to see its memory after them")
	flag.BoolVar(&b.keep, "keep", false, "keep the folder of the sites and programs, and say where it is")
	flag.StringVar(&b.tract, "tract", "", "a tract to measure; empty: it is built from the folder above")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := b.run(ctx, *names, *edits); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one comparison.
type bench struct {
	rounds      int
	more        int
	keep        bool
	work        string // the folder of sites and programs
	out         string // the folder below which outputs are written
	tract       string // a program
	hugo        string // a program; empty when there is none
	hugoVersion string
	table       table
}

func (b *bench) run(ctx context.Context, names, edits string) (err error) {
	chosen, err := choose(names)
	if err != nil {
		return err
	}
	editSizes, err := choose(edits)
	if err != nil {
		return err
	}
	if err := b.folders(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.clean()) }()
	if err := b.programs(ctx); err != nil {
		return err
	}
	var unequal []error
	for _, s := range chosen {
		say("%s: %d works in %d languages", s.name, s.works, s.languages)
		if err := b.prepare(s); err != nil {
			return err
		}
		if b.rounds == 0 {
			// edits alone
		} else if err := b.builds(ctx, s); errors.As(err, new(*unequalError)) {
			unequal = append(unequal, err)
		} else if err != nil {
			return err
		}
		for _, e := range editSizes {
			if e == s {
				b.edits(ctx, s)
			}
		}
		if err := os.RemoveAll(filepath.Join(b.work, s.name)); err != nil && !b.keep {
			return err
		}
	}
	b.table.hugo = b.hugoVersion
	fmt.Print(b.table.String())
	return errors.Join(unequal...)
}

// choose are the sizes of a list of names.
func choose(names string) ([]size, error) {
	var out []size
next:
	for _, n := range strings.Fields(names) {
		for _, s := range sizes {
			if s.name == n {
				out = append(out, s)
				continue next
			}
		}
		return nil, fmt.Errorf("there is no size %q; the sizes are small, medium and large", n)
	}
	return out, nil
}

// folders makes the temporary folders. Outputs go to memory where the system
// has a folder for that: on a disk, what earlier runs wrote is still being
// written out while the next one is timed.
func (b *bench) folders() (err error) {
	if b.work, err = os.MkdirTemp("", "tract-bench-"); err != nil {
		return err
	}
	root := "/dev/shm"
	if info, err := os.Stat(root); err != nil || !info.IsDir() {
		root = ""
	}
	b.out, err = os.MkdirTemp(root, "tract-bench-out-")
	return err
}

func (b *bench) clean() error {
	err := os.RemoveAll(b.out)
	if b.keep {
		say("The sites and programs are in %s", b.work)
		return err
	}
	return errors.Join(err, os.RemoveAll(b.work))
}

// program is the path of one of the programs built for the comparison.
func (b *bench) program(name string) string { return filepath.Join(b.work, "bin", name) }

// programs builds what is measured and what measures, and looks for Hugo.
func (b *bench) programs(ctx context.Context) error {
	bin := filepath.Join(b.work, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return err
	}
	build := [][]string{{".", "build", "-o", bin, "./cmd/floor", "./cmd/timer"}}
	if b.tract == "" {
		b.tract = b.program("tract")
		build = append(build, []string{"..", "build", "-o", b.tract, "./cmd/tract"})
	}
	for _, args := range build {
		c := exec.CommandContext(ctx, "go", args[1:]...)
		c.Dir, c.Stderr = args[0], os.Stderr
		if err := c.Run(); err != nil {
			return fmt.Errorf("go %s: %w", strings.Join(args[1:], " "), err)
		}
	}
	hugo, err := exec.LookPath("hugo")
	if err != nil {
		say("There is no “hugo” on the PATH, so Tract is compared with the floor alone. To compare it with\nHugo too, install Hugo 0.160 or newer (https://gohugo.io/installation/) and run this again.")
		return nil
	}
	said, err := exec.CommandContext(ctx, hugo, "version").Output()
	if err != nil {
		return fmt.Errorf("%s version: %w", hugo, err)
	}
	b.hugo = hugo
	version, _, _ := strings.Cut(strings.TrimPrefix(string(said), "hugo "), " ")
	b.hugoVersion = "Hugo " + strings.TrimSpace(strings.TrimPrefix(version, "v"))
	return nil
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
