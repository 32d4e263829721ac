package review_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tract/generator/build"
	"tract/generator/review"
	"tract/generator/site"
	"tract/generator/translation"
)

// tally counts what is said beside what is true.
type tally struct{ right, wrong, missed int }

func (t *tally) add(said, true bool) {
	switch {
	case said && true:
		t.right++
	case said:
		t.wrong++
	case true:
		t.missed++
	}
}

func (t tally) precision() float64 { return float64(t.right) / float64(max(1, t.right+t.wrong)) }
func (t tally) recall() float64    { return float64(t.right) / float64(max(1, t.right+t.missed)) }
func (t tally) String() string {
	return fmt.Sprintf("%d right, %d wrong, %d missed: precision %.4f, recall %.4f", t.right, t.wrong, t.missed, t.precision(), t.recall())
}

// tallies are those of a history.
type tallies struct {
	blocks, lines, outdated, untranslated, orphan, found, kept tally
	slips                                                      int // of the wrong ones: a letter mended and not said to be minor
}

// TestHistoryOfASite follows a site through hundreds of changes whose meaning is
// known: words and numbers that change, letters that are mended, said to be minor
// or not, passages that are wrapped anew, added, taken out and moved, texts that
// are renamed, with and without their translations, or deleted, translations
// brought up to their sources in whole and in part, reworded, or begun as copies
// and translated passage by passage. After each change, what is said of every
// passage of every edition is held against the truth.
func TestHistoryOfASite(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("this test needs git")
	}
	w := newWorld(11, 8)
	for _, x := range w.works {
		w.save(x)
	}
	var all tallies
	repo := newRepository(t)
	repo.commit(t, w)
	const changes = 240
	known, unknown := 0, 0
	for i := range changes {
		name := w.change()
		w.measure(t, name, &all)
		repo.commit(t, w)
		if i%60 == 59 {
			k, u := repo.wordsBefore(t)
			known, unknown = known+k, unknown+u
		}
		if t.Failed() {
			t.Fatalf("after change %d, %s", i+1, name)
		}
	}
	t.Logf("%d changes", changes)
	t.Logf("passages to look at: %v (%d of the wrong ones are letters mended without a word)", all.blocks, all.slips)
	t.Logf("passages of records: %v", all.lines)
	t.Logf("outdated editions:   %v", all.outdated)
	t.Logf("untranslated:        %v", all.untranslated)
	t.Logf("orphans:             %v; their sources found: %v", all.orphan, all.found)
	t.Logf("records kept:        %v", all.kept)
	t.Logf("old words found in git: %d of %d", known, known+unknown)
	if all.blocks.right < 500 || all.untranslated.right < 20 || all.orphan.right < 20 || all.found.right < 10 || known < 30 {
		t.Error("the history has too little of something")
	}
	for what, c := range map[string]struct {
		tally             tally
		precision, recall float64
	}{
		"passages to look at": {all.blocks, 0.90, 1},
		"passages of records": {all.lines, 0.89, 1},
		"outdated editions":   {all.outdated, 0.97, 1},
		"untranslated":        {all.untranslated, 1, 1},
		"orphans":             {all.orphan, 1, 1},
		"sources found":       {all.found, 1, 1},
		"records kept":        {all.kept, 1, 0.998},
	} {
		if c.tally.precision() < c.precision || c.tally.recall() < c.recall {
			t.Errorf("%s: %v, wanted %.3f and %.3f", what, c.tally, c.precision, c.recall)
		}
	}
	// Only letters that were mended without a word count as changes of meaning.
	if all.blocks.wrong > all.slips {
		t.Errorf("%d passages are wrongly marked, %d of them for a letter", all.blocks.wrong, all.slips)
	}
	if unknown > 0 {
		t.Errorf("%d passages of %d are not found in git", unknown, known+unknown)
	}
}

// measure holds what is said of each edition against the truth.
func (w *world) measure(t *testing.T, change string, all *tallies) {
	t.Helper()
	l := w.load()
	by := map[string]*site.Translation{}
	for _, x := range l.Site.Translations() {
		if x.Document != nil {
			by[x.Document.File.Path] = x
		}
	}
	for _, x := range w.works {
		for _, tag := range x.languages() {
			tr, path := x.translations[tag], translationPath(x.under(), tag)
			got := by[path]
			if got == nil {
				t.Fatalf("%s: %s is not there", change, path)
			}
			orphan := tr.record && (x.gone || x.old != "")
			all.orphan.add(got.State == translation.Orphan, orphan)
			if orphan {
				all.found.add(got.Found != nil && got.Found.File.Path == sourcePath(x.name), !x.gone)
				continue
			}
			if x.gone || x.old != "" {
				continue // without a record it is a text of its own
			}
			still := tr.untranslated()
			all.untranslated.add(got.State == translation.Untranslated, still)
			if still || got.State == translation.Untranslated {
				continue
			}
			if !tr.record {
				if got.State != translation.Unverified {
					t.Errorf("%s: %s is %s without a record", change, path, got.State)
				}
				continue
			}
			all.kept.add(got.Record != nil, true)
			if got.Record == nil {
				t.Logf("%s: the record of %s is not found again", change, path)
				tr.record = false
				continue
			}
			w.passages(x, tr, got, all)
		}
	}
}

