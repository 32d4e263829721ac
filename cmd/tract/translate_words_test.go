package main

import (
	"regexp"
	"strings"
	"testing"

	"tract/generator/diag"
)

// What is said in English is said in French, of the same things.
func TestTranslateWords(t *testing.T) {
	verbs := regexp.MustCompile(`%[a-z]`)
	english, french := translateWords[diag.English], translateWords[diag.French]
	for key, text := range english {
		other, ok := french[key]
		if !ok {
			t.Errorf("%s is not said in French", key)
			continue
		}
		if a, b := strings.Join(verbs.FindAllString(text, -1), ""), strings.Join(verbs.FindAllString(other, -1), ""); a != b {
			t.Errorf("%s: %s and %s", key, a, b)
		}
		if _, twice := words[diag.English][key]; twice {
			t.Errorf("%s stands in two tables", key)
		}
	}
	if len(french) != len(english) {
		t.Errorf("%d in French, %d in English", len(french), len(english))
	}
}
