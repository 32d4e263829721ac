package markdown

// Digest is the digest that a block of the body with this plain text has, and
// how many words a reader counts in it. Text without words is no block.
func Digest(text string) (digest64 uint64, words int) {
	var w writer
	t := w.measure([]byte(text))
	return digest(w.words), t.words
}
