package markdown

import "testing"

// Digests stand in files that outlive a version of Tract.
func TestDigestNeverChanges(t *testing.T) {
	for text, want := range map[string]uint64{
		"":               0xe3b0c44298fc1c14,
		" a":             0x7de598b3ff8a9963,
		" seven77":       0x796828bc8d3a8552,
		" the same word": 0x91f31644d85638fd,
		" الحقوق نؤكد":   0x1487cef82003ae9b,
		"中文没有空格的一段文字":    0xfc7fe0503b390d41,
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
