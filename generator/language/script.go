package language

// This file knows the scripts of letters, as far as languages of today are
// written in them. The numbers are indexes.
const (
	otherScript = iota
	latin
	greek
	cyrillic
	armenian
	hebrew
	arabic
	devanagari
	bengali
	gurmukhi
	gujarati
	oriya
	tamil
	telugu
	kannada
	malayalam
	sinhala
	thai
	lao
	tibetan
	myanmar
	georgian
	ethiopic
	khmer
	hangul
	kana
	han
	scripts
)

// written are the scripts whose letters a language is written in, by the ISO
// 15924 code that CLDR gives for it.
var written = map[string][]int{
	"Latn": {latin}, "Grek": {greek}, "Cyrl": {cyrillic}, "Armn": {armenian}, "Hebr": {hebrew}, "Arab": {arabic}, "Deva": {devanagari},
	"Beng": {bengali}, "Guru": {gurmukhi}, "Gujr": {gujarati}, "Orya": {oriya}, "Taml": {tamil}, "Telu": {telugu}, "Knda": {kannada},
	"Mlym": {malayalam}, "Sinh": {sinhala}, "Thai": {thai}, "Laoo": {lao}, "Tibt": {tibetan}, "Mymr": {myanmar}, "Geor": {georgian},
	"Ethi": {ethiopic}, "Khmr": {khmer}, "Kore": {hangul, han}, "Jpan": {kana, han}, "Hans": {han}, "Hant": {han},
}

// blocks are ranges of Unicode that belong to one script, in order.
var blocks = []struct {
	first, last rune
	script      uint8
}{
	{0x41, 0x24F, latin}, {0x250, 0x2AF, latin}, {0x370, 0x3FF, greek}, {0x400, 0x52F, cyrillic}, {0x531, 0x58F, armenian}, {0x591, 0x5F4, hebrew},
	{0x600, 0x6FF, arabic}, {0x750, 0x77F, arabic}, {0x8A0, 0x8FF, arabic}, {0x900, 0x97F, devanagari}, {0x980, 0x9FF, bengali},
	{0xA00, 0xA7F, gurmukhi}, {0xA80, 0xAFF, gujarati}, {0xB00, 0xB7F, oriya}, {0xB80, 0xBFF, tamil}, {0xC00, 0xC7F, telugu}, {0xC80, 0xCFF, kannada},
	{0xD00, 0xD7F, malayalam}, {0xD80, 0xDFF, sinhala}, {0xE00, 0xE7F, thai}, {0xE80, 0xEFF, lao}, {0xF00, 0xFFF, tibetan}, {0x1000, 0x109F, myanmar},
	{0x10A0, 0x10FF, georgian}, {0x1100, 0x11FF, hangul}, {0x1200, 0x139F, ethiopic}, {0x1780, 0x17FF, khmer}, {0x1C90, 0x1CBF, georgian}, {0x1E00, 0x1EFF, latin},
	{0x1F00, 0x1FFF, greek}, {0x2C60, 0x2C7F, latin}, {0x2D00, 0x2D2F, georgian}, {0x2D80, 0x2DDF, ethiopic}, {0x3005, 0x3007, han}, {0x3041, 0x30FF, kana},
	{0x3130, 0x318F, hangul}, {0x31F0, 0x31FF, kana}, {0x3400, 0x9FFF, han}, {0xA720, 0xA7FF, latin}, {0xA8E0, 0xA8FF, devanagari}, {0xAC00, 0xD7AF, hangul},
	{0xF900, 0xFAFF, han}, {0xFB00, 0xFB06, latin}, {0xFB1D, 0xFB4F, hebrew}, {0xFB50, 0xFDFF, arabic}, {0xFE70, 0xFEFC, arabic}, {0xFF21, 0xFF5A, latin},
	{0xFF66, 0xFF9D, kana}, {0x20000, 0x3FFFF, han},
}

// scriptOf is the script of a letter.
func scriptOf(r rune) int {
	if r < 0x250 {
		return latin
	}
	low, high := 0, len(blocks)
	for low < high {
		mid := (low + high) / 2
		if blocks[mid].last < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(blocks) && blocks[low].first <= r {
		return int(blocks[low].script)
	}
	return otherScript
}
