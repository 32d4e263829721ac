package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The test binary is its own victim: with this variable set it does not test
// but runs the named child, which its parent kills or starves.
const childVariable = "TRACT_OUTPUT_CHILD"

func TestMain(m *testing.M) {
	child, args, _ := strings.Cut(os.Getenv(childVariable), " ")
	var err error
	switch child {
	case "":
		os.Exit(m.Run())
	case "crash":
		err = crashChild(strings.Fields(args))
	case "endless":
		err = endlessChild(args)
	case "starve":
		err = starveChild(args)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func childCommand(name string, args ...any) *exec.Cmd {
	command := exec.Command(os.Args[0])
	// The race detector waits a second at the end of each process otherwise.
	command.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", childVariable+"="+strings.TrimSpace(name+" "+fmt.Sprintln(args...)))
	command.Stderr = os.Stderr
	return command
}

// crashSite is a small site with every kind of change between its versions.
func crashSite(version string) files {
	tree := files{}
	for _, path := range []string{"index.html", "fr/index.html", "fr/a/index.html", "ar/x/y/z.html"} {
		tree[path] = version
	}
	tree["same.css"], tree["fr/same.js"] = "same", "same"
	if version == "old" {
		for _, path := range []string{"gone.html", "gone/deep/er/index.html", "fr/gone/index.html",
			"file-to-folder", "folder-to-file/a/b.html", "folder-to-file/c.html", "ar/same-but-gone"} {
			tree[path] = version
		}
	} else {
		for _, path := range []string{"new.html", "new/deep/er/index.html", "new/a.html", "fr/new/index.html",
			"file-to-folder/index.html", "file-to-folder/x/y.html", "folder-to-file"} {
			tree[path] = version
		}
	}
	for path, content := range tree {
		tree[path] = strings.Repeat(content+" "+path+"\n", 200)
	}
	return tree
}

// crashChild stages and commits the new version, or only opens, and kills
// itself at the step of a number.
func crashChild(args []string) error {
	root, what := args[0], args[1]
	left, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	w, err := open(root, func(string) {
		if left--; left == 0 {
			if p, err := os.FindProcess(os.Getpid()); err == nil {
				p.Kill()
			}
			select {}
		}
	})
	if err != nil || what == "open" {
		return err
	}
	tree := crashSite("new")
	for _, path := range slices.Sorted(maps.Keys(tree)) {
		if err := w.Stage(path, []byte(tree[path])); err != nil {
			return err
		}
	}
	if what == "abort" {
		w.Abort()
		return nil
	}
	_, messages, err := w.Commit(context.Background())
	if err == nil && len(messages) > 0 {
		err = fmt.Errorf("messages: %v", ids(messages))
	}
	return err
}

// killed runs a child and says whether it killed itself.
func killed(t *testing.T, root, what string, step int) bool {
	t.Helper()
	err := childCommand("crash", root, what, step).Run()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() == 1) {
		t.Fatal(err)
	}
	return err != nil
}

// wholeFiles fails if a file is neither wholly old nor wholly new.
func wholeFiles(t *testing.T, root string, versions ...files) {
	t.Helper()
	for path, content := range read(t, root) {
		if strings.HasSuffix(path, "/") {
			continue
		}
		if !slices.ContainsFunc(versions, func(tree files) bool {
			want, ok := tree[path]
			return ok && want == content
		}) {
			t.Fatalf("%s is torn: %d bytes", path, len(content))
		}
	}
}

// TestKilledAtEveryStep kills a run at each change that it makes on the disk,
// and often the run that finishes it as well.
func TestKilledAtEveryStep(t *testing.T) {
	const foreign = "fr/foreign.txt"
	older, newer := crashSite("old"), crashSite("new")
	older[foreign], newer[foreign] = "mine", "mine"
	staged := crashSite("new")

	clean := t.TempDir()
	build(t, clean, staged, false)
	top := t.TempDir()
	finished, discarded, steps := 0, 0, 0
	for _, what := range []string{"commit", "abort"} {
		for step := 1; ; step++ {
			root := filepath.Join(top, what+strconv.Itoa(step))
			build(t, root, crashSite("old"), false)
			put(t, root, files{foreign: "mine"})
			alive := !killed(t, root, what, step)
			wholeFiles(t, root, older, newer)
			if step%3 != 0 && !alive {
				killed(t, root, "open", step%11)
				wholeFiles(t, root, older, newer)
			}
			// To open finishes or discards: all is new or all is old.
			start(t, root).Abort()
			switch got := read(t, root); {
			case maps.Equal(got, newer):
				finished++
			case maps.Equal(got, older):
				discarded++
			default:
				same(t, fmt.Sprintf("%s, step %d", what, step), got, newer)
			}
			_, messages := build(t, root, staged, false)
			same(t, "messages", messages, []string(nil))
			same(t, "in the end", read(t, root), newer)
			same(t, "manifest", manifest(t, root), manifest(t, clean))
			if _, err := os.Lstat(filepath.Join(root, stateFolder, "stage")); err == nil {
				t.Fatal("a stage is left")
			}
			if alive {
				break
			}
			steps++
		}
	}
	t.Logf("%d steps: %d runs finished, %d discarded", steps, finished, discarded)
	if finished < 10 || discarded < 10 {
		t.Error("the steps do not cover both outcomes")
	}
}

// largeSite is large enough to be killed by the clock.
func largeSite(round int) files {
	tree := files{}
	for i := range 300 {
		if (i+round)%9 == 0 {
			continue
		}
		version := "same"
		if i%4 != 0 {
			version = strconv.Itoa(round % 3)
		}
		tree[fmt.Sprintf("l%d/s%d/p%d/index.html", i%3, (i+round%3)%5, i)] = strings.Repeat(version+" ", 3000)
	}
	return tree
}

// endlessChild builds one version after the other, each on several goroutines.
func endlessChild(root string) error {
	for round := 0; ; round++ {
		w, err := Open(root)
		if err != nil {
			return err
		}
		tree := largeSite(round % 9)
		paths := slices.Sorted(maps.Keys(tree))
		var group sync.WaitGroup
		for n := range 4 {
			group.Go(func() {
				for i := n; i < len(paths); i += 4 {
					if err := w.Stage(paths[i], []byte(tree[paths[i]])); err != nil {
						panic(err)
					}
				}
			})
		}
		group.Wait()
		if _, messages, err := w.Commit(context.Background()); err != nil || len(ids(messages)) > 1 {
			return fmt.Errorf("%w %v", err, ids(messages))
		}
	}
}

func TestKilledAtAnyTime(t *testing.T) {
	root := t.TempDir()
	var versions []files
	for round := range 9 {
		versions = append(versions, largeSite(round))
	}
	for i := range 25 {
		child := childCommand("endless", root)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+i*13%120) * time.Millisecond)
		child.Process.Kill()
		child.Wait()
		if code := child.ProcessState.ExitCode(); code == 1 || code == 2 {
			t.Fatal("the child failed by itself")
		}
		wholeFiles(t, root, versions...)
		if i%2 == 0 {
			continue // the next child finishes
		}
		start(t, root).Abort()
		got := read(t, root)
		if len(got) > 0 && !slices.ContainsFunc(versions, func(tree files) bool { return maps.Equal(got, tree) }) {
			t.Fatalf("after %d kills the destination is of no single version: %d files", i+1, len(got))
		}
	}
	_, _ = build(t, root, versions[0], false)
	same(t, "in the end", read(t, root), versions[0])
}

