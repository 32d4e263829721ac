// Package i18n knows the world's languages for the rest of Tract: how a tag
// is written, in which direction and script a language runs, how it writes
// dates, numbers, plurals, lists and quotations, what it calls countries and
// other languages, how it sorts, and how the theme's own words read in it.
//
// Its facts are those of the Unicode CLDR, unpacked from tables that are
// embedded (see cldr/README.md). Terms follow BCP 47 and UTS #35.
//
//	l := i18n.Load("fr")
//	l.Date(i18n.Date{2026, 3, 4}, i18n.Long) // 4 mars 2026
//	l.Plural(1_000_000)                      // many
//
// A Locale is immutable and may be used by many goroutines at once. Tables
// are unpacked at first use, language by language; nothing depends on the
// clock, the time zone or the environment.
package i18n
