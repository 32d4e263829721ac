// Command latency measures how long a development server takes
// to show an edit.
//
//	latency -url URL -file FILE [-find OLD -replace 'NEW {marker}'] -- SERVER ARGUMENT ...
//
// Without -find a paragraph is put behind the text of the file.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"tract/bench/latency"
	"tract/bench/timer"
)

func main() {
	settings := latency.Standard()
	e := latency.Edit{Name: "edit"}
	flag.StringVar(&e.URL, "url", "", "page that shows the edit, on the loopback interface")
	flag.StringVar(&e.File, "file", "", "file to edit")
	flag.StringVar(&e.Find, "find", "", "text to replace; empty: a paragraph is added")
	flag.StringVar(&e.Replace, "replace", "", "what to put in its place, with "+latency.Marker)
	flag.IntVar(&settings.Times, "n", settings.Times, "edits")
	flag.DurationVar(&settings.Poll, "poll", settings.Poll, "time between requests")
	flag.DurationVar(&settings.Settle, "settle", settings.Settle, "time between edits")
	flag.DurationVar(&settings.Limit, "limit", settings.Limit, "longest wait for an edit")
	ready := flag.Duration("ready", 5*time.Minute, "longest wait for the server")
	flag.Parse()
	if e.URL == "" || e.File == "" || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	r, err := latency.Measure(ctx, latency.Server{Command: flag.Args(), URL: e.URL, Ready: *ready}, []latency.Edit{e}, settings, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "latency:", err)
		os.Exit(1)
	}
	fmt.Printf("ready after %.0f ms, %d MiB, at most %d\n", r.Ready, r.Resident, r.Peak)
	for _, l := range r.Edits {
		fmt.Printf("%s: seen after %.1f ms (%.1f), %.2f s of processor time\n", l.Name, timer.Middle(l.Seen), l.Seen, timer.Middle(l.CPU))
	}
}
