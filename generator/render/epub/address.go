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
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
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
