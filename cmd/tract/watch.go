package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"tract/generator/build"
	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/serve"
)

// journal tells at the terminal what becomes of the messages while a site is
// being written: what is new, what went away by itself, and one sentence. Its
// methods may be called from several goroutines.
type journal struct {
	a      *app
	format siteFlags

	// most is how many new messages are printed at once, 0 for all: the first look
	// at a site may have thousands, and what an edit did must not be lost among them.
	most int

	mu     sync.Mutex
	before map[string]diag.Message // by what they say; nil before the first time
	owed   bool                    // a sentence that was left out
}

// key is what a message says, wherever in its file it stands: lines move.
func key(m diag.Message) string {
	return strings.Join(append([]string{m.ID, m.File, m.Excerpt}, m.Args...), "\x00")
}

// tell takes all messages. It gives false when none is new and none went away.
// Where the site could not be read, or not all is looked at yet, not all are known:
// then none has gone away. Without a sentence, the next one is printed in any case.
func (j *journal) tell(ms []diag.Message, unread bool, sentence string) (changed bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	now := make(map[string]diag.Message, len(ms))
	var fresh []diag.Message
	for _, m := range ms {
		k := key(m)
		for n := 1; ; n++ { // the same twice
			if _, ok := now[k]; !ok {
				break
			}
			k = key(m) + "\x00" + strconv.Itoa(n)
		}
		now[k] = m
		if _, ok := j.before[k]; !ok {
			fresh = append(fresh, m)
		}
	}
	var gone []diag.Message
	for k, m := range j.before {
		if _, ok := now[k]; ok {
			continue
		}
		if unread {
			now[k] = m
			continue
		}
		gone = append(gone, m)
	}
	owed := j.before == nil || j.owed
	j.before, j.owed = now, owed && sentence == ""
	if len(fresh) == 0 && len(gone) == 0 && !owed {
		return false
	}
	fresh, left := foremost(fresh, j.most)
	_ = j.a.print(j.format, fresh) // a terminal that is gone ends the process by itself
	if left > 0 {
		fmt.Fprintln(j.a.stderr, j.a.say("said-more", strconv.Itoa(left)))
	}
	for i, m := range diag.Sort(gone) {
		if i == 10 {
			fmt.Fprintln(j.a.stderr, j.a.say("mended-more", strconv.Itoa(len(gone)-i)))
			break
		}
		place := m.File
		if place != "" {
			place += ": "
		}
		fmt.Fprintln(j.a.stderr, j.a.say("mended", place+oneLine(m.Sentence(j.a.lang))))
	}
	if sentence != "" {
		fmt.Fprintln(j.a.stderr, sentence)
	}
	return true
}

// foremost are at most so many of some messages, the errors before all others, and
// how many are left; 0 is no limit.
func foremost(ms []diag.Message, most int) ([]diag.Message, int) {
	if most == 0 || len(ms) <= most {
		return ms, 0
	}
	var out []diag.Message
	for _, wanted := range []bool{true, false} {
		for _, m := range ms {
			if (m.Severity == diag.Error) == wanted && len(out) < most {
				out = append(out, m)
			}
		}
	}
	return diag.Sort(out), len(ms) - most
}

// say tells one message.
func (j *journal) say(m diag.Message) {
	j.mu.Lock()
	defer j.mu.Unlock()
	_ = j.a.print(j.format, []diag.Message{m})
}

// line tells one line.
func (j *journal) line(text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	fmt.Fprintln(j.a.stderr, text)
}

// oneLine is a text without control characters, for they may be a file's.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return '\uFFFD'
		}
		return r
	}, s)
}

// changes are the changed files in a few words.
func (a *app) changes(c build.Changes) string {
	switch {
	case c.All:
		return a.say("all-files")
	case len(c.Paths) == 1:
		return oneLine(c.Paths[0])
	}
	return a.say("many-files", strconv.Itoa(len(c.Paths)))
}

// absolute names the folder by its whole path, for who follows it: the folder that
// the process stands in can be removed and made anew, and “.” would be the old one.
func (f *siteFlags) absolute() (err error) {
	f.source, err = filepath.Abs(f.source)
	return err
}

// fresh gives the settings with the folder and a scratch file opened anew.
func (f *siteFlags) fresh(a *app) (build.Settings, error) {
	s, err := f.settings(a)
	if err != nil {
		return s, err
	}
	scratch, err := output.Scratch()
	if err != nil {
		return s, err
	}
	s.Scratch = scratch
	return s, nil
}

// missingConfig ends a run in a folder that is no site's. It is true then.
func (a *app) missingConfig(s build.Settings, f siteFlags) bool {
	if _, err := fs.Stat(s.Files, config.File); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	_ = a.broken(s, f, build.Load(s)) // only printing can fail
	return true
}

// watch builds the site and goes on building it until it is stopped.
func (a *app) watch(f siteFlags, destination string, keepGoing bool) error {
	if m := output.CheckDestination(f.source, destination); m != nil {
		a.exit = exitUsage
		return a.print(f, []diag.Message{*m})
	}
	s, err := f.settings(a)
	if err != nil || a.missingConfig(s, f) {
		return err
	}
	if destination, err = filepath.Abs(destination); err != nil {
		return err
	}
	if err := f.absolute(); err != nil {
		return err
	}
	j := &journal{a: a, format: f}
	first := true
	live := serve.Live{Folder: f.source, Say: j.say}
	live.Open = func() (build.Settings, error) {
		fresh, err := f.fresh(a)
		s = fresh
		return fresh, err
	}
	live.Show = func(l *build.Loaded, c build.Changes) error {
		err := a.write(j, s, l, destination, keepGoing)
		if isMachine(err) && !first {
			// A full disk may have room again at the next change.
			j.mu.Lock()
			a.machine(err)
			j.mu.Unlock()
			err = nil
		}
		if err == nil && first {
			first = false
			j.line(a.say("watching"))
		}
		return err
	}
	if err := live.Run(a.ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// unread says of what was loaded that it says nothing of the texts: the
// configuration or the theme cannot be used, or there is no text at all.
func unread(l *build.Loaded) bool { return l == nil || l.Site == nil || len(l.Site.Publications) == 0 }

// write brings the destination up to date with a loaded site.
func (a *app) write(j *journal, s build.Settings, l *build.Loaded, destination string, keepGoing bool) error {
	checked := *l
	checked.Messages = l.Check()
	res := build.Result{Messages: checked.Messages}
	if !l.ConfigFault {
		var err error
		if res, err = build.Write(a.ctx, &checked, destination, keepGoing, j.format.strict); err != nil {
			return err
		}
	}
	ms := append([]diag.Message(nil), res.Messages...)
	build.FillExcerpts(s.Files, ms)
	sentence := diag.Summary(a.lang, runOf(j.format, res, destination))
	if !j.tell(ms, unread(l), sentence) {
		j.line(sentence)
	}
	return nil
}

// runOf is what a build came to, for its last sentence.
func runOf(f siteFlags, res build.Result, destination string) diag.Run {
	shown := destination
	if here, err := os.Getwd(); err == nil && filepath.IsAbs(destination) {
		if rel, err := filepath.Rel(here, destination); err == nil && !strings.HasPrefix(rel, "..") {
			shown = rel
		}
	}
	return diag.Run{
		Work: diag.Built, Tally: diag.Count(res.Messages), Strict: f.strict, Published: res.Published, KeptBack: res.KeptBack,
		Pages: res.Pages, Languages: res.Languages, Written: res.Report.Written, Unchanged: res.Report.Unchanged, Removed: res.Report.Removed,
		Destination: filepath.ToSlash(shown) + "/",
	}
}
