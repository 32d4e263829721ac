package build

import (
	"maps"
	"slices"

	"tract/generator/check"
	"tract/generator/diag"
)

// Compare compares translations with their sources and with the glossary, and
// gives what is to be looked at, in order and with the site's severities. It
// reads all texts again; a build does not ask for it.
func (l *Loaded) Compare() []diag.Message {
	if l.Site == nil {
		return nil
	}
	return diag.Sort(diag.Override(check.Translations(l.Site), l.Config.Severities, slices.Collect(maps.Keys(l.Config.Off))...))
}
