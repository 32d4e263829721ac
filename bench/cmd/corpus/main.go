// Command corpus writes a corpus of package corpus.
//
//	corpus -works 200 -languages 5 -out DIR
package main

import (
	"flag"
	"fmt"
	"os"

	"tract/bench/corpus"
)

func main() {
	o := corpus.Standard(0, 0)
	flag.IntVar(&o.Works, "works", 200, "number of works")
	flag.IntVar(&o.Languages, "languages", 5, "number of languages, 1 to 10")
	flag.Uint64Var(&o.Seed, "seed", o.Seed, "seed of the random numbers")
	flag.IntVar(&o.Words, "words", o.Words, "about how many words a page has")
	flag.Float64Var(&o.Missing, "missing", o.Missing, "share of pages that have no translation")
	out := flag.String("out", "", "folder to write into (required)")
	flag.Parse()
	if *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	w, err := corpus.Write(*out, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
	fmt.Printf("%d works in %d languages: %d pages, %d bytes\n", o.Works, o.Languages, w.Pages, w.Bytes)
}
