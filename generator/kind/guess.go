package kind

import (
	"regexp"
	"strconv"
	"strings"

	"tract/generator/config"
	"tract/generator/data"
	"tract/i18n"
)

// guess is the value that an author probably meant by one that is not of the
// field's type: `true` for oui, FR for France, 14:30 for 14h30. It is "" when
// nobody can know.
func (f *Field) guess(v data.Value, c *config.Config) string {
	text := strings.TrimSpace(v.Text)
	if len(text) > 200 {
		return ""
	}
	switch f.Type {
	case Boolean:
		return truths[plainName(strings.TrimRight(text, ".!"))]
	case Integer:
		return guessInteger(text)
	case Number:
		return guessNumber(text)
	case Year:
		return guessYear(text)
	case Time:
		return guessTime(text)
	case URL:
		return guessURL(text)
	case Country:
		code, _ := i18n.CountryCode(text, namingLanguages(c))
		return code
	case Language:
		return f.guessLanguage(text, c)
	case TimeZone:
		return guessZone(text)
	}
	return ""
}

// truthWords are the words for true and false in the languages that Tract's
// interface speaks, and some more.
var truthWords = map[string]string{
	"true":  "true yes on y 1 oui o vrai si s verdadero cierto sim verdadeiro ja wahr da да так نعم اجل صحيح हाँ हां हा जी सही হ্যাঁ হাঁ সত্য ndiyo ndio kweli 是 是的 对 真 はい evet sì",
	"false": "false no off n 0 non faux falso nao nein falsch niet нет ні لا خطا नहीं नही ना गलत না মিথ্যা hapana siyo 否 不 不是 假 いいえ hayır",
}

// truths are the truthWords one by one, as plainName writes them.
var truths = func() map[string]string {
	m := map[string]string{}
	for value, words := range truthWords {
		for _, word := range strings.Fields(words) {
			m[plainName(word)] = value
		}
	}
	return m
}()

var (
	spacesInNumber = strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "\u2009", "", "'", "", "’", "")
	groups         = regexp.MustCompile(`^[+-]?[0-9]{1,3}([.,٬][0-9]{3})+$`)
	decimalComma   = regexp.MustCompile(`^([+-]?[0-9]+)[,٫]([0-9]+)$`)
	zeroDecimals   = regexp.MustCompile(`^([+-]?[0-9]+)[.,]0+$`)
)

// guessInteger reads a whole number in the digits of another script, with its
// thousands set apart, or with decimals that say nothing.
func guessInteger(text string) string {
	s := spacesInNumber.Replace(data.LatinDigits(text))
	switch {
	case groups.MatchString(s):
		s = strings.NewReplacer(".", "", ",", "", "٬", "").Replace(s)
	case zeroDecimals.MatchString(s):
		s = zeroDecimals.FindStringSubmatch(s)[1]
	}
	if n, err := strconv.Atoi(s); err == nil {
		return strconv.Itoa(n)
	}
	return ""
}

// guessNumber reads a number with a decimal comma or in the digits of another
// script. What may be thousands or decimals, as 1,000 may, it leaves alone.
func guessNumber(text string) string {
	s := spacesInNumber.Replace(data.LatinDigits(text))
	if m := decimalComma.FindStringSubmatch(s); m != nil && !groups.MatchString(s) {
		s = m[1] + "." + m[2]
	}
	if _, err := strconv.ParseFloat(s, 64); err != nil || strings.Trim(s, "0123456789+-.") != "" {
		return ""
	}
	return s
}

// guessYear takes the year of a date.
func guessYear(text string) string {
	s := data.LatinDigits(text)
	if iso, ok := data.DateSlip(s); ok {
		s = iso
	}
	d, ok := data.ParseDate(s)
	if !ok {
		return ""
	}
	return strconv.Itoa(d.Year)
}

var hours = regexp.MustCompile(`^([0-9]{1,2}) ?(?:[:h.：時时点г]|ч\.?|uhr)? ?([0-9]{2})?(?: ?(?:min|mn|分|h|uhr))?(?: ?([ap])\.?m\.?)?$`)

// guessTime reads the ways in which people write a time of day: 14h30, 14.30,
// 2:30 pm, ١٤:٣٠.
func guessTime(text string) string {
	s := strings.NewReplacer("\u00A0", " ", "\u202F", " ").Replace(strings.ToLower(data.LatinDigits(text)))
	m := hours.FindStringSubmatch(s)
	if m == nil || strings.Trim(s, "0123456789") == "" {
		return ""
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	switch {
	case m[3] != "" && (hour < 1 || hour > 12):
		return ""
	case m[3] == "p" && hour < 12:
		hour += 12
	case m[3] == "a" && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return ""
	}
	return strconv.Itoa(100 + hour)[1:] + ":" + strconv.Itoa(100 + minute)[1:]
}

var (
	webHost    = regexp.MustCompile(`^(?i)([\p{L}\p{N}-]+\.)+\p{L}{2,}(:[0-9]{1,5})?([/?#][^\s"\\]*)?$`)
	webScheme  = regexp.MustCompile(`^(?i)(https?)(://?|:|//)/*`)
	slashesNow = regexp.MustCompile(`^//`)
)

// guessURL puts https:// before an address that has no scheme, and mends the
// scheme of one that has half of it.
func guessURL(text string) string {
	scheme, rest := "https", text
	if m := webScheme.FindStringSubmatch(text); m != nil {
		scheme, rest = strings.ToLower(m[1]), text[len(m[0]):]
	} else if slashesNow.MatchString(text) {
		rest = text[2:]
	}
	if !webHost.MatchString(rest) {
		return ""
	}
	if guess := scheme + "://" + rest; isURL(guess) {
		return guess
	}
	return ""
}
