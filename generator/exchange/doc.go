// Package exchange gives a site's texts to translators' tools as PO files, and
// takes the translations back: into the Markdown, its front matter, the words of
// the interface, the names of terms, and the records of what each translation
// was made from.
//
// Markdown stays the truth. A file is altered only where a translation differs
// from what it says already; every other byte stays.
package exchange
