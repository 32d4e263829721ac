package main

import (
	"context"
	"errors"
	"net"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/serve"
)

// mostPrinted is how many messages the preview prints at once; tract check has all.
const mostPrinted = 200

func (a *app) serveCommand() *cobra.Command {
	f := siteFlags{format: "text"}
	var address string
	var browse bool
	cmd := &cobra.Command{Use: "serve", Short: a.say("serve"), Long: a.say("serve-long"), Args: a.noArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&address, "addr", "127.0.0.1:8080", a.say("flag-addr"))
	cmd.Flags().BoolVar(&f.drafts, "drafts", false, a.say("flag-drafts"))
	cmd.Flags().BoolVar(&browse, "open", false, a.say("flag-open"))
	cmd.RunE = func(*cobra.Command, []string) error { return a.serve(f, address, browse) }
	return cmd
}

// serve shows the site until it is stopped.
func (a *app) serve(f siteFlags, address string, browse bool) error {
	s, err := f.settings(a)
	if err != nil || a.missingConfig(s, f) {
		return err
	}
	if err := f.absolute(); err != nil {
		return err
	}
	j := &journal{a: a, format: f, most: mostPrinted}
	listener, host, m := serve.Listen(address)
	if m != nil {
		j.say(*m)
	}
	if listener == nil {
		a.exit = exitMachine
		if m.ID == "serve-address" {
			a.exit = exitUsage
		}
		return nil
	}
	defer listener.Close()
	if serve.Open(listener.Addr()) {
		j.say(diag.In("serve-address-open", "", "address", listener.Addr().String()))
	}
	var shown atomic.Pointer[build.Loaded]
	server := serve.New(serve.Options{Language: a.lang, Address: listener.Addr(), Host: host, Folder: f.source, Told: func(ms []diag.Message, whole bool) {
		l := shown.Load()
		sentence := ""
		if whole {
			sentence = diag.Summary(a.lang, checked(ms, l))
		}
		j.tell(ms, unread(l) || !whole, sentence)
	}})
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	ready := sync.OnceFunc(func() {
		at := addressOf(listener.Addr())
		j.line(a.say("serve-ready", at))
		j.line(a.say("serve-board", at+serve.Board))
		if browse && !open(at) {
			j.line(a.say("serve-open-yourself", at))
		}
	})
	start := make(chan struct{})
	begin := sync.OnceFunc(func() { close(start) })
	live := serve.Live{Folder: f.source, Say: j.say}
	live.Open = func() (build.Settings, error) { return f.fresh(a) }
	live.Show = func(l *build.Loaded, c build.Changes) error {
		server.Show(l, c)
		if shown.Swap(l) != nil {
			j.line(a.say("serve-shown", a.changes(c)))
		}
		begin()
		ready()
		return nil
	}
	live.Tell = server.Tell
	var serving sync.WaitGroup
	var refused error
	serving.Go(func() {
		defer stop()
		select {
		case <-start: // who comes before waits for the first page
			refused = server.Serve(ctx, listener)
		case <-ctx.Done():
		}
	})
	err = live.Run(ctx)
	stop()
	serving.Wait()
	if refused != nil && !errors.Is(refused, context.Canceled) {
		j.say(diag.In("serve-address-refused", "", "address", listener.Addr().String()))
		a.exit = exitMachine
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// checked is what the checks of a site came to, for its sentence.
func checked(ms []diag.Message, l *build.Loaded) diag.Run {
	r := diag.Run{Work: diag.Checked, Tally: diag.Count(ms)}
	if l != nil && l.Site != nil {
		r.Languages = len(l.Site.Languages)
		for _, p := range l.Site.Publications {
			r.Pages += len(p.Real())
		}
	}
	return r
}

// addressOf is the address of the preview for a browser on this machine.
func addressOf(at net.Addr) string {
	tcp, ok := at.(*net.TCPAddr)
	if !ok {
		return "http://" + at.String() + "/"
	}
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(tcp.Port)) + "/"
}

// open asks the system to show an address. It is false when there is no way.
func open(address string) bool {
	program, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		program = "open"
	case "windows":
		program, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(program, args...)
	if cmd.Start() != nil {
		return false
	}
	go func() { _ = cmd.Wait() }() // nobody asks how the browser ends
	return true
}
