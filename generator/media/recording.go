package media

import (
	"bytes"
	"path"

	"tract/generator/diag"
)

// checkRecording warns of a place that a telephone wrote into a film or a
// sound file of the MP4 family. Names of performers and titles are meant to be
// read, and stand.
func checkRecording(src diag.Source) []diag.Message {
	if brand, fault := nextBox(src.Text); fault != Sound || brand.kind != "ftyp" {
		return nil
	}
	if !holdsPlace(src.Text, 0) {
		return nil
	}
	return []diag.Message{diag.In("media-location", src.Path, "name", path.Base(src.Path))}
}

// holdsPlace looks for the boxes that hold coordinates: ©xyz and loci of user
// data (3GPP TS 26.244), and QuickTime's location key. Cut files are read as
// far as they go.
func holdsPlace(b []byte, depth int) bool {
	found := false
	eachBox(b, func(x box) bool {
		switch x.kind {
		case "\xa9xyz", "loci":
			found = true
		case "keys":
			found = bytes.Contains(x.body, []byte("com.apple.quicktime.location.ISO6709"))
		case "moov", "udta", "trak":
			found = depth < 8 && holdsPlace(x.body, depth+1)
		case "meta":
			// QuickTime writes it without the version that ISO gives it.
			body := x.body
			if len(body) >= 12 && string(body[4:8]) != "hdlr" {
				body = body[4:]
			}
			found = depth < 8 && holdsPlace(body, depth+1)
		}
		return !found
	})
	return found
}
