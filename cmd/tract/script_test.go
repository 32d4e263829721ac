package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the command itself when a script calls it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tract": main})
}

// TestScripts runs testdata/script/*.txtar: commands, then the files that they
// need. Beside the usual commands of testscript there are
//
//	ends CODE COMMAND [ARG…]       run a command; it ends with that exit code and without a panic
//	messages ["SEVERITY ID PLACE"…] the messages of the last --format json run, all of them in order
//	bytes FILE "GO STRING"…        write a file from Go string literals
//	repeat FILE COUNT TEXT         append a text so many times
//	remember DIR                   note bytes and times of all files below a folder
//	same DIR                       nothing below has changed since remember
//	kept FILE…, rewritten FILE…    one file has kept its time since remember, or has not
//	element FILE TAG [NAME=VALUE…] the page has such an element (see element)
//	whole DIR BASE_URL             every page, feed and link of a built site is sound (see wholeSite)
//	picture FILE WIDTH HEIGHT      make a PNG
//	socket FILE                    make a Unix socket
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Values[stampsKey{}] = map[string]stamp{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"ends":      cmdEnds,
			"messages":  cmdMessages,
			"bytes":     cmdBytes,
			"repeat":    cmdRepeat,
			"remember":  cmdRemember,
			"same":      cmdSame,
			"kept":      func(ts *testscript.TestScript, neg bool, args []string) { cmdTime(ts, args, true) },
			"rewritten": func(ts *testscript.TestScript, neg bool, args []string) { cmdTime(ts, args, false) },
			"element":   cmdElement,
			"whole":     cmdWhole,
			"picture":   cmdPicture,
			"socket":    cmdSocket,
		},
	})
}

// cmdEnds runs a command that is to end with an exit code.
func cmdEnds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: ends CODE COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%s: %v", args[1], err)
		}
		code = exit.ExitCode()
	}
	stderr := ts.ReadFile("stderr")
	if strings.Contains(stderr, "panic:") || strings.Contains(stderr, "goroutine ") || strings.Contains(stderr, "ing-fault]") {
		ts.Fatalf("%s panicked:\n%s", args[1], stderr)
	}
	if code != want {
		ts.Fatalf("%s ended with %d, not %d:\n%s%s", strings.Join(args[1:], " "), code, want, ts.ReadFile("stdout"), stderr)
	}
}

// cmdBytes writes a file whose bytes no text file could hold.
func cmdBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bytes FILE \"GO STRING\"…")
	}
	var text strings.Builder
	for _, literal := range args[1:] {
		part, err := strconv.Unquote(literal)
		if err != nil {
			ts.Fatalf("%s is no Go string", literal)
		}
		text.WriteString(part)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text.String()), 0o644))
}

// cmdRepeat appends a text to a file many times.
func cmdRepeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat FILE COUNT TEXT")
	}
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	name := ts.MkAbs(args[0])
	old, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	ts.Check(os.WriteFile(name, append(old, strings.Repeat(args[2], count)...), 0o644))
}
