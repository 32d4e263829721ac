package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tract/bench/latency"
	"tract/bench/timer"
)

// edits measures both development servers. One that cannot be measured is said,
// and is not in the table.
func (b *bench) edits(ctx context.Context, s size) {
	for _, server := range b.servers(s) {
		say("%s: edits with %s", s.name, server.name)
		r, err := b.serve(ctx, server)
		if err != nil {
			say("The edits with %s could not be measured: %v", server.name, err)
			continue
		}
		for _, l := range r.Edits {
			say("  %s: %.1f ms", l.Name, timer.Middle(l.Seen))
		}
		b.table.edits = append(b.table.edits, editRows{s, server.name, r, server.more})
	}
}

// server is a development server that is compared.
type server struct {
	name     string
	site     string   // its folder
	command  []string // without its address
	template string   // a file that every work's page is made with
	more     int      // edits in a row at the end
}

func (b *bench) servers(s size) []server {
	site := func(name string) string { return filepath.Join(b.work, s.name, name) }
	out := []server{{"Tract", site("tract"),
		[]string{b.tract, "serve", "--source", site("tract"), "--addr", "127.0.0.1:{port}"}, "themes/bench/templates/parts/work.html", b.more}}
	if b.hugo == "" {
		return out
	}
	hugo := []string{b.hugo, "server", "--source", site("hugo"), "--config", "hugo.yaml,languages.yaml", "--noBuildLock",
		"--bind", "127.0.0.1", "--port", "{port}", "--renderToMemory"}
	return append(out,
		server{"Hugo", site("hugo"), hugo, "layouts/page.html", 0},
		server{"Hugo, all pages right", site("hugo"), append(slices.Clip(hugo), "--disableFastRender"), "layouts/page.html", 0})
}

func (b *bench) serve(ctx context.Context, s server) (latency.Result, error) {
	port, err := freePort()
	if err != nil {
		return latency.Result{}, err
	}
	command := slices.Clone(s.command)
	for i := range command {
		command[i] = strings.ReplaceAll(command[i], "{port}", port)
	}
	file, address, err := work(s.site)
	if err != nil {
		return latency.Result{}, err
	}
	page := "http://127.0.0.1:" + port + address
	edits := []latency.Edit{
		{Name: "body", File: file, URL: page},
		{Name: "title", File: file, Find: `title: "`, Replace: `title: "` + latency.Marker + " ", URL: page},
		{Name: "template", File: filepath.Join(s.site, s.template), Find: "<article>", Replace: `<article id="` + latency.Marker + `">`, URL: page},
		{Name: "message file", File: filepath.Join(s.site, "i18n", "fr.yaml"), Find: "Publié le", Replace: latency.Marker, URL: page},
	}
	log, err := os.Create(filepath.Join(b.work, "server.log"))
	if err != nil {
		return latency.Result{}, err
	}
	defer log.Close()
	settings := latency.Standard()
	settings.More = s.more
	r, err := latency.Measure(ctx, latency.Server{Command: command, URL: page, Ready: 5 * time.Minute}, edits, settings, log)
	if err != nil {
		if said, _ := os.ReadFile(log.Name()); len(said) > 0 {
			err = fmt.Errorf("%w\n%s", err, said[max(0, len(said)-1000):])
		}
	}
	return r, err
}

// freePort is a port that nothing listens at.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// work is the file of a work in French, and its address.
func work(site string) (file, address string, err error) {
	files, err := filepath.Glob(filepath.Join(site, "content", "report", "*", "index.fr.md"))
	if err != nil || len(files) == 0 {
		return "", "", fmt.Errorf("no report in French in %s", site)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		return "", "", err
	}
	_, rest, _ := strings.Cut(string(text), "\nslug: ")
	slug, _, _ := strings.Cut(rest, "\n")
	return files[0], "/fr/report/" + slug + "/", nil
}