// passages compares what is said of each passage of an edition.
func (w *world) passages(x *work, tr *text, got *site.Translation, all *tallies) {
	ids := w.identities(got)
	now := map[int]passage{}
	for _, p := range x.passages {
		now[p.id] = p
	}
	// What the record was made from, as the world knows it.
	anyTrue := false
	touched := map[int]bool{} // lines of the record that are said to need a look
	for i, c := range got.Difference.Blocks {
		if c.Kind == translation.Changed {
			touched[c.Line] = true
		}
		if ids[i] == 0 {
			continue
		}
		m, have := tr.made[ids[i]]
		said, true := c.Kind == translation.Changed || c.Kind == translation.Added, !have || m.version != now[ids[i]].version
		anyTrue = anyTrue || true
		all.blocks.add(said, true)
		if said && !true && m.slips != now[ids[i]].slips {
			all.slips++
		}
	}
	for _, line := range got.Difference.Removed {
		touched[line] = true
	}
	for i, line := range got.Record.Lines {
		id := w.ids[line.Source]
		if id == 0 {
			continue
		}
		p, there := now[id]
		true := !there || tr.made[id].version != p.version
		anyTrue = anyTrue || true
		all.lines.add(touched[i], true)
	}
	all.outdated.add(got.State == translation.Outdated, anyTrue)
}

// untranslated says whether half or more of a text still says what its source
// does, by passages and, for it has few of them, a third of the words.
func (t *text) untranslated() bool {
	copied, all := 0, 0
	for _, p := range t.of {
		if p.kind == "note" || p.kind == "row" {
			continue
		}
		all++
		if t.made[p.id].copied {
			copied++
		}
	}
	return copied*2 >= all
}

// repository is a git repository that the world is written into.
type repository struct {
	dir  string
	have map[string]string
}

func newRepository(t *testing.T) *repository {
	r := &repository{t.TempDir(), map[string]string{}}
	r.git(t, "init", "-q", ".")
	return r
}

func (r *repository) git(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0", "-c", "core.fsync=none"}, args...)...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// commit commits what the world has become.
func (r *repository) commit(t *testing.T, w *world) {
	t.Helper()
	for name := range r.have {
		if w.files[name] == nil {
			if err := os.Remove(filepath.Join(r.dir, name)); err != nil {
				t.Fatal(err)
			}
			delete(r.have, name)
		}
	}
	for name, f := range w.files {
		if text := string(f.Data); r.have[name] != text {
			p := filepath.Join(r.dir, filepath.FromSlash(name))
			err := os.MkdirAll(filepath.Dir(p), 0o755)
			if err == nil {
				err = os.WriteFile(p, f.Data, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			r.have[name] = text
		}
	}
	r.git(t, "add", "-A")
	r.git(t, "commit", "-q", "--allow-empty", "-m", "A change")
}

// wordsBefore counts the changed passages whose old words git gives, and those
// whose it does not.
func (r *repository) wordsBefore(t *testing.T) (known, unknown int) {
	t.Helper()
	d := &review.Desk{Loaded: build.Read(build.Settings{Files: os.DirFS(r.dir)}), Folder: r.dir}
	for _, x := range d.Loaded.Site.Translations() {
		for _, diff := range d.Compare(t.Context(), x).Differences {
			if diff.Kind == review.Moved {
				if diff.After == "" {
					t.Errorf("%s: a passage that moved says nothing", x.Document.File.Path)
				}
				continue
			}
			switch {
			case diff.Kind == review.Added:
			case diff.Known && number.MatchString(diff.Before) && (diff.Kind == review.Removed || diff.After != diff.Before):
				known++
			case diff.Known && slices.Contains([]string{"A", "Note.", "| A | B |"}, strings.TrimSpace(diff.Before)) || strings.Contains(diff.Before, "Note.["):
			default:
				unknown++
				t.Logf("%s: %s %q → %q", x.Document.File.Path, diff.Name, diff.Before, diff.After)
			}
		}
	}
	return known, unknown
}
