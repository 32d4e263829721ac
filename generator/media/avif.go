package media

import "encoding/binary"

// measureAVIF is the size (ispe) of the primary item, turned as its irot says.
func measureAVIF(b []byte) (width, height int, fault Fault) {
	m, fault := findMeta(b)
	if fault != Sound {
		return 0, 0, fault
	}
	var w, h uint32
	turned := false
	for _, i := range m.uses[m.primary] {
		if i >= len(m.properties) {
			continue
		}
		switch p := m.properties[i]; {
		case p.kind == "ispe" && len(p.body) >= 12:
			w, h = binary.BigEndian.Uint32(p.body[4:]), binary.BigEndian.Uint32(p.body[8:])
		case p.kind == "irot" && len(p.body) >= 1:
			turned = p.body[0]&1 == 1
		}
	}
	if turned {
		w, h = h, w
	}
	return checkedSize(w, h)
}

// avifMetadata says whether an AVIF file may hold personal metadata: an item
// with EXIF, XMP or other text, or a box that pictures do not need.
func avifMetadata(b []byte) (bool, Fault) {
	m, fault := findMeta(b)
	if fault != Sound {
		return false, fault
	}
	for _, item := range m.items {
		switch item.kind {
		case "av01", "grid", "iden", "iovl", "tmap":
		default:
			return true, Sound
		}
	}
	needed := map[string]bool{"ftyp": true, "meta": true, "mdat": true, "moov": true, "free": true, "skip": true}
	found := false
	fault = eachBox(b, func(x box) bool {
		found = found || !needed[x.kind] || x.kind == "moov" && holdsUserData(x.body, 0)
		return true
	})
	return found, fault
}

// holdsUserData looks for user data, free boxes or metadata within a movie,
// which a moving AVIF is.
func holdsUserData(b []byte, depth int) bool {
	found := false
	fault := eachBox(b, func(x box) bool {
		switch x.kind {
		case "udta", "uuid", "meta":
			found = true
		case "trak", "mdia", "minf", "stbl":
			found = found || depth > 8 || holdsUserData(x.body, depth+1)
		}
		return !found
	})
	return found || fault != Sound
}
