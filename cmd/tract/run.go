package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tract/generator/diag"
	"tract/generator/output"
)

// Exit codes of the command.
const (
	exitDone    = 0
	exitContent = 1 // something in the content is to be mended
	exitUsage   = 2 // wrong usage or configuration
	exitMachine = 3 // disk, memory, network; a run that was stopped
)

// Version is Tract's version.
const version = "0.1.0"

// app is one call of the command.
type app struct {
	ctx      context.Context
	stdout   io.Writer
	stderr   io.Writer
	messages string // the language asked for, en or fr
	lang     diag.Language
	exit     int
}

// run carries out one call and gives the exit code. What is asked for goes to
// stdout, all else to stderr.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	a := &app{ctx: ctx, stdout: stdout, stderr: stderr, lang: diag.LanguageFromEnvironment(os.Getenv)}
	if l := messagesFlag(args); l != "" {
		a.lang = diag.Language(l)
	}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if _, _, unknown := root.Find(args); err != nil && unknown != nil {
		err = callError{unknown, nil}
		if name := strings.TrimLeft(args[0], "-"); name != args[0] && !known(root, name, false) {
			// The library takes what follows such an option for the command.
			err = usageError{errors.New(a.noOption(root, args[0]))}
		}
	}
	var own usageError
	var call callError
	switch {
	case err == nil:
		return a.exit
	case isMachine(err):
		a.machine(err)
		return exitMachine
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, a.say("stopped"))
		return exitMachine
	case errors.As(err, &own), errors.As(err, &call):
		fmt.Fprintln(stderr, a.usage(root, err))
		return exitUsage
	}
	fmt.Fprintln(stderr, a.say("fault", called(args), strings.Trim(strconv.QuoteToGraphic(err.Error()), "\"")))
	return exitMachine
}

// called is the command line as it can be given again.
func called(args []string) string {
	words := []string{"tract"}
	for _, arg := range args {
		if arg == "" || strings.ContainsAny(arg, " \t\n\"'\\$&|;<>()*?#~`") {
			arg = strconv.Quote(arg)
		}
		words = append(words, arg)
	}
	return strings.Join(words, " ")
}

// messagesFlag finds --messages before the flags are parsed, since it also
// decides the language of what is said of wrong flags.
func messagesFlag(args []string) string {
	for i, arg := range args {
		value := ""
		if arg == "--messages" && i+1 < len(args) {
			value = args[i+1]
		} else if len(arg) > 11 && arg[:11] == "--messages=" {
			value = arg[11:]
		}
		if value == "en" || value == "fr" {
			return value
		}
	}
	return ""
}

// isMachine says whether an error is the machine's.
func isMachine(err error) bool {
	var m *output.MachineError
	return errors.As(err, &m)
}

// machine prints a fault of the machine, once.
func (a *app) machine(err error) {
	var m *output.MachineError
	if errors.As(err, &m) {
		_ = a.text().Print(a.stderr, []diag.Message{m.Message()})
	}
	fmt.Fprintln(a.stderr, a.say("machine"))
}

// text is the printer for people.
func (a *app) text() diag.Text {
	t := diag.Text{Lang: a.lang, Cap: 20}
	if f, ok := a.stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		t.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			t.Width = w
		}
	}
	return t
}

// root is the command with all its subcommands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "tract", Short: a.say("short"), Long: a.say("long"),
		SilenceErrors: true, SilenceUsage: true,
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVar(&a.messages, "messages", "", a.say("flag-messages"))
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if a.messages != "" && a.messages != "en" && a.messages != "fr" {
			return usageError{errors.New(a.say("bad-messages"))}
		}
		return nil
	}
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := io.WriteString(cmd.OutOrStderr(), a.usageText(cmd))
		return err
	})
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return callError{err, cmd} })
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: a.say("help"), Hidden: true, RunE: func(cmd *cobra.Command, args []string) error {
		target, _, err := root.Find(args)
		if err != nil {
			return callError{err, nil}
		}
		return target.Help()
	}})
	root.AddCommand(a.buildCommand(), a.serveCommand(), a.checkCommand(), a.newCommand(), a.signatoriesCommand(), a.sealCommand(), a.translateCommand(), a.schemaCommand(), a.versionCommand())
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = a.say("flag-help")
		}
	}
	return root
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{Use: "version", Short: a.say("version"), Args: a.noArgs, RunE: func(*cobra.Command, []string) error {
		_, err := fmt.Fprintln(a.stdout, "tract "+version)
		return err
	}}
}
