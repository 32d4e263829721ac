package main

// How the command speaks of itself: its help, and what is said of a call that
// makes no sense. The library that parses the command line has English words
// of its own, which are replaced here.

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/diag"
)

// usageError is a fault of how the command was called, in Tract's words.
type usageError struct{ error }

// callError is what the library says of a call that it cannot parse. Command is
// the one that was to be called.
type callError struct {
	error
	command *cobra.Command
}

// noArgs refuses arguments behind a command that takes none.
func (a *app) noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{errors.New(a.say("bad-argument", args[0]))}
	}
	return nil
}

// usage is the sentence on a call that cannot be carried out.
func (a *app) usage(root *cobra.Command, err error) string {
	var own usageError
	if errors.As(err, &own) {
		return own.Error() + "\n" + a.say("see-help")
	}
	sentence := a.say("bad-call")
	var call callError
	if errors.As(err, &call) {
		sentence = a.call(root, call)
	}
	return sentence + "\n" + a.say("see-help")
}

// call says what is wrong with a call. The library's errors are told apart by
// their methods, and the unknown command by its place.
func (a *app) call(root *cobra.Command, err callError) string {
	var unknown interface{ GetSpecifiedName() string }
	var letters interface{ GetSpecifiedShortnames() string }
	var value interface{ GetValue() string }
	var syntax interface{ GetSpecifiedFlag() string }
	name := ""
	if errors.As(err.error, &unknown) {
		name = unknown.GetSpecifiedName()
	}
	short := errors.As(err.error, &letters) && letters.GetSpecifiedShortnames() != ""
	dashed := "--" + name
	if short {
		dashed = "-" + name
	}
	switch {
	case errors.As(err.error, &value):
		option := optionName.FindString(err.Error())
		return a.say("bad-value", option, value.GetValue())
	case errors.As(err.error, &syntax):
		return a.say("bad-flag", syntax.GetSpecifiedFlag())
	case name != "" && known(err.command, name, short):
		return a.say("bad-needs-value", dashed)
	case name != "":
		return a.noOption(err.command, dashed)
	case err.command == nil:
		word := unknownCommand.FindStringSubmatch(err.Error())
		if word == nil {
			break
		}
		if near := nearest(word[1], commandsOf(root)); near != "" {
			return a.say("bad-command-near", word[1], near)
		}
		return a.say("bad-command", word[1])
	}
	return a.say("bad-call")
}

// noOption says that a command does not take an option, written with its dashes.
func (a *app) noOption(cmd *cobra.Command, option string) string {
	option, _, _ = strings.Cut(option, "=")
	if name, long := strings.CutPrefix(option, "--"); long {
		if near := nearest(name, optionsOf(cmd)); near != "" {
			return a.say("bad-flag-near", option, "--"+near)
		}
	}
	return a.say("bad-flag", option)
}

var (
	optionName     = regexp.MustCompile(`--[a-z][a-z-]*`)
	optionLine     = regexp.MustCompile(`(?m)^ +(?:-[a-z], )?--([a-z][a-z-]*)`)
	unknownCommand = regexp.MustCompile(`^unknown command "(.*)" for "`)
)

func known(cmd *cobra.Command, name string, short bool) bool {
	if cmd == nil {
		return false
	}
	name, _, _ = strings.Cut(name, "=")
	if short {
		return len(name) == 1 && cmd.Flags().ShorthandLookup(name) != nil
	}
	return cmd.Flags().Lookup(name) != nil
}

// optionsOf are the names of the options that a command takes.
func optionsOf(cmd *cobra.Command) []string {
	if cmd == nil {
		return nil
	}
	var names []string
	for _, m := range optionLine.FindAllStringSubmatch(cmd.LocalFlags().FlagUsages()+cmd.InheritedFlags().FlagUsages(), -1) {
		names = append(names, m[1])
	}
	return names
}

func commandsOf(root *cobra.Command) []string {
	names := []string{"help"}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// nearest is the name that was probably meant by a word: the only one that
// begins with it, or one that a slip of the finger has altered; "" when there is
// none.
func nearest(word string, names []string) string {
	found := ""
	for _, name := range names {
		if word != "" && strings.HasPrefix(name, strings.ToLower(word)) {
			if found != "" {
				found = ""
				break
			}
			found = name
		}
	}
	if found != "" {
		return found
	}
	if near := diag.Near(word, names); near != "" {
		return near
	}
	// --strictly, --formats
	for _, name := range names {
		if len(name) > 3 && strings.HasPrefix(strings.ToLower(word), name) {
			return name
		}
	}
	return ""
}

// usageText is how a command is called: its line, its commands, its options.
func (a *app) usageText(cmd *cobra.Command) string {
	var b strings.Builder
	b.WriteString(a.say("usage-head") + "\n")
	if cmd.Runnable() {
		b.WriteString("  " + strings.Replace(cmd.UseLine(), "[flags]", a.say("usage-flags"), 1) + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("  " + cmd.CommandPath() + " " + a.say("usage-command") + "\n\n" + a.say("usage-commands") + "\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s %s\n", c.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	if cmd.HasAvailableLocalFlags() {
		b.WriteString("\n" + a.say("usage-options") + "\n" + a.options(cmd.LocalFlags().FlagUsages()))
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n" + a.say("usage-more", cmd.CommandPath()) + "\n")
	}
	return b.String()
}

var (
	usualValue = regexp.MustCompile(`(?m) \(default "?(.*?)"?\)$`)
	valueName  = regexp.MustCompile(`(?m)^( +(?:-[a-z], )?--[a-z-]+) (strings?|ints)\b`)
)

// options are the lines on options in the language of the messages. The words for
// a value are as long as the library's, so that the columns stay.
func (a *app) options(text string) string {
	text = usualValue.ReplaceAllString(text, " "+strings.ReplaceAll(a.say("usage-default"), "%s", "$1"))
	return valueName.ReplaceAllStringFunc(text, func(s string) string {
		m := valueName.FindStringSubmatch(s)
		return m[1] + " " + a.say("usage-"+m[2])
	})
}
