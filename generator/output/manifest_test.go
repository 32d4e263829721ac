package output

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func manifestText(t testing.TB, entries []entry) string {
	t.Helper()
	var b bytes.Buffer
	sum, err := writeManifest(&b, slices.Values(entries))
	if err != nil {
		t.Fatal(err)
	}
	if trailerSum(b.String()) != sum {
		t.Fatal("the digest in the trailer is another")
	}
	return b.String()
}

var manifestPaths = []string{"!", "a b/ü.html", "a\tb", "a\nb", `a"b`, "a/b", "a\\b", "a\xff", "end", "\ufffd", "日本/索引.html"}

func manifestEntries() []entry {
	var entries []entry
	for i, path := range manifestPaths {
		if checkPath(path) == nil {
			entries = append(entries, entry{path: path, size: int64(i * 1000), sum: digestOf([]byte(path))})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	return entries
}

func TestManifestRoundTrip(t *testing.T) {
	var large []entry
	for i := range 3000 {
		path := strings.Repeat("p", i+1)
		large = append(large, entry{path: path, size: int64(i), sum: digestOf([]byte(path))})
	}
	for _, entries := range [][]entry{{}, manifestEntries(), large} {
		got, err := parseManifest(manifestText(t, entries))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, entries) {
			t.Errorf("want %v, got %v", entries, got)
		}
	}
}

func TestManifestText(t *testing.T) {
	got := manifestText(t, []entry{{path: "a b", size: 3, sum: digestOf([]byte("abc"))}})
	// The digest is the first half of what sha256sum says of "abc".
	want := "tract manifest 1\na b\t3\tba7816bf8f01cfea414140de5dae2223\nend\t1\t"
	if !strings.HasPrefix(got, want) {
		t.Errorf("want %q…, got %q", want, got)
	}
}

func TestManifestRefusesWhatIsNotWhole(t *testing.T) {
	whole := manifestText(t, manifestEntries())
	for i := range whole {
		if _, err := parseManifest(whole[:i]); err == nil {
			t.Errorf("cut at %d is read", i)
		}
		changed := []byte(whole)
		changed[i] ^= 1
		if _, err := parseManifest(string(changed)); err == nil {
			t.Errorf("changed at %d is read", i)
		}
	}
	// A right trailer does not make a wrong path right.
	for _, path := range []string{"../x", "/etc/passwd", ".tract/lock", "a/../../b", ""} {
		text := manifestText(t, []entry{{path: path}})
		if got, err := parseManifest(text); err == nil {
			t.Errorf("%q is read: %v", path, got)
		}
	}
	unsorted := []entry{{path: "b"}, {path: "a"}}
	if _, err := parseManifest(manifestText(t, unsorted)); err == nil {
		t.Error("an unsorted manifest is read")
	}
}

// FuzzManifest covers the journal too, which has the same format.
func FuzzManifest(f *testing.F) {
	whole := manifestText(f, manifestEntries())
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(manifestText(f, nil))
	f.Add(strings.Replace(whole, "a/b", "../b", 1))
	f.Add("tract manifest 1\nend\t0\t\n")
	f.Add("tract manifest 1\n\"a\\tb\"\t1\t00000000000000000000000000000000\n")
	f.Add("tract manifest 1\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := parseManifest(text)
		if err == nil && manifestText(t, entries) != text {
			t.Errorf("read, but not what is written: %q", text)
		}
		for _, e := range slices.Concat(entries, salvageManifest(text)) {
			if checkPath(e.path) != nil || e.size < 0 {
				t.Errorf("%q, size %d", e.path, e.size)
			}
			// Whatever the rest was, what is made of it is whole again.
			again, err := parseManifest(manifestText(t, []entry{e}))
			if err != nil || again[0] != e {
				t.Errorf("%v becomes %v, %v", e, again, err)
			}
		}
	})
}

func TestTimesRoundTrip(t *testing.T) {
	entries := manifestEntries()
	for i := range entries {
		entries[i].time = int64(i) * 1e18
	}
	folders := []string{"assets", "b\nc", "é"}
	sum := digestOf([]byte("manifest"))
	var b bytes.Buffer
	if err := writeTimes(&b, sum, len(entries), slices.Values(entries), folders); err != nil {
		t.Fatal(err)
	}
	times, got, ok := parseTimes(b.String(), sum, len(entries))
	if !ok || !slices.Equal(got, folders) {
		t.Fatalf("folders %q, %v", got, ok)
	}
	for i, e := range entries {
		if times[i] != e.time {
			t.Errorf("%s: %d, not %d", e.path, times[i], e.time)
		}
	}
	if _, _, ok := parseTimes(b.String(), digest{}, len(entries)); ok {
		t.Error("times of another manifest are read")
	}
	if _, _, ok := parseTimes(b.String(), sum, len(entries)+1); ok {
		t.Error("times of another number of files are read")
	}
}

func FuzzTimes(f *testing.F) {
	entries := manifestEntries()
	sum := digestOf(nil)
	var b bytes.Buffer
	if err := writeTimes(&b, sum, len(entries), slices.Values(entries), []string{"a", "b"}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String(), len(entries))
	f.Add(b.String(), 0)
	f.Add("", 0)
	f.Fuzz(func(t *testing.T, text string, files int) {
		times, folders, ok := parseTimes(text, sum, max(files, 0))
		if ok && len(times) != max(files, 0) {
			t.Errorf("%d times for %d files", len(times), files)
		}
		for _, folder := range folders {
			if checkPath(folder) != nil {
				t.Errorf("folder %q", folder)
			}
		}
	})
}
