package epub

import (
	"bytes"
	"regexp"
	"strconv"
)

// This file makes a drawing (SVG, as package media cleaned it) fit for a book:
// browsers take any id and any number of the same; a book is XML to the letter.

var (
	drawingID  = regexp.MustCompile(` id="([^"]*)"`)
	drawingUse = regexp.MustCompile(`(href=")#([^"]*)"|(url\((?:&quot;|')?)#([^)"']*?)((?:&quot;|')?\))`)
	goodID     = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
)

// drawing gives each id of a drawing a name that XML takes, in the links to it
// as well, and takes repeated ids away: the first counts.
func drawing(svg []byte) []byte {
	names := map[string]string{}
	taken := map[string]bool{}
	for _, m := range drawingID.FindAllSubmatch(svg, -1) {
		taken[string(m[1])] = true
	}
	written := map[string]bool{}
	rest := svg
	out := make([]byte, 0, len(svg))
	for {
		open := bytes.IndexByte(rest, '<')
		if open < 0 {
			break
		}
		end := bytes.IndexByte(rest[open:], '>')
		if end < 0 {
			break
		}
		out = append(out, rest[:open]...)
		tag := rest[open : open+end+1]
		rest = rest[open+end+1:]
		out = append(out, drawingID.ReplaceAllFunc(tag, func(attribute []byte) []byte {
			id := string(attribute[len(` id="`) : len(attribute)-1])
			if written[id] {
				return nil
			}
			written[id] = true
			if goodID.MatchString(id) {
				return attribute
			}
			name := ""
			for n := len(names) + 1; name == "" || taken[name]; n++ {
				name = "id-" + strconv.Itoa(n)
			}
			names[id], taken[name] = name, true
			return []byte(` id="` + name + `"`)
		})...)
	}
	out = append(out, rest...)
	if len(names) == 0 {
		return out
	}
	return drawingUse.ReplaceAllFunc(out, func(use []byte) []byte {
		at := bytes.IndexByte(use, '#') + 1
		end := at + bytes.IndexAny(append(use[at:len(use):len(use)], '"'), `"')&`)
		if name := names[string(use[at:end])]; name != "" {
			return append(append(append([]byte{}, use[:at]...), name...), use[end:]...)
		}
		return use
	})
}
