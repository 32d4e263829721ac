package build

import (
	"context"
	"maps"
	"slices"

	"tract/generator/diag"
)

// Compare compares translations with their sources and with the glossary, and
// gives what is to be looked at, in order and with the site's severities. It
// reads texts again, of those alone that the workspace has not compared as they
// are; a build does not ask for it. A workspace compares for one Loaded at a time.
func (l *Loaded) Compare() (ms []diag.Message) {
	if l.Site == nil {
		return nil
	}
	defer func() {
		if panicked := recover(); panicked != nil {
			ms = []diag.Message{fallen("checking-fault", panicked)}
		}
	}()
	return diag.Sort(diag.Override(l.comparer.Translations(l.Site), l.Config.Severities, slices.Collect(maps.Keys(l.Config.Off))...))
}

// Uncompared is how many translations Compare would have to compare.
func (l *Loaded) Uncompared() (n int) {
	if l.Site == nil {
		return 0
	}
	defer func() {
		if recover() != nil {
			n = 0 // Compare meets it as well, and tells
		}
	}()
	return l.comparer.Missing(l.Site)
}

// CompareAhead compares translations, one after the other, so that Compare has
// nothing left to do. It is false where the context ended before.
func (l *Loaded) CompareAhead(ctx context.Context) (whole bool) {
	defer func() {
		if recover() != nil {
			whole = true // Compare meets it as well, and tells
		}
	}()
	return l.Site == nil || l.comparer.Advance(ctx, l.Site)
}
