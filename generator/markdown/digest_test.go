package markdown

import "testing"

// Digests stand in files that outlive a version of Tract.
func TestDigestNeverChanges(t *testing.T) {
	for text, want := range map[string]uint64{
		"":               0x9c786325f68f2ea5,
		" a":             0xaa8934ae91b1577b,
		" seven77":       0x4b68fdfbf2bed13b,
		" the same word": 0x90cf94d2ae4f40fb,
		" الحقوق نؤكد":   0x6db4d08cb1bccaa0,
		"中文没有空格的一段文字":    0x6ffd201815939732,
	} {
		if got := digest([]byte(text)); got != want {
			t.Errorf("digest(%q) = %#x, want %#x", text, got, want)
		}
	}
}

// Whatever bit of a text changes, and whatever is added, the digest is another.
func TestDigestsDiffer(t *testing.T) {
	seen := map[uint64]string{}
	note := func(text []byte) {
		t.Helper()
		d := digest(text)
		if other, ok := seen[d]; ok && other != string(text) {
			t.Fatalf("%q and %q have the digest %#x", other, text, d)
		}
		seen[d] = string(text)
	}
	for size := range 70 {
		text := make([]byte, size)
		note(text)
		for i := range text {
			for bit := range 8 {
				text[i] ^= 1 << bit
				note(text)
				text[(i+8)%size] ^= 1 << bit // the same change in the next eight bytes
				note(text)
				text[(i+8)%size] ^= 1 << bit
				text[i] ^= 1 << bit
			}
		}
	}
}
