package main

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tract/generator/config"
	"tract/generator/diag"
)

// broken refuses what is written to it.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the pipe\nis \x1b gone") }

// An error that Tract does not know is not the caller's: it ends with 3 and asks
// for a report with the call and the error on one line each.
func TestUnknownFault(t *testing.T) {
	for language, want := range map[string]string{"en": "Please report it", "fr": "Merci de le signaler"} {
		var stderr bytes.Buffer
		code := run(t.Context(), []string{"version", "--messages", language}, nil, broken{}, &stderr)
		text := stderr.String()
		if code != exitMachine || !strings.Contains(text, want) || !strings.Contains(text, "  tract version --messages "+language+"\n") ||
			!strings.Contains(text, `  the pipe\nis \x1b gone`+"\n") || strings.Contains(text, "tract help") {
			t.Errorf("%d\n%s", code, text)
		}
	}
	if got := called([]string{"build", "--title", "a b", ""}); got != `tract build --title "a b" ""` {
		t.Errorf("called: %s", got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"base-url", "date", "destination", "drafts", "format", "help", "keep-going", "source", "strict", "watch"}
	for word, want := range map[string]string{
		"dest": "destination", "d": "", "dr": "drafts", "strickt": "strict", "SOURCE": "source", "formats": "format", "basurl": "base-url",
		"strictly": "strict", "nonsense": "", "": "", "keepgoing": "keep-going",
	} {
		if got := nearest(word, names); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

var optionHead = regexp.MustCompile(`^ +(-[a-z], )?--[a-z-]+( [A-Z,…]+)? {2,}`)

// TestHelpWords holds that no help speaks English in French, and that its columns
// stand.
func TestHelpWords(t *testing.T) {
	a := &app{lang: diag.French}
	root := a.root()
	commands := append(root.Commands(), root)
	commands = append(commands, root.Commands()[slices.IndexFunc(commands, func(c *cobra.Command) bool { return c.Name() == "new" })].Commands()...)
	for _, c := range commands {
		text := a.usageText(c)
		for _, word := range []string{"default", "flags", "string", "command]", "Commands", "%!"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %s:\n%s", c.Name(), word, text)
			}
		}
		column := 0
		for line := range strings.Lines(text) {
			head := optionHead.FindString(line)
			if head == "" {
				continue
			}
			if at := utf8.RuneCountInString(head); column == 0 {
				column = at
			} else if at != column {
				t.Errorf("%s: the columns do not stand:\n%s", c.Name(), text)
				break
			}
		}
	}
}

func TestCheckBaseURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org": "https://example.org/", "http://localhost:8000/x": "http://localhost:8000/x/", "https://[::1]:80/": "https://[::1]:80/",
		"https://example.org/a/b/": "https://example.org/a/b/", "https://exa mple/?q\"<x>": "", "https://": "", "https:///x": "", "https://:80/": "", "https://example.org/?": "",
		"https://example.org/?q": "", "https://example.org/#": "", "https://a@example.org/": "", "ftp://example.org/": "", "example.org": "", "": "",
		"https://example.org/a b": "", "https://example.org/\"x": "", "https://example.org:x/": "",
	} {
		if got, ok := config.CheckBaseURL(in); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", in, got, ok, want)
		}
	}
}

func TestDay(t *testing.T) {
	a := &app{lang: diag.English}
	for _, c := range []struct{ date, epoch, want string }{
		{"", "", ""}, {"2026-03-04", "abc", "2026-03-04"}, {"", "0", "1970-01-01"}, {"", "1772582400", "2026-03-04"}, {"", "253402300799", "9999-12-31"},
		{"2026-02-30", "", "!"}, {"", "abc", "!"}, {"", "1.5", "!"}, {"", "253402300800", "!"}, {"", "99999999999999999999", "!"}, {"", "-99999999999999", "!"}, {"", " 1", "!"},
	} {
		d, err := a.day(c.date, c.epoch)
		if got := d.String(); (err != nil) != (c.want == "!") || err == nil && got != c.want {
			t.Errorf("%q %q: %s %v", c.date, c.epoch, got, err)
		}
	}
}
