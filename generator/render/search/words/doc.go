// Package words makes the terms of a search index from text: it cuts text into
// words, folds them, and finds the stem that inflected forms have in common.
//
// Folding and cutting are done a second time in the browser, by the theme's
// search.js, on what a reader types: what is here is to give the same there.
// Stems are made here alone; an index tells the browser which forms belong
// together.
package words