// interrupt leaves a commit of the new version right after its journal.
func interrupt(t *testing.T, root string) {
	t.Helper()
	build(t, root, crashSite("old"), false)
	for step := 1; ; step++ {
		if !killed(t, root, "commit", step) {
			t.Fatal("the journal was never seen")
		}
		if _, err := os.Lstat(filepath.Join(root, stateFolder, "journal")); err == nil {
			return
		}
		start(t, root).Abort()
	}
}

func TestInterruptedIsTold(t *testing.T) {
	root := t.TempDir()
	interrupt(t, root)
	w := start(t, root)
	same(t, "messages", ids(w.Messages()), []string{"output-interrupted"})
	same(t, "tree", read(t, root), crashSite("new"))
	same(t, "previous", slices.Collect(w.Previous()), slices.Sorted(maps.Keys(crashSite("new"))))
}

// A loss of power can drop the bytes of staged files: those are not published.
func TestStagedFilesLostByTheDisk(t *testing.T) {
	root := t.TempDir()
	interrupt(t, root)
	n := 0
	err := filepath.WalkDir(filepath.Join(root, stateFolder, "stage"), func(name string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if n++; n%2 == 0 {
				return os.Truncate(name, 0)
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			return os.WriteFile(name, make([]byte, info.Size()), 0o666)
		}
		return err
	})
	if err != nil || n == 0 {
		t.Fatal(n, err)
	}
	start(t, root).Abort()
	wholeFiles(t, root, crashSite("old"), crashSite("new"))
	build(t, root, crashSite("new"), false)
	same(t, "tree", read(t, root), crashSite("new"))
}

