// Command timer times commands in turn and prints the medians of each and the
// medians of its ratios to the first, taken round by round.
//
//	timer -n 5 -- COMMAND ARGUMENT ... -- COMMAND ARGUMENT ...
//
// An argument @OUT@ becomes a new empty folder for each run. With -json it
// prints the results as package timer has them: it is a program of its own so
// that a big parent does not stand in the memory that its children are told to
// have used.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"tract/bench/timer"
)

func main() {
	rounds := flag.Int("n", 5, "counted rounds")
	uncounted := flag.Int("uncounted", 1, "rounds before them")
	root := flag.String("root", os.TempDir(), "folder that outputs are written below")
	asJSON := flag.Bool("json", false, "print the results as JSON")
	flag.Parse()
	commands := split(flag.Args())
	if len(commands) == 0 {
		flag.Usage()
		os.Exit(2)
	}
	results, err := timer.Time(*root, commands, *uncounted, *rounds)
	if err == nil && *asJSON {
		err = json.NewEncoder(os.Stdout).Encode(results)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "timer:", err)
		os.Exit(1)
	}
	if *asJSON {
		return
	}
	for i, r := range results {
		fmt.Printf("%d: wall %.3f s (%.2f), processor %.3f s (%.2f), memory %.0f MiB (%.2f)\n", i+1,
			timer.Median(r.Runs, timer.Wall), timer.Ratio(r, results[0], timer.Wall),
			timer.Median(r.Runs, timer.CPU), timer.Ratio(r, results[0], timer.CPU),
			timer.Median(r.Runs, timer.Peak), timer.Ratio(r, results[0], timer.Peak))
	}
}

// split parts the arguments into commands, at each "--".
func split(args []string) [][]string {
	var commands [][]string
	begin := true
	for _, a := range args {
		switch {
		case a == "--":
			begin = true
		case begin:
			commands = append(commands, []string{a})
			begin = false
		default:
			commands[len(commands)-1] = append(commands[len(commands)-1], a)
		}
	}
	return commands
}
