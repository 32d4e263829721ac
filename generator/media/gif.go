package media

import (
	"bytes"
	"encoding/binary"
)

func measureGIF(b []byte) (width, height int, fault Fault) {
	if len(b) < 10 {
		return 0, 0, Cut
	}
	return checkedSize(uint32(binary.LittleEndian.Uint16(b[6:])), uint32(binary.LittleEndian.Uint16(b[8:])))
}

// gifReader walks the blocks of a GIF.
type gifReader struct {
	b  []byte
	at int
}

// skip moves on by n bytes, and says whether they are there.
func (r *gifReader) skip(n int) bool {
	r.at += n
	return r.at <= len(r.b)
}

// skipTable passes over the colour table that packed announces.
func (r *gifReader) skipTable(packed byte) bool {
	return packed&0x80 == 0 || r.skip(3<<(packed&7+1))
}

// skipData passes over sub-blocks and their terminator.
func (r *gifReader) skipData() bool {
	for r.at < len(r.b) {
		n := int(r.b[r.at])
		if !r.skip(1 + n) {
			return false
		}
		if n == 0 {
			return true
		}
	}
	return false
}

// cleanGIF keeps the frames, their timing and the loop count.
func cleanGIF(b []byte) (stripped, Fault) {
	s := stripped{out: make([]byte, 0, len(b)+1)}
	if _, _, fault := measureGIF(b); fault != Sound {
		return s, fault
	}
	r := &gifReader{b: b}
	if len(b) < 13 || !r.skip(13) || !r.skipTable(b[10]) {
		return s, Cut
	}
	s.out = append(s.out, b[:r.at]...)
	frames := 0
	for r.at < len(b) {
		from, keep := r.at, true
		switch b[from] {
		case 0x2C: // a frame
			if !r.skip(10) || !r.skipTable(b[r.at-1]) || !r.skip(1) || !r.skipData() {
				return s, Cut
			}
			frames++
		case 0x21:
			if !r.skip(2) {
				return s, Cut
			}
			label, data := b[from+1], r.at
			if !r.skipData() {
				return s, Cut
			}
			keep = s.gifExtension(label, b[data:r.at])
		case 0x00: // a terminator too many, which some programs write
			r.at++
			keep = false
		default:
			return s.endGIF(b[from:], frames)
		}
		if keep {
			s.out = append(s.out, b[from:r.at]...)
		}
	}
	return s.endGIF(nil, frames)
}

// endGIF writes the trailer, which real files forget now and then. Whatever
// stands behind the last block that is known is dropped.
func (s stripped) endGIF(rest []byte, frames int) (stripped, Fault) {
	switch {
	case frames == 0 && len(rest) == 0:
		return s, Cut
	case frames == 0:
		return s, Broken
	}
	if len(rest) > 1 || len(rest) == 1 && rest[0] != 0x3B {
		s.drop("trailer")
	}
	s.out = append(s.out, 0x3B)
	return s, Sound
}

// gifExtension says whether an extension block is kept. data begins with the
// length of its first sub-block.
func (s *stripped) gifExtension(label byte, data []byte) bool {
	begins := func(magic string) bool { return len(data) > 0 && bytes.HasPrefix(data[1:], []byte(magic)) }
	switch {
	case label == 0xF9, label == 0xFF && (begins("NETSCAPE2.0") || begins("ANIMEXTS1.0")):
		return true
	case label == 0xFE:
		s.drop("comment")
	case label == 0xFF && begins("XMP Data"):
		s.drop("XMP")
	default:
		s.drop("application data")
	}
	return false
}
