// Command tract builds multilingual static sites for movements.
package main

import (
	"context"
	"os"
	"os/signal"
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
