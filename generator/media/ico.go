package media

import (
	"encoding/binary"
	"strings"
)

const (
	icoHeader = 6
	icoEntry  = 16
)

// measureICO is the size of the largest picture of an icon.
func measureICO(b []byte) (width, height int, fault Fault) {
	if len(b) < icoHeader {
		return 0, 0, Cut
	}
	n := int(binary.LittleEndian.Uint16(b[4:]))
	if n == 0 {
		return 0, 0, Broken
	}
	if len(b) < icoHeader+n*icoEntry {
		return 0, 0, Cut
	}
	for i := range n {
		e := b[icoHeader+i*icoEntry:]
		// 0 stands for 256.
		width, height = max(width, (int(e[0])+255)%256+1), max(height, (int(e[1])+255)%256+1)
	}
	return width, height, Sound
}

// cleanICO writes the icon anew from its directory, with any PNG within it cleaned.
func cleanICO(b []byte) (stripped, Fault) {
	var s stripped
	if _, _, fault := measureICO(b); fault != Sound {
		return s, fault
	}
	n := int(binary.LittleEndian.Uint16(b[4:]))
	s.out = append(s.out, b[:icoHeader+n*icoEntry]...)
	for i := range n {
		entry := icoHeader + i*icoEntry
		size, offset := uint64(binary.LittleEndian.Uint32(b[entry+8:])), uint64(binary.LittleEndian.Uint32(b[entry+12:]))
		if offset+size > uint64(len(b)) {
			return s, Cut
		}
		data := b[offset : offset+size]
		if strings.HasPrefix(string(data[:min(len(data), 8)]), pngSignature) {
			inner, fault := cleanPNG(data)
			if fault != Sound {
				return s, fault
			}
			for _, what := range inner.removed {
				s.drop(what)
			}
			data = inner.out
		}
		binary.LittleEndian.PutUint32(s.out[entry+8:], uint32(len(data)))
		binary.LittleEndian.PutUint32(s.out[entry+12:], uint32(len(s.out)))
		s.out = append(s.out, data...)
		if len(s.out) > len(b) {
			return s, Broken // entries that share their bytes
		}
	}
	if len(s.removed) == 0 && len(s.out) < len(b) {
		s.drop("trailer")
	}
	return s, Sound
}
