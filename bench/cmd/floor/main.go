// Command floor does the part of a build that no generator can leave out, and
// nothing else: it reads every content/<section>/<work>/index.<language>.md,
// parses the front matter, converts the body with goldmark, puts it between
// fixed bytes about as heavy as the head and foot of the compared themes, and
// writes <out>/<language>/<section>/<slug>/index.html, on all cores. It makes
// no list, no link, no feed and no check.
//
//	floor -source DIR -out DIR [-minify]
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"gopkg.in/yaml.v3"
)

// front is the front matter of a work.
type front struct {
	Title string    `yaml:"title"`
	Date  time.Time `yaml:"date"`
	Slug  string    `yaml:"slug"`
	Tags  []string  `yaml:"tags"`
}

// About the weight of the head and foot that the compared themes write.
var (
	head = []byte("<!doctype html>\n<html lang=\"xx\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n<title>A fixed title</title>\n" +
		strings.Repeat("<link rel=\"alternate\" hreflang=\"xx\" href=\"https://example.org/xx/section/a-slug-0001/\">\n", 5) +
		"</head>\n<body>\n<header>\n<nav>\n" + strings.Repeat("<a href=\"/xx/section/\">A section</a>\n", 6) + "</nav>\n" +
		strings.Repeat("<li><a rel=\"alternate\" hreflang=\"xx\" lang=\"xx\" href=\"/xx/section/a-slug-0001/\">Language</a></li>\n", 5) +
		"</header>\n<main>\n<article>\n")
	foot = []byte("</article>\n<nav>\n<a rel=\"prev\" href=\"/xx/section/a-slug-0000/\">A fixed previous title</a>\n" +
		"<a rel=\"next\" href=\"/xx/section/a-slug-0002/\">A fixed next title</a>\n</nav>\n</main>\n<footer>\n<p>A fixed footer</p>\n</footer>\n</body>\n</html>\n")
)

func main() {
	source := flag.String("source", "", "folder of the corpus, with content/ in it")
	out := flag.String("out", "", "folder to write into")
	small := flag.Bool("minify", false, "minify each page before it is written")
	flag.Parse()
	if err := run(*source, *out, *small); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

func run(source, out string, small bool) error {
	root := filepath.Join(source, "content")
	var files []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasPrefix(d.Name(), "index.") && strings.HasSuffix(path, ".md") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	var next atomic.Int64
	var group sync.WaitGroup
	faults := make([]error, runtime.GOMAXPROCS(0))
	for i := range faults {
		group.Go(func() {
			c := newConverter(small)
			for n := int(next.Add(1)) - 1; n < len(files) && faults[i] == nil; n = int(next.Add(1)) - 1 {
				faults[i] = c.convert(root, files[n], out)
			}
		})
	}
	group.Wait()
	return errors.Join(faults...)
}

// converter is what one goroutine converts with.
type converter struct {
	markdown    goldmark.Markdown
	minifier    *minify.M // nil: pages are written as they are
	page, small bytes.Buffer
}

func newConverter(small bool) *converter {
	c := &converter{markdown: goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()))}
	if small {
		c.minifier = minify.New()
		c.minifier.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	}
	return c
}

func (c *converter) convert(root, file, out string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	matter, body := split(text)
	var f front
	if err := yaml.Unmarshal(matter, &f); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	c.page.Reset()
	c.page.Write(head)
	if err := c.markdown.Convert(body, &c.page); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	c.page.Write(foot)
	page := c.page.Bytes()
	if c.minifier != nil {
		c.small.Reset()
		if err := c.minifier.Minify("text/html", &c.small, &c.page); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		page = c.small.Bytes()
	}
	section, _, _ := strings.Cut(file[len(root)+1:], string(filepath.Separator))
	name := strings.TrimSuffix(filepath.Base(file), ".md")
	return write(filepath.Join(out, name[strings.LastIndexByte(name, '.')+1:], section), f.Slug, page)
}

// write makes the folders above a page only where the page's own cannot be
// made without them, which is once for each section.
func write(above, slug string, page []byte) error {
	folder := filepath.Join(above, slug)
	err := os.Mkdir(folder, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(folder, 0o755)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "index.html"), page, 0o644)
}

// split parts the front matter from the body.
func split(text []byte) (matter, body []byte) {
	rest, ok := bytes.CutPrefix(text, []byte("---\n"))
	if !ok {
		return nil, text
	}
	i := bytes.Index(rest, []byte("\n---\n"))
	if i < 0 {
		return nil, text
	}
	return rest[:i+1], rest[i+5:]
}
