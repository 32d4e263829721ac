// Package timer runs commands in turn, again and again, and tells the wall
// time, the processor time and the peak memory of each run. Runs that follow
// each other meet the same machine, so that their ratios hold where it is busy
// and times taken apart do not.
package timer

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Out stands in a command's arguments for the folder it is to write into.
const Out = "@OUT@"

// Run is what one run of a command took.
type Run struct {
	Wall float64 // seconds
	CPU  float64 // seconds, user and system together
	Peak float64 // MiB resident at most
}

// Written is what a command left in its folder. Hidden files are not counted.
type Written struct {
	Pages int   // HTML files
	Other int   // all other files
	Bytes int64 // of all files
}

// Result is what a command came to: its counted runs, and what the last one
// wrote.
type Result struct {
	Runs    []Run
	Written Written
}

// Time runs the commands in turn for the given number of rounds, after rounds
// that are not counted. Each run gets a new empty folder below root for Out;
// it is counted and removed while no clock runs.
func Time(root string, commands [][]string, uncounted, rounds int) ([]Result, error) {
	results := make([]Result, len(commands))
	for round := range uncounted + rounds {
		for i, c := range commands {
			run, written, err := once(root, c)
			if err != nil {
				return nil, err
			}
			results[i].Written = written
			if round >= uncounted {
				results[i].Runs = append(results[i].Runs, run)
			}
		}
	}
	return results, nil
}

func once(root string, command []string) (Run, Written, error) {
	folder, err := os.MkdirTemp(root, "out-")
	if err != nil {
		return Run{}, Written{}, err
	}
	defer os.RemoveAll(folder)
	args := make([]string, len(command))
	for i, a := range command {
		args[i] = strings.ReplaceAll(a, Out, folder)
	}
	c := exec.Command(args[0], args[1:]...)
	var said strings.Builder
	c.Stdout, c.Stderr = &said, &said
	begin := time.Now()
	err = c.Run()
	wall := time.Since(begin)
	if err != nil {
		return Run{}, Written{}, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, tail(said.String()))
	}
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return Run{}, Written{}, fmt.Errorf("this system does not tell what a process used")
	}
	written, err := count(folder)
	return Run{
		Wall: wall.Seconds(),
		CPU:  (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(),
		Peak: float64(usage.Maxrss) / 1024,
	}, written, err
}

// tail is the end of what a command said before it failed.
func tail(said string) string { return said[max(0, len(said)-2000):] }

func count(folder string) (Written, error) {
	var w Written
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && path != folder:
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case strings.HasSuffix(path, ".html"):
			w.Pages++
		default:
			w.Other++
		}
		info, err := d.Info()
		if err == nil {
			w.Bytes += info.Size()
		}
		return err
	})
	return w, err
}

// Median is the middle of what a figure came to, over all runs.
func Median(runs []Run, figure func(Run) float64) float64 {
	all := make([]float64, len(runs))
	for i, r := range runs {
		all[i] = figure(r)
	}
	return Middle(all)
}

// Ratio is the median of a figure's ratios, taken round by round. The two
// results are of one call of Time.
func Ratio(a, b Result, figure func(Run) float64) float64 {
	all := make([]float64, min(len(a.Runs), len(b.Runs)))
	for i := range all {
		all[i] = figure(a.Runs[i]) / figure(b.Runs[i])
	}
	return Middle(all)
}

// Middle is the median of numbers, 0 of none.
func Middle(numbers []float64) float64 {
	if len(numbers) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(numbers))
	half := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[half-1] + sorted[half]) / 2
	}
	return sorted[half]
}

// Wall, CPU and Peak are the figures of a run.
func Wall(r Run) float64 { return r.Wall }

// CPU is the processor time of a run.
func CPU(r Run) float64 { return r.CPU }

// Peak is the peak memory of a run.
func Peak(r Run) float64 { return r.Peak }
