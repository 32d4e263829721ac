package translation

import (
	"maps"
	"slices"

	"tract/generator/kind"
	"tract/generator/markdown"
)

// Correction is the digest of a correction of substance that a source edition
// declares: of its day, and of its words in the language of the source, so that
// neither a comma nor words in one more language make it another one. Where it
// has none in that language, those of all languages count. 0 is none.
func Correction(declared kind.Value, language string) uint64 {
	texts := declared.Get("text").Texts
	if texts.IsZero() {
		return 0
	}
	text, _ := texts.In(language)
	if text == "" {
		for _, tag := range slices.Sorted(maps.Keys(texts.By)) {
			text += " " + texts.By[tag]
		}
	}
	digest, _ := markdown.Digest(declared.Get("date").Date.String() + "\n\n" + text)
	return digest
}
