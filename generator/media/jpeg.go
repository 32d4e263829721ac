package media

import (
	"bytes"
	"encoding/binary"
)

// Markers of ITU T.81, table B.1.
const (
	jpegTEM  = 0x01
	jpegSOF0 = 0xC0
	jpegDHT  = 0xC4
	jpegJPG  = 0xC8
	jpegDAC  = 0xCC
	jpegRST0 = 0xD0
	jpegRST7 = 0xD7
	jpegSOI  = 0xD8
	jpegEOI  = 0xD9
	jpegSOS  = 0xDA
	jpegAPP0 = 0xE0
	jpegCOM  = 0xFE
)

// jpegSegment is a marker with its payload. whole holds both, and after SOS
// the coded pixels as well.
type jpegSegment struct {
	marker         byte
	payload, whole []byte
}

// nextJPEG reads the segment at the head of b and gives what follows it.
// Fill bytes and stray bytes before the marker are passed over.
func nextJPEG(b []byte) (seg jpegSegment, rest []byte, fault Fault) {
	for {
		i := bytes.IndexByte(b, 0xFF)
		if i < 0 || i+1 >= len(b) {
			return seg, nil, Cut
		}
		b = b[i:]
		if b[1] != 0xFF && b[1] != 0 {
			break
		}
		b = b[1:]
	}
	seg.marker = b[1]
	if m := seg.marker; m == jpegTEM || m >= jpegRST0 && m <= jpegEOI {
		seg.whole = b[:2]
		return seg, b[2:], Sound
	}
	if len(b) < 4 {
		return seg, nil, Cut
	}
	n := 2 + int(binary.BigEndian.Uint16(b[2:]))
	if n < 4 {
		return seg, nil, Broken
	}
	if len(b) < n {
		return seg, nil, Cut
	}
	seg.payload, seg.whole = b[4:n], b[:n]
	return seg, b[n:], Sound
}

// scanLength is how many coded bytes stand before the next marker that is not
// a restart. All of b when there is none.
func scanLength(b []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], 0xFF)
		if i < 0 || at+i+1 >= len(b) {
			return len(b)
		}
		at += i
		switch m := b[at+1]; {
		case m == 0 || m >= jpegRST0 && m <= jpegRST7:
			at += 2
		case m == 0xFF:
			at++
		default:
			return at
		}
	}
}

func isFrame(marker byte) bool {
	return marker >= jpegSOF0 && marker <= 0xCF && marker != jpegDHT && marker != jpegJPG && marker != jpegDAC
}

func isEXIF(s jpegSegment) bool {
	return s.marker == 0xE1 && bytes.HasPrefix(s.payload, []byte("Exif\x00\x00"))
}

// measureJPEG reads up to the first scan: EXIF may stand behind the frame.
func measureJPEG(b []byte) (width, height int, fault Fault) {
	turn, rest := 0, b[2:]
	for {
		var seg jpegSegment
		if seg, rest, fault = nextJPEG(rest); fault != Sound {
			return 0, 0, fault
		}
		switch {
		case isEXIF(seg) && turn == 0:
			turn = orientation(seg.payload)
		case isFrame(seg.marker):
			if len(seg.payload) < 6 {
				return 0, 0, Broken
			}
			height = int(binary.BigEndian.Uint16(seg.payload[1:]))
			width = int(binary.BigEndian.Uint16(seg.payload[3:]))
		case seg.marker == jpegSOS || seg.marker == jpegEOI:
			if width == 0 || height == 0 {
				return 0, 0, Broken
			}
			if turn >= 5 {
				width, height = height, width
			}
			return width, height, Sound
		}
	}
}

// cleanJPEG keeps what shows the picture: tables, frames, scans, the JFIF
// header without its thumbnail, the ICC profile and Adobe's colour transform.
func cleanJPEG(b []byte) (stripped, Fault) {
	s := stripped{out: append(make([]byte, 0, len(b)), b[:2]...)}
	rest, scans, ended := b[2:], 0, false
	for !ended {
		seg, next, fault := nextJPEG(rest)
		if fault == Cut && scans > 0 {
			// Only the end marker may be missing; the caller tries the pixels.
			s.unended = true
			s.out = append(s.out, 0xFF, jpegEOI)
			return s, Sound
		}
		if fault != Sound {
			return s, fault
		}
		rest = next
		switch {
		case seg.marker == jpegSOI || seg.marker >= jpegRST0 && seg.marker <= jpegRST7:
			// A second start or a restart outside a scan: shows nothing.
		case seg.marker == jpegEOI:
			ended = true
			s.out = append(s.out, seg.whole...)
		case seg.marker == jpegSOS:
			n := scanLength(rest)
			s.out = append(append(s.out, seg.whole...), rest[:n]...)
			rest, scans = rest[n:], scans+1
		case seg.marker >= jpegAPP0 && seg.marker <= 0xEF || seg.marker == jpegCOM:
			s.jpegApplication(seg)
		default:
			s.out = append(s.out, seg.whole...)
		}
	}
	if scans == 0 {
		return s, Broken
	}
	if len(rest) > 0 {
		s.drop("trailer")
	}
	return s, Sound
}

// jpegApplication keeps, shortens or drops one APPn or COM segment.
func (s *stripped) jpegApplication(seg jpegSegment) {
	begins := func(magic string) bool { return bytes.HasPrefix(seg.payload, []byte(magic)) }
	switch {
	case seg.marker == jpegAPP0 && begins("JFIF\x00") && len(seg.payload) >= 14:
		// The thumbnail may still show what was cropped away.
		if seg.payload[12]|seg.payload[13] != 0 || len(seg.payload) > 14 {
			s.drop("thumbnail")
		}
		s.out = append(s.out, 0xFF, jpegAPP0, 0, 16)
		s.out = append(append(s.out, seg.payload[:12]...), 0, 0)
	case seg.marker == 0xE2 && begins("ICC_PROFILE\x00"):
		s.out = append(s.out, seg.whole...)
		s.profile = append(s.profile, seg.whole...)
	case seg.marker == 0xEE && begins("Adobe"):
		s.out = append(s.out, seg.whole...)
	case isEXIF(seg):
		if s.turn == 0 {
			s.turn = orientation(seg.payload)
		}
		s.drop("EXIF")
	case seg.marker == 0xE1 && begins("http://ns.adobe.com/x"):
		s.drop("XMP")
	case seg.marker == 0xED:
		s.drop("IPTC")
	case seg.marker == 0xE2 && begins("MPF\x00"):
		s.drop("MPF")
	case seg.marker == jpegCOM:
		s.drop("comment")
	default:
		s.drop("application data")
	}
}
