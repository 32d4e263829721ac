package media

import (
	"encoding/binary"
	"hash/crc32"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that show the picture or its motion.
var pngKept = set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP pHYs sBIT bKGD acTL fcTL fdAT cICP")

// pngNames are what people call the chunks that are dropped.
var pngNames = map[string]string{
	"tEXt": "text", "zTXt": "text", "iTXt": "text", "eXIf": "EXIF", "zxIf": "EXIF", "tIME": "time",
}

func measurePNG(b []byte) (width, height int, fault Fault) {
	if len(b) < 24 {
		return 0, 0, Cut
	}
	if string(b[12:16]) != "IHDR" {
		return 0, 0, Broken
	}
	return checkedSize(binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:]))
}

// checkedSize refuses an empty picture and one that no browser would show.
func checkedSize(w, h uint32) (width, height int, fault Fault) {
	if w == 0 || h == 0 || w > 1<<31-1 || h > 1<<31-1 {
		return 0, 0, Broken
	}
	return int(w), int(h), Sound
}

// cleanPNG copies the kept chunks up to IEND. Every kept chunk's checksum is
// verified; a dropped one's does not matter.
func cleanPNG(b []byte) (stripped, Fault) {
	s := stripped{out: append(make([]byte, 0, len(b)), pngSignature...)}
	if _, _, fault := measurePNG(b); fault != Sound {
		return s, fault
	}
	pixels := false
	for rest := b[len(pngSignature):]; ; {
		if len(rest) < 12 {
			return s, Cut
		}
		n := uint64(binary.BigEndian.Uint32(rest)) + 12
		if n > 1<<31 {
			return s, Broken
		}
		if n > uint64(len(rest)) {
			return s, Cut
		}
		chunk, kind := rest[:n], string(rest[4:8])
		first := len(s.out) == len(pngSignature)
		rest = rest[n:]
		switch {
		case pngKept[kind]:
			if crc32.ChecksumIEEE(chunk[4:n-4]) != binary.BigEndian.Uint32(chunk[n-4:]) {
				return s, Broken
			}
			if (kind == "IHDR") != first {
				return s, Broken
			}
			s.out = append(s.out, chunk...)
		case kind[0] >= 'A' && kind[0] <= 'Z':
			return s, Broken // a decoder must know every critical chunk
		default:
			s.dropPNG(kind, chunk[8:n-4])
		}
		pixels = pixels || kind == "IDAT"
		if kind == "IEND" {
			if len(rest) > 0 {
				s.drop("trailer")
			}
			if !pixels {
				return s, Broken
			}
			return s, Sound
		}
	}
}

func (s *stripped) dropPNG(kind string, data []byte) {
	if kind == "eXIf" && s.turn == 0 {
		s.turn = orientation(data)
	}
	if name := pngNames[kind]; name != "" {
		s.drop(name)
	} else {
		s.drop("application data")
	}
}
