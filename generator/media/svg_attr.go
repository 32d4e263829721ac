package media

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"regexp"
	"strings"
)

var (
	// A carriage return would be read back as another character.
	textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "\n")
	attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ", "\r", " ", "\t", " ")
)

// repeated says whether an attribute stands twice, which no XML parser accepts.
func repeated(attrs []xml.Attr) bool {
	seen := make(map[xml.Name]bool, len(attrs))
	for _, a := range attrs {
		if seen[a.Name] {
			return true
		}
		seen[a.Name] = true
	}
	return false
}

// attributes writes the attributes that stay, in their order. stays is false
// when the element makes no sense without one that does not.
func (c *svgCleaner) attributes(t xml.StartElement, at, end int) (out string, stays bool) {
	var b strings.Builder
	element := t.Name.Local
	hasPicture := false
	for _, a := range t.Attr {
		name, value, keep := c.attribute(element, a, at, end)
		if !keep {
			continue
		}
		if strings.HasSuffix(name, "href") {
			hasPicture = true
		}
		if name == "id" {
			c.stack[len(c.stack)-1].weight.id = value
		}
		b.WriteString(" " + name + `="` + attrEscaper.Replace(value) + `"`)
	}
	return b.String(), element != "image" || hasPicture
}

// attribute is one attribute as it is written, with the name of the output.
func (c *svgCleaner) attribute(element string, a xml.Attr, at, end int) (name, value string, keep bool) {
	local := a.Name.Local
	switch prefix := a.Name.Space; {
	case prefix == "xmlns" || prefix == "" && local == "xmlns":
		return "", "", false
	case prefix != "":
		switch space := c.space(prefix); {
		case space == xlinkSpace && local == "href":
			value, keep = c.reference(element, rawName(a.Name), a.Value, at, end)
			c.xlink = c.xlink || keep
			return "xlink:href", value, keep
		case space == xmlSpace && (local == "lang" || local == "space"):
			return "xml:" + local, a.Value, true
		case space == xmlSpace && local == "base":
			c.noteAttribute("xml:base", "xml:base", at, end)
		default:
			c.drop("metadata")
		}
		return "", "", false
	}
	if local == "href" {
		value, keep = c.reference(element, local, a.Value, at, end)
		return local, value, keep
	}
	if len(local) > 2 && strings.EqualFold(local[:2], "on") {
		c.noteAttribute("on…", local, at, end)
		return "", "", false
	}
	allowed, text := svgAttribute(local)
	switch {
	case strings.HasPrefix(local, "data-") || element == "a" && svgLink[local]:
		c.drop("metadata")
		return "", "", false
	case !allowed:
		c.noteAttribute(local, local, at, end)
		return "", "", false
	case text:
		return local, a.Value, true
	case local == "style":
		value = cssDeclarations(a.Value, func(what string) { c.noteAttribute(what, what, at, end) })
		return local, value, value != ""
	}
	value, bad := cssValue(a.Value)
	if bad != "" {
		c.noteAttribute(local+"="+bad, local+`="`+shorten(a.Value)+`"`, at, end)
		return "", "", false
	}
	return local, value, true
}

// noteAttribute is note at an attribute's place within its tag.
func (c *svgCleaner) noteAttribute(kind, what string, at, end int) {
	if c.noted[kind] != nil || len(c.kinds) == maxSVGKinds {
		c.note(kind, what, at, end) // no place is needed, and a tag may be megabytes long
		return
	}
	name, _, _ := strings.Cut(what, "=")
	tag := c.src.Text[at:end]
	if i := bytes.Index(tag, []byte(name)); i > 0 {
		c.note(kind, what, at+i, at+i+len(name))
		return
	}
	c.note(kind, what, at, end)
}

// reference filters an address: an element of the same file, or a picture that
// is written into it. Pictures within are cleaned too.
func (c *svgCleaner) reference(element, name, value string, at, end int) (string, bool) {
	value = strings.TrimSpace(value)
	switch {
	case svgReferring[element] && localReference(value):
		if element == "use" {
			top := &c.stack[len(c.stack)-1]
			top.weight.use(value[1:])
		}
		return value, true
	case element == "image":
		if clean, ok := cleanDataImage(value); ok {
			return clean, true
		}
	}
	c.noteAttribute("href", name+`="`+shorten(value)+`"`, at, end)
	return "", false
}

// dataImage is the only form of data: that an image may have.
var dataImage = regexp.MustCompile(`^(?i:data:image/(?:png|jpe?g);base64,)`)

// cleanDataImage cleans a picture written into an SVG.
func cleanDataImage(value string) (string, bool) {
	head := dataImage.FindString(value)
	if head == "" {
		return "", false
	}
	packed := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n", r) {
			return -1
		}
		return r
	}, value[len(head):])
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return "", false
	}
	typ, fault := imageType(raw)
	if fault != Sound || typ != typePNG && typ != typeJPEG {
		return "", false
	}
	s, fault := rasterCleaners[typ](raw)
	if fault != Sound || s.unended {
		return "", false
	}
	if s.turn >= 2 && s.setUpright(typ) != "" {
		return "", false
	}
	return "data:" + typ + ";base64," + base64.StdEncoding.EncodeToString(s.out), true
}

const (
	maxEntities   = 100
	maxEntityUses = 20_000
)

// entity is a declaration whose value is plain text, as drawing programs write
// them for namespaces; without & it cannot grow when it is put in, and without
// < it is no markup.
var entity = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][A-Za-z0-9_.-]{0,40})\s+(?:"([^"&<%]{0,128})"|'([^'&<%]{0,128})')\s*>`)

// entities are the plain entities of a doctype. All others stay unknown.
func entities(doctype xml.Directive) map[string]string {
	if !isDoctype(doctype) {
		return nil
	}
	found := map[string]string{}
	for _, m := range entity.FindAllSubmatch(doctype, maxEntities) {
		if _, twice := found[string(m[1])]; !twice {
			found[string(m[1])] = string(m[2]) + string(m[3])
		}
	}
	return found
}
