package media

import (
	"encoding/binary"
)

// Flags of VP8X (RFC 9649, 2.7).
const (
	webpXMP  = 0x04
	webpEXIF = 0x08
)

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

func measureWebP(b []byte) (width, height int, fault Fault) {
	if len(b) < 25 || len(b) < 30 && string(b[12:16]) != "VP8L" {
		return 0, 0, Cut
	}
	data := b[20:]
	switch string(b[12:16]) {
	case "VP8X":
		return checkedSize(uint24(data[4:])+1, uint24(data[7:])+1)
	case "VP8L":
		if data[0] != 0x2F {
			return 0, 0, Broken
		}
		bits := binary.LittleEndian.Uint32(data[1:])
		return checkedSize(bits&0x3FFF+1, bits>>14&0x3FFF+1)
	case "VP8 ":
		if data[3] != 0x9D || data[4] != 0x01 || data[5] != 0x2A {
			return 0, 0, Broken
		}
		return checkedSize(uint32(binary.LittleEndian.Uint16(data[6:])&0x3FFF), uint32(binary.LittleEndian.Uint16(data[8:])&0x3FFF))
	}
	return 0, 0, Broken
}

// riffChunk is one chunk with its header, payload and padding.
type riffChunk struct {
	kind           string
	whole, payload []byte
}

// nextRIFF reads the chunk at the head of b. The padding byte of the last
// chunk may be missing.
func nextRIFF(b []byte) (c riffChunk, rest []byte, fault Fault) {
	if len(b) < 8 {
		return c, nil, Cut
	}
	n := uint64(binary.LittleEndian.Uint32(b[4:]))
	if n > uint64(len(b)-8) {
		return c, nil, Cut
	}
	end := 8 + int(n)
	c = riffChunk{kind: string(b[:4]), payload: b[8:end], whole: b[:min(end+int(n&1), len(b))]}
	return c, b[len(c.whole):], Sound
}

// webpKept are the chunks that show the picture or its motion.
var webpKept = map[string]bool{
	"VP8 ": true, "VP8L": true, "VP8X": true, "ALPH": true, "ANIM": true, "ANMF": true, "ICCP": true,
}

// cleanWebP keeps the picture, its alpha, motion and colour profile, and sets
// the flags and the size of the file to what is left.
func cleanWebP(b []byte) (stripped, Fault) {
	s := stripped{out: append(make([]byte, 0, len(b)+1), b[:min(12, len(b))]...)}
	if _, _, fault := measureWebP(b); fault != Sound {
		return s, fault
	}
	size := uint64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size > uint64(len(b))+1 {
		return s, Cut
	}
	rest := b[12:min(max(size, 12), uint64(len(b)))]
	if size < uint64(len(b)) {
		s.drop("trailer")
	}
	pixels := false
	for len(rest) > 0 {
		c, next, fault := nextRIFF(rest)
		if fault != Sound {
			if !pixels || len(rest) >= 4 && webpKept[string(rest[:4])] {
				return s, Cut
			}
			s.drop("trailer") // a few bytes after the last whole chunk
			break
		}
		rest = next
		if !webpKept[c.kind] {
			s.dropWebP(c)
			continue
		}
		pixels = pixels || c.kind == "VP8 " || c.kind == "VP8L" || c.kind == "ANMF"
		if c.kind == "ANMF" {
			s.webpFrame(c)
			continue
		}
		from := len(s.out)
		s.out = append(s.out, c.whole...)
		if c.kind == "VP8X" && len(c.payload) > 0 {
			s.out[from+8] &^= webpXMP | webpEXIF
		}
		s.pad()
	}
	if !pixels {
		return s, Broken
	}
	binary.LittleEndian.PutUint32(s.out[4:], uint32(len(s.out)-8))
	return s, Sound
}

// webpFrame copies a frame of a moving picture without chunks that show nothing.
func (s *stripped) webpFrame(c riffChunk) {
	const header = 16
	if len(c.payload) < header {
		s.drop("application data")
		return
	}
	from := len(s.out)
	s.out = append(s.out, c.whole[:8+header]...)
	for rest := c.payload[header:]; len(rest) > 0; {
		sub, next, fault := nextRIFF(rest)
		if fault != Sound {
			s.drop("application data")
			break
		}
		rest = next
		if sub.kind != "ALPH" && sub.kind != "VP8 " && sub.kind != "VP8L" {
			s.dropWebP(sub)
			continue
		}
		s.out = append(s.out, sub.whole...)
		s.pad()
	}
	binary.LittleEndian.PutUint32(s.out[from+4:], uint32(len(s.out)-from-8))
}

// pad brings the output to an even length; the header's 12 bytes are even.
func (s *stripped) pad() {
	if len(s.out)&1 == 1 {
		s.out = append(s.out, 0)
	}
}

func (s *stripped) dropWebP(c riffChunk) {
	switch c.kind {
	case "EXIF":
		if s.turn == 0 {
			s.turn = orientation(c.payload)
		}
		s.drop("EXIF")
	case "XMP ":
		s.drop("XMP")
	default:
		s.drop("application data")
	}
}
