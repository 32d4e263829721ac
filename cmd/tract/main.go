// Command tract builds multilingual static sites for movements.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	tune()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// Who asks a second time does not want to wait for the end of a step.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// tune keeps memory low: what a build holds at a time is a small part of what it
// allocates, so that the collector is cheap and may run more often than Go lets
// it by default. A GOGC in the environment comes first.
func tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(60)
	}
}