// Between the crash and the next run somebody puts files and links in the way.
func TestForeignAfterCrash(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "public")
	interrupt(t, root)
	put(t, top, files{"outside/precious": "precious"})
	put(t, root, files{"new.html": "mine"})
	link(t, "../outside", filepath.Join(root, "new"))
	for range 2 {
		w := start(t, root)
		w.Abort()
		got := read(t, root)
		same(t, "file", got["new.html"], "mine")
		same(t, "link", got["new"], "-> ../outside")
		same(t, "outside", read(t, filepath.Join(top, "outside")), files{"precious": "precious"})
	}
	_, messages := build(t, root, crashSite("new"), true)
	same(t, "messages", messages, []string{"output-foreign-file new.html", "output-foreign-link new"})
	same(t, "file", read(t, root)["new.html"], "mine")
}

func TestDamagedState(t *testing.T) {
	damage := map[string]func(text string) string{
		"cut":     func(text string) string { return text[:len(text)/2] },
		"empty":   func(string) string { return "" },
		"a byte":  func(text string) string { return strings.Replace(text, "same.css", "sane.css", 1) },
		"garbage": func(text string) string { return strings.Repeat("\x00\xff", len(text)) },
		"escape": func(text string) string {
			return strings.Replace(text, "same.css", "../precious", 1)
		},
	}
	for name, change := range damage {
		for _, which := range []string{"manifest", "journal"} {
			t.Run(name+" "+which, func(t *testing.T) {
				top := t.TempDir()
				root := filepath.Join(top, "public")
				put(t, top, files{"precious": "precious"})
				older, newer := crashSite("old"), crashSite("new")
				if which == "journal" {
					interrupt(t, root)
				} else {
					build(t, root, older, false)
				}
				put(t, root, files{"mine": "mine", "fr/mine": "mine"})
				place := filepath.Join(root, stateFolder, which)
				text, err := os.ReadFile(place)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(place, []byte(change(string(text))), 0o666); err != nil {
					t.Fatal(err)
				}
				w := start(t, root)
				same(t, "messages", ids(w.Messages()), []string{"output-manifest-damaged " + filepath.Join(root, stateFolder, "manifest")})
				w.Abort()
				// The same content again is adopted without a word.
				if which == "manifest" {
					_, messages := build(t, root, older, false)
					same(t, "messages", len(messages), 1)
					if _, messages = build(t, root, older, false); messages != nil {
						t.Fatal("told twice: ", messages)
					}
				}
				build(t, root, newer, true)
				got := read(t, root)
				same(t, "mine", got["mine"]+got["fr/mine"], "minemine")
				same(t, "precious", read(t, top)["precious"], "precious")
				delete(got, "mine")
				delete(got, "fr/mine")
				maps.DeleteFunc(got, func(path, _ string) bool { return strings.HasSuffix(path, "/") })
				wholeFiles(t, root, older, newer, files{"mine": "mine", "fr/mine": "mine"})
			})
		}
	}
}

// What is not torn is known again though the manifest is cut: a file that
// stands in a whole line with its digest may be rewritten and removed.
func TestSalvage(t *testing.T) {
	root := t.TempDir()
	build(t, root, files{"a": "1", "b": "2", "c": "3"}, false)
	place := filepath.Join(root, stateFolder, "manifest")
	text := manifest(t, root)
	if err := os.WriteFile(place, []byte(text[:strings.Index(text, "c\t")+5]), 0o666); err != nil {
		t.Fatal(err)
	}
	put(t, root, files{"b": "edited"})
	_, messages := build(t, root, files{"b": "new", "c": "new"}, true)
	same(t, "messages", messages, []string{"output-manifest-damaged " + place, "output-foreign-file b", "output-foreign-file c"})
	same(t, "tree", read(t, root), files{"b": "edited", "c": "3"})
}

// starveChild builds into a folder until the machine refuses and says how.
func starveChild(root string) error {
	ignoreFileSizeSignal()
	w, err := Open(root)
	if err != nil {
		return err
	}
	if err = w.Stage("small.html", []byte("small")); err == nil {
		err = w.Stage("large.html", make([]byte, 1<<20))
	}
	var machine *MachineError
	if errors.As(err, &machine) {
		_, _, err = w.Commit(context.Background())
		if !errors.Is(err, machine) {
			return fmt.Errorf("Commit after a failed Stage: %v", err)
		}
		_, err = io.WriteString(os.Stdout, machine.Message().ID)
	}
	return err
}
