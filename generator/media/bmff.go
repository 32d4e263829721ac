package media

import (
	"encoding/binary"
	"slices"
)

// box is one box of the ISO base media file format (ISO/IEC 14496-12, 4.2).
type box struct {
	kind string
	body []byte
	size int // with its header
}

// nextBox reads the box at the head of b. With Cut, body is what there is of it.
func nextBox(b []byte) (box, Fault) {
	if len(b) < 8 {
		return box{}, Cut
	}
	size, head := uint64(binary.BigEndian.Uint32(b)), uint64(8)
	x := box{kind: string(b[4:8])}
	switch size {
	case 0:
		size = uint64(len(b)) // to the end of the file
	case 1:
		if len(b) < 16 {
			return x, Cut
		}
		size, head = binary.BigEndian.Uint64(b[8:]), 16
	}
	if size < head {
		return x, Broken
	}
	if size > uint64(len(b)) {
		x.body = b[head:]
		return x, Cut
	}
	x.body, x.size = b[head:size], int(size)
	return x, Sound
}

// eachBox calls f for the boxes of b until it returns false. Cut or Broken
// when b does not end with a box.
func eachBox(b []byte, f func(box) bool) Fault {
	for len(b) > 0 {
		x, fault := nextBox(b)
		if fault != Sound {
			return fault
		}
		if !f(x) {
			return Sound
		}
		b = b[x.size:]
	}
	return Sound
}

// brandType tells AVIF from HEIC by the brands of the ftyp box. Film has brands
// too, and is no image.
func brandType(b []byte) (string, Fault) {
	x, fault := nextBox(b)
	if fault != Sound {
		return "", fault
	}
	var brands []string
	for i := 0; i+4 <= len(x.body); i += 4 {
		if i != 4 { // the minor version
			brands = append(brands, string(x.body[i:i+4]))
		}
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(brands, n) })
	}
	switch {
	case has("avif", "avis"):
		return typeAVIF, Sound
	case has("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"):
		return typeHEIC, Sound
	}
	return "", NotImage
}

// avifMeta is what the meta box says of the items of an AVIF file.
type avifMeta struct {
	primary    uint32
	properties []box               // of ipco, counted from 1 in the file
	uses       map[uint32][]int    // item → indices into properties, from 0
	items      map[uint32]itemInfo // from iinf
}

type itemInfo struct{ kind, contentType string }

// findMeta finds the meta box. Cut when the bytes end before it does.
func findMeta(b []byte) (avifMeta, Fault) {
	var m avifMeta
	found := NotImage
	fault := eachBox(b, func(x box) bool {
		if x.kind != "meta" {
			return true
		}
		m, found = readMeta(x.body)
		return false
	})
	if found != NotImage {
		return m, found
	}
	if fault != Sound {
		return m, fault
	}
	return m, Broken
}

func readMeta(b []byte) (avifMeta, Fault) {
	m := avifMeta{uses: map[uint32][]int{}, items: map[uint32]itemInfo{}}
	if len(b) < 4 {
		return m, Broken
	}
	sound := true
	fault := eachBox(b[4:], func(x box) bool {
		switch x.kind {
		case "pitm":
			r := &reader{b: x.body}
			m.primary = r.id(r.version() == 0)
			sound = sound && !r.short
		case "iinf":
			sound = sound && m.readItems(x.body)
		case "iprp":
			eachBox(x.body, func(p box) bool {
				switch p.kind {
				case "ipco":
					eachBox(p.body, func(q box) bool { m.properties = append(m.properties, q); return true })
				case "ipma":
					sound = sound && m.readUses(p.body)
				}
				return true
			})
		}
		return true
	})
	if fault != Sound || !sound {
		return m, Broken
	}
	return m, Sound
}

// readItems reads iinf, the list of items and their types.
func (m *avifMeta) readItems(b []byte) bool {
	r := &reader{b: b}
	if r.version() == 0 {
		r.uint(2)
	} else {
		r.uint(4)
	}
	if r.short {
		return false
	}
	return eachBox(r.b, func(x box) bool {
		e := &reader{b: x.body}
		version := e.version()
		id := e.id(version < 3)
		e.uint(2)
		if version < 2 || len(e.b) < 4 {
			m.items[id] = itemInfo{}
			return true
		}
		m.items[id] = itemInfo{kind: string(e.b[:4]), contentType: string(e.b[4:])}
		return true
	}) == Sound
}

// readUses reads ipma, which gives items their properties.
func (m *avifMeta) readUses(b []byte) bool {
	r := &reader{b: b}
	full := uint32(0)
	if len(b) >= 4 {
		full = binary.BigEndian.Uint32(b)
	}
	version := r.version()
	for n := r.uint(4); n > 0 && !r.short; n-- {
		id := r.id(version == 0)
		for k := r.uint(1); k > 0 && !r.short; k-- {
			index := 0
			if full&1 == 1 {
				index = int(r.uint(2) & 0x7FFF)
			} else {
				index = int(r.uint(1) & 0x7F)
			}
			if index > 0 {
				m.uses[id] = append(m.uses[id], index-1)
			}
		}
	}
	return !r.short
}

// reader takes big-endian numbers off the head of b; short is set when they
// are not there, and then they are 0.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) uint(n int) (v uint32) {
	if len(r.b) < n {
		r.short, r.b = true, nil
		return 0
	}
	for _, c := range r.b[:n] {
		v = v<<8 | uint32(c)
	}
	r.b = r.b[n:]
	return v
}

// version reads the version and flags of a full box.
func (r *reader) version() uint32 { return r.uint(4) >> 24 }

func (r *reader) id(narrow bool) uint32 {
	if narrow {
		return r.uint(2)
	}
	return r.uint(4)
}
