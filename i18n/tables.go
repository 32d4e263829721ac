package i18n

import (
	"compress/flate"
	_ "embed"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:generate sh -c "go run ./cldr/generate -from \"$CLDR\" -to cldr"

// The index says what stands where in the tables: cldr/README.md has the
// format, cldr/generate writes both.
var (
	//go:embed cldr/index.txt
	indexText string
	//go:embed cldr/tables.bin
	tableBytes string
)

// A section is a block of a locale that is unpacked on its own.
type section int

const (
	core    section = iota // dates, numbers, lists, quotations
	places                 // names of countries and regions
	tongues                // names of languages, scripts and variants
	clocks                 // names of time zones
	sections
)

// block is a stretch of the tables.
type block struct{ offset, size int }

// entry is a locale of CLDR. Its parts are filled once, at first use, and
// never altered after.
type entry struct {
	name   string
	parent *entry
	blocks [sections]block
	values [sections]struct {
		once sync.Once
		rows []string
	}
	format struct {
		once sync.Once
		data *formats
	}
	countries struct {
		once   sync.Once
		byName map[string]string
	}
}

// index is the whole of what is embedded.
type index struct {
	version string
	keys    [sections]map[string]int
	locales map[string]*entry
	root    *entry
	tables  map[string]*table
}

// table holds lines "key TAB value" that belong to no locale.
type table struct {
	block  block
	once   sync.Once
	text   string
	starts []int32 // where its lines begin
}

// cldr is the index, read at first use. The generator's own test vouches for
// its form, so that reading has no error to return.
var cldr = sync.OnceValue(readIndex)

func readIndex() *index {
	x := &index{locales: make(map[string]*entry, 800), tables: make(map[string]*table, 16)}
	offset := 0
	next := func(size string) block {
		n, _ := strconv.Atoi(size)
		b := block{offset, n}
		offset += n
		return b
	}
	for line := range strings.Lines(indexText) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case parts[0] == "version" && len(parts) == 2:
			x.version = parts[1]
		case parts[0] == "keys" && len(parts) == 3:
			keys := strings.Split(parts[2], " ")
			m := make(map[string]int, len(keys))
			for i, k := range keys {
				m[k] = i
			}
			x.keys[sectionOf(parts[1])] = m
		case parts[0] == "table" && len(parts) == 3:
			x.tables[parts[1]] = &table{block: next(parts[2])}
		case parts[0] == "locale" && len(parts) == 3+int(sections):
			e := &entry{name: parts[1], parent: x.locales[parts[2]]}
			for i := range e.blocks {
				e.blocks[i] = next(parts[3+i])
			}
			x.locales[e.name] = e
		}
	}
	x.root = x.locales["und"]
	// A child may stand before its parent (ht inherits from fr-HT).
	for line := range strings.Lines(indexText) {
		if rest, ok := strings.CutPrefix(line, "locale\t"); ok {
			name, rest, _ := strings.Cut(rest, "\t")
			parent, _, _ := strings.Cut(rest, "\t")
			x.locales[name].parent = x.locales[parent]
		}
	}
	return x
}

func sectionOf(name string) section {
	switch name {
	case "places":
		return places
	case "tongues":
		return tongues
	case "zones":
		return clocks
	}
	return core
}

// inflate unpacks a block.
func inflate(b block) string {
	if b.size == 0 {
		return ""
	}
	r := flate.NewReader(strings.NewReader(tableBytes[b.offset : b.offset+b.size]))
	out := make([]byte, 0, b.size*4)
	for {
		out = slices.Grow(out, 512)
		n, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		switch {
		case err == io.EOF:
			return string(out)
		case err != nil:
			return "" // the embedded bytes are tested whole: TestTablesAreWhole
		}
	}
}

// rows are the values of a section in the order of its keys, those of the
// parents included.
func (e *entry) rows(s section) []string {
	v := &e.values[s]
	v.once.Do(func() {
		var inherited []string
		if e.parent != nil {
			inherited = e.parent.rows(s)
			if e.blocks[s].size == 0 {
				v.rows = inherited
				return
			}
		}
		v.rows = make([]string, len(cldr().keys[s]))
		copy(v.rows, inherited)
		i := 0
		for line := range strings.SplitSeq(inflate(e.blocks[s]), "\n") {
			switch line {
			case "":
			case deleted:
				v.rows[i] = ""
			default:
				v.rows[i] = line
			}
			i++
		}
	})
	return v.rows
}

// deleted stands for a value that the parent has and the child lacks.
const deleted = "\x01"

// value is one value of a section, or "".
func (e *entry) value(s section, key string) string {
	if i, ok := cldr().keys[s][key]; ok {
		return e.rows(s)[i]
	}
	return ""
}

// parts are the fields of a value; there are at least n.
func (e *entry) parts(key string, n int) []string {
	parts := strings.Split(e.value(core, key), "\x1f")
	for len(parts) < n {
		parts = append(parts, "")
	}
	return parts
}

// find is the value of a key in a table. Lines are sorted by key: the places
// where they begin are enough to look one up, and cheaper to have than a map.
func find(name, key string) (string, bool) {
	t := cldr().tables[name]
	if t == nil {
		return "", false
	}
	t.once.Do(t.open)
	i, ok := slices.BinarySearchFunc(t.starts, key, func(at int32, key string) int {
		own, _, _ := strings.Cut(t.text[at:], "\t")
		return strings.Compare(own, key)
	})
	if !ok {
		return "", false
	}
	value, _, _ := strings.Cut(t.text[int(t.starts[i])+len(key)+1:], "\n")
	return value, true
}

func (t *table) open() {
	t.text = inflate(t.block)
	t.starts = make([]int32, 0, strings.Count(t.text, "\n"))
	at := 0
	for line := range strings.Lines(t.text) {
		t.starts = append(t.starts, int32(at))
		at += len(line)
	}
}
