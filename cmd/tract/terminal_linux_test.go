package main

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// terminal is a pseudo-terminal of so many columns: what is written to slave
// is read from master.
func terminal(t *testing.T, columns uint16) (master, slave *os.File) {
	t.Helper()
	ioctl := func(f *os.File, request uintptr, value unsafe.Pointer) {
		t.Helper()
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(value)); errno != 0 {
			t.Fatal(errno)
		}
	}
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { master.Close() })
	var number, unlocked int32
	ioctl(master, syscall.TIOCGPTN, unsafe.Pointer(&number))
	ioctl(master, syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked))
	slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(int(number)), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	size := [4]uint16{24, columns}
	ioctl(slave, syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	return master, slave
}

// TestTerminal looks at messages on a terminal: in colour, but with NO_COLOR,
// on one that knows none, and in a pipe.
func TestTerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"tract.yaml":   "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n",
		"content/a.md": "---\ntitle: A\n---\n" + strings.Repeat("mot ", 60) + "[x](nowhere.md) " + strings.Repeat("mot ", 60) + "\n",
	})
	for _, test := range []struct {
		name, env string
		tty       bool
		columns   uint16
		colour    bool
	}{
		{"a terminal", "TERM=xterm-256color", true, 60, true},
		{"NO_COLOR", "NO_COLOR=1", true, 100, false},
		{"a terminal without colour", "TERM=dumb", true, 100, false},
		{"a pipe", "TERM=xterm-256color", false, 0, false},
	} {
		cmd, piped := process("check", "--source", dir, "--messages", "en")
		cmd.Env = append(os.Environ(), "NO_COLOR=", test.env)
		printed := ""
		if test.tty {
			master, slave := terminal(t, test.columns)
			cmd.Stderr = slave
			read := make(chan string, 1)
			go func() {
				// The end of a pseudo-terminal is an error of its own.
				text, _ := io.ReadAll(master)
				read <- string(text)
			}()
			code := ended(t, cmd.Run(), piped)
			slave.Close()
			select {
			case printed = <-read:
			case <-time.After(10 * time.Second):
				t.Fatal("the terminal does not end")
			}
			if code != 1 {
				t.Errorf("%s: ended with %d", test.name, code)
			}
		} else {
			ended(t, cmd.Run(), piped)
			printed = piped.String()
		}
		if !strings.Contains(printed, "link-unresolved") && !strings.Contains(printed, "link-near") {
			t.Fatalf("%s: no message: %q", test.name, printed)
		}
		if got := strings.Contains(printed, "\x1b["); got != test.colour {
			t.Errorf("%s: colour is %v: %q", test.name, got, printed)
		}
		for line := range strings.Lines(printed) {
			if test.columns > 0 && bytes.Contains([]byte(line), []byte(" | ")) && len(line) > int(test.columns)+30 {
				t.Errorf("%s: the excerpt is too wide: %q", test.name, line)
			}
		}
	}
}
