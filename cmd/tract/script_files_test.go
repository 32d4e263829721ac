package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"image"
	"image/png"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// jsonKeys are the keys of a message in --format json, in their order.
const jsonKeys = "severity id file line column end_line end_column message suggestion"

// cmdMessages compares the messages of the last run with --format json. An
// interface message that a language lacks is of no interest here.
func cmdMessages(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: messages [\"SEVERITY ID PLACE\"…]")
	}
	var got []string
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		var m struct {
			Severity, ID, File, Message string
			Line, Column                int
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			ts.Fatalf("not a JSON line: %s", line)
		}
		if keys := keysOf(line); keys != jsonKeys {
			ts.Fatalf("the keys are %s", keys)
		}
		if m.Message == "" {
			ts.Fatalf("a message without a sentence: %s", line)
		}
		if m.ID == "ui-message-missing" {
			continue
		}
		place := m.File
		if m.Line > 0 {
			place += ":" + strconv.Itoa(m.Line) + ":" + strconv.Itoa(m.Column)
		}
		got = append(got, strings.TrimSpace(m.Severity+" "+m.ID+" "+place))
	}
	if !slices.Equal(got, args) {
		ts.Fatalf("messages:\n  %s\nwanted:\n  %s", strings.Join(got, "\n  "), strings.Join(args, "\n  "))
	}
}

// keysOf are the keys of a JSON object in the order written.
func keysOf(object string) string {
	var keys []string
	d := json.NewDecoder(strings.NewReader(object))
	if _, err := d.Token(); err != nil {
		return ""
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return ""
		}
		keys = append(keys, key.(string))
		var value any
		if d.Decode(&value) != nil {
			return ""
		}
	}
	return strings.Join(keys, " ")
}

// stamp is what is remembered of a file.
type stamp struct {
	time   time.Time
	digest [sha256.Size]byte
}

// stampsKey finds the stamps that a script remembers: a map by absolute path.
type stampsKey struct{}

func remembered(ts *testscript.TestScript) map[string]stamp {
	return ts.Value(stampsKey{}).(map[string]stamp)
}

func stamps(ts *testscript.TestScript, dir string) map[string]stamp {
	out := map[string]stamp{}
	err := filepath.WalkDir(ts.MkAbs(dir), func(p string, d fs.DirEntry, err error) error {
		// .tract holds the state of the writer, which may change.
		if err != nil || d.IsDir() && d.Name() == ".tract" {
			if err == nil {
				err = filepath.SkipDir
			}
			return err
		}
		if d.IsDir() {
			return nil
		}
		info, err := os.Lstat(p)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(p)
		out[p] = stamp{info.ModTime(), sha256.Sum256(text)}
		return err
	})
	ts.Check(err)
	return out
}

func cmdRemember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: remember DIR")
	}
	now := stamps(ts, args[0])
	// So far back that no clock's grain can hide a rewriting.
	past := time.Unix(1_000_000_000, 0)
	old := remembered(ts)
	clear(old)
	for p, s := range now {
		ts.Check(os.Chtimes(p, past, past))
		s.time = past
		old[p] = s
	}
}

func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: same DIR")
	}
	before, after := remembered(ts), stamps(ts, args[0])
	for p, s := range before {
		switch other, ok := after[p]; {
		case !ok:
			ts.Fatalf("%s is gone", p)
		case other.digest != s.digest:
			ts.Fatalf("%s has other bytes", p)
		case !other.time.Equal(s.time):
			ts.Fatalf("%s was written again", p)
		}
	}
	for p := range after {
		if _, ok := before[p]; !ok {
			ts.Fatalf("%s is new", p)
		}
	}
}

func cmdTime(ts *testscript.TestScript, args []string, kept bool) {
	if len(args) == 0 {
		ts.Fatalf("usage: kept|rewritten FILE…")
	}
	for _, name := range args {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		s, ok := remembered(ts)[ts.MkAbs(name)]
		if !ok {
			ts.Fatalf("%s was not remembered", name)
		}
		if info.ModTime().Equal(s.time) != kept {
			ts.Fatalf("%s: written again is %v", name, kept)
		}
	}
}

func cmdPicture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: picture FILE WIDTH HEIGHT")
	}
	width, err := strconv.Atoi(args[1])
	ts.Check(err)
	height, err := strconv.Atoi(args[2])
	ts.Check(err)
	var out bytes.Buffer
	ts.Check(png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o644))
}

func cmdSocket(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: socket FILE")
	}
	// A socket's path may be no longer than 104 bytes, so it is made in a
	// short folder and moved.
	dir, err := os.MkdirTemp("", "s")
	ts.Check(err)
	defer os.RemoveAll(dir)
	l, err := net.Listen("unix", filepath.Join(dir, "s"))
	ts.Check(err)
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	ts.Check(os.Rename(filepath.Join(dir, "s"), ts.MkAbs(args[0])))
	ts.Check(l.Close())
}
