package kind

import (
	"slices"
	"strings"
	"testing"
	"time"
	// The database of Go, so that the test does not depend on the machine's.
	_ "time/tzdata"
)

// TestZones holds that the list of time zones is sorted and real.
func TestZones(t *testing.T) {
	if !slices.IsSorted(zones()) || len(zones()) < 500 {
		t.Errorf("%d zones, sorted: %v", len(zones()), slices.IsSorted(zones()))
	}
	for _, name := range zones() {
		if _, err := time.LoadLocation(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTruths holds that no word means both.
func TestTruths(t *testing.T) {
	yes, no := 0, 0
	for word, value := range truths {
		if word == "" || strings.TrimSpace(word) != word {
			t.Errorf("the word %q", word)
		}
		if value == "true" {
			yes++
		} else {
			no++
		}
	}
	seen := map[string]string{}
	for value, words := range truthWords {
		for _, word := range strings.Fields(words) {
			if other := seen[plainName(word)]; other != "" && other != value {
				t.Errorf("%s is %s and %s", word, other, value)
			}
			seen[plainName(word)] = value
		}
	}
	if yes < 20 || no < 20 {
		t.Errorf("%d words for true, %d for false", yes, no)
	}
}

// TestLanguageNames holds that each language of the interface is known by its
// name in all of them.
func TestLanguageNames(t *testing.T) {
	for name, tag := range map[string]string{
		"français": "fr", "French": "fr", "francés": "fr", "francês": "fr", "الفرنسية": "fr", "Kifaransa": "fr", "फ़्रेंच": "fr", "法语": "fr",
		"English": "en", "中文": "zh", "বাংলা": "bn", "हिन्दी": "hi", "español": "es", "Le Monde": "", "Medium": "", "": "",
	} {
		if got := languageOf(name); got != tag {
			t.Errorf("%s: %q, want %q", name, got, tag)
		}
	}
}
