package diag

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// realCatalogue is the embedded one, not that of the printers' tests.
func realCatalogue(t *testing.T) (en, fr catalogue) {
	t.Helper()
	return readCatalogue(catalogueFiles, "catalogue/en"), readCatalogue(catalogueFiles, "catalogue/fr")
}

// Every id that the code gives has its words in both languages, every entry
// is given somewhere, and every call gives what the sentence asks for.
func TestEveryMessageHasItsWords(t *testing.T) {
	en, fr := realCatalogue(t)
	s := scanModule(t, moduleRoot())
	if len(s.given) == 0 {
		t.Fatal("the scan found no message id in the whole module")
	}
	report := byArea{}
	for id, uses := range s.given {
		_, inEnglish := en.entries[id]
		_, inFrench := fr.entries[id]
		if missing := strings.TrimSpace(either(inEnglish, "", "en ") + either(inFrench, "", "fr")); missing != "" {
			report.add(areaOf(uses[0].place), "%s has no entry in %s (given at %s)", id, missing, uses[0].place)
		}
		for lang, c := range map[string]catalogue{"en": en, "fr": fr} {
			e := c.entries[id]
			for _, u := range uses {
				for _, name := range placeholders(e.Sentence + e.Mend) {
					if u.known && !slices.Contains(u.args, name) {
						report.add(areaOf(u.place), "%s: the words in %s ask for {%s}, which %s does not give", id, lang, name, u.place)
					}
				}
			}
		}
	}
	for id, e := range en.entries {
		if !s.strings[id] {
			report.add(e.area, "%s stands in the catalogue, but no code gives it", id)
		}
	}
	for fault := range s.faults {
		report.add(areaOf(fault), "%s", fault)
	}
	report.fail(t)
}

// The entries are complete, in both languages alike.
func TestCatalogueIsWhole(t *testing.T) {
	en, fr := realCatalogue(t)
	report := byArea{}
	for _, fault := range slices.Concat(en.faults, fr.faults) {
		report.add("unreadable", "%s", fault)
	}
	for id, e := range en.entries {
		if !idShape.MatchString(id) {
			report.add(e.area, "%s is not kebab-case", id)
		}
		if _, ok := ParseSeverity(e.Severity); !ok {
			report.add(e.area, "%s: severity is %q", id, e.Severity)
		}
		if e.Example == "" {
			report.add(e.area, "%s: the handbook needs an example", id)
		}
		if e.Mend == "" && e.Severity != "notice" {
			report.add(e.area, "%s: says what is wrong, not what to do (mend)", id)
		}
		proofread(report, id, "en", e)
		f, ok := fr.entries[id]
		if !ok {
			report.add(e.area, "%s has no entry in fr", id)
			continue
		}
		proofread(report, id, "fr", f)
		for _, pair := range [][3]string{{"sentence", e.Sentence, f.Sentence}, {"mend", e.Mend, f.Mend}} {
			if (pair[1] == "") != (pair[2] == "") {
				report.add(e.area, "%s: one language has a %s, the other none", id, pair[0])
			}
		}
		if a, b := names(e), names(f); a != b {
			report.add(e.area, "%s: en asks for %s, fr for %s", id, a, b)
		}
		if f.area != e.area {
			report.add(e.area, "%s stands in area %s in fr", id, f.area)
		}
		if f.Severity != "" || f.Example != "" || f.Fixed {
			report.add(e.area, "%s: severity, fixed and example stand in en only", id)
		}
	}
	for id, f := range fr.entries {
		if _, ok := en.entries[id]; !ok {
			report.add(f.area, "%s has no entry in en", id)
		}
	}
	report.fail(t)
}

func either(which bool, yes, no string) string {
	if which {
		return yes
	}
	return no
}

func names(e entry) string {
	list := placeholders(e.Sentence + " " + e.Mend)
	slices.Sort(list)
	return fmt.Sprint(slices.Compact(list))
}

// proofread looks for what would print badly.
func proofread(report byArea, id, lang string, e entry) {
	for part, text := range map[string]string{"sentence": e.Sentence, "mend": e.Mend} {
		if text == "" {
			if part == "sentence" {
				report.add(e.area, "%s: %s has no sentence", id, lang)
			}
			continue
		}
		if visible(text) != text || strings.TrimSpace(text) != text {
			report.add(e.area, "%s: the %s in %s is not one clean line", id, part, lang)
		}
		if part == "sentence" && !strings.ContainsAny(text[len(text)-1:], ".?!:") {
			report.add(e.area, "%s: the sentence in %s has no end", id, lang)
		}
	}
}

// French has one way of writing: « » around what is quoted, ’ for an apostrophe.
// What a user types stands between backquotes and keeps its own signs.
func TestFrenchSigns(t *testing.T) {
	_, fr := realCatalogue(t)
	report := byArea{}
	for id, e := range fr.entries {
		for _, text := range []string{e.Sentence, e.Mend} {
			for _, fault := range frenchFaults(text) {
				report.add(e.area, "%s: %s in %q", id, fault, text)
			}
		}
	}
	report.fail(t)
	for text, want := range map[string]int{
		"«\u00A0{a}\u00A0» n’est pas `l'eau “x”`.": 0, "“a”": 2, "n'est": 1, "«a»": 2, "«\u00A0a": 1, `dit "a"`: 1,
	} {
		if got := frenchFaults(text); len(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func frenchFaults(text string) []string {
	var faults []string
	open := 0
	for i, piece := range strings.Split(text, "`") {
		if i%2 == 1 {
			continue
		}
		letters := []rune(piece)
		for j, r := range letters {
			switch {
			case r == '“' || r == '”' || r == '\'':
				faults = append(faults, string(r))
			case r == '«':
				if open++; j+1 < len(letters) && letters[j+1] != '\u00A0' {
					faults = append(faults, "no space behind «")
				}
			case r == '»':
				if open--; j > 0 && letters[j-1] != '\u00A0' {
					faults = append(faults, "no space before »")
				}
			}
		}
		if strings.Count(piece, `"`) > 1 {
			faults = append(faults, `"`)
		}
	}
	if open != 0 {
		faults = append(faults, "« and » do not pair")
	}
	return faults
}

// byArea collects what is missing, so that each area's author finds theirs.
type byArea map[string][]string

func (b byArea) add(area, format string, args ...any) {
	b[area] = append(b[area], fmt.Sprintf(format, args...))
}

func (b byArea) fail(t *testing.T) {
	t.Helper()
	for _, area := range slices.Sorted(maps.Keys(b)) {
		slices.Sort(b[area])
		t.Errorf("%s:\n\t%s", area, strings.Join(slices.Compact(b[area]), "\n\t"))
	}
}

// areaOf is the package of a place in its files.
func areaOf(place string) string {
	file, _, _ := strings.Cut(place, ":")
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		return file[:i]
	}
	return "."
}

func BenchmarkReadCatalogue(b *testing.B) {
	for b.Loop() {
		readCatalogue(catalogueFiles, "catalogue/en")
	}
}
