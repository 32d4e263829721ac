package epub

import (
	"net/url"
	"strconv"
	"strings"
)

// address is an external address as a book may hold it: a valid URL (WHATWG)
// with what was loosely written escaped. It is false for what no mending makes
// one: a reader could not follow it, and checkers refuse the book.
func address(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "//") {
		text = "https:" + text
	}
	scheme, rest, found := strings.Cut(text, ":")
	if !found {
		return "", false
	}
	switch scheme = strings.ToLower(scheme); scheme {
	case "http", "https":
		rest, found = strings.CutPrefix(rest, "//")
		if !found {
			return "", false
		}
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		host, ok := authority(rest[:end])
		if !ok {
			return "", false
		}
		return scheme + "://" + host + escapeAddress(rest[end:]), true
	case "mailto", "tel":
		if rest == "" {
			return "", false
		}
		return scheme + ":" + escapeAddress(rest), true
	}
	return "", false
}

// authority is a host with its port, without a user's name.
func authority(text string) (string, bool) {
	if at := strings.LastIndexByte(text, '@'); at >= 0 {
		text = text[at+1:]
	}
	u, err := url.Parse("http://" + text)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.Path != "" {
		return "", false
	}
	host := u.Hostname()
	if strings.ContainsAny(host, " #%/<>?@\\^|\"`{}'()*,;=!$&+_~") && !strings.HasPrefix(u.Host, "[") {
		return "", false
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") || !punycode(label) {
			return "", false
		}
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n > 65535 {
			return "", false
		}
	}
	return strings.TrimSuffix(u.Host, ":"), true
}

// punycode says of a label of a host that, if it says that it is in Punycode, it
// is (RFC 3492, 6.2).
func punycode(label string) bool {
	if len(label) < 4 || !strings.EqualFold(label[:4], "xn--") {
		return true
	}
	const base, tMin, tMax, skew, damp, last = 36, 1, 26, 38, 700, 0x10FFFF
	code, n, bias, at, length := label[4:], 128, 72, 0, 0
	if i := strings.LastIndexByte(code, '-'); i > 0 {
		length, code = i, code[i+1:]
	}
	for first := true; code != ""; first = false {
		before, weight := at, 1
		for k := base; ; k += base {
			digit := -1
			if code != "" {
				digit = strings.IndexByte("abcdefghijklmnopqrstuvwxyz0123456789", code[0]|0x20)
				if code[0] < 'A' {
					digit = strings.IndexByte("abcdefghijklmnopqrstuvwxyz0123456789", code[0])
				}
				code = code[1:]
			}
			if digit < 0 || digit > (1<<30-at)/weight {
				return false
			}
			at += digit * weight
			t := min(max(k-bias, tMin), tMax)
			if digit < t {
				break
			}
			if weight > (1<<30)/(base-t) {
				return false
			}
			weight *= base - t
		}
		length++
		delta := (at - before) / 2
		if first {
			delta = (at - before) / damp
		}
		delta += delta / length
		k := 0
		for ; delta > (base-tMin)*tMax/2; k += base {
			delta /= base - tMin
		}
		bias = k + (base-tMin+1)*delta/(delta+skew)
		n += at / length
		at = at%length + 1
		if n > last || n >= 0xD800 && n < 0xE000 {
			return false
		}
	}
	return length > 0
}

// escapeAddress escapes what may not stand in a path, query or fragment. A
// second # is one of those.
func escapeAddress(s string) string {
	const hex = "0123456789ABCDEF"
	isHex := func(i int) bool { return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0 }
	var out strings.Builder
	fragment := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		bad := c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}[]", c) >= 0 ||
			c == '%' && !(isHex(i+1) && isHex(i+2)) || c == '#' && fragment
		fragment = fragment || c == '#'
		if bad {
			out.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			continue
		}
		out.WriteByte(c)
	}
	return out.String()
}
