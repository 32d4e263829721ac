package html

import (
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"tract/generator/diag"
)

// mainPart is the part that base.html shows and that each page's template fills:
// without it, pages come out empty and nothing else is wrong.
const mainPart = "main"

var defineTag = regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+("[^"]*"|` + "`[^`]*`)")

// unshown are the messages on what a site's own page template holds and nobody
// shows: a text outside of all parts, a part that neither base.html nor a part
// asks for; and on a template without the part that base.html shows.
func unshown(f file, page, base *template.Template) []diag.Message {
	called := map[string]bool{}
	for _, set := range []*template.Template{base, page} {
		for _, t := range set.Templates() {
			if t.Tree != nil {
				calls(t.Tree.Root, called)
			}
		}
	}
	src := diag.Source{Path: f.shown, Text: f.text}
	var ms []diag.Message
	given := map[string]bool{}
	for _, m := range defineTag.FindAllSubmatchIndex(f.text, -1) {
		name, err := strconv.Unquote(string(f.text[m[2]:m[3]]))
		if err != nil || given[name] {
			continue
		}
		if given[name] = true; !called[name] {
			message := diag.At("theme-template-define", src, m[2]+1, m[3]-1, "name", name)
			ms = append(ms, message.Suggest(diag.Near(name, slices.Sorted(maps.Keys(called)))))
		}
	}
	if own := page.Tree; own != nil {
		for _, n := range own.Root.Nodes {
			if text, ok := n.(*parse.TextNode); !ok || strings.TrimSpace(string(text.Text)) != "" {
				at := outside(f.text, n)
				ms = append(ms, diag.At("theme-template-outside", src, at, at))
				break
			}
		}
	}
	// A base that shows another part says itself when that is missing.
	if shown := base.Lookup(mainPart); called[mainPart] && (shown == nil || parse.IsEmptyTree(shown.Tree.Root)) && page.Lookup(mainPart) == nil {
		ms = append(ms, diag.At("theme-template-empty", src, 0, 0, "name", mainPart))
	}
	return ms
}

// outside is where, in a file, what a node of its squeezed text says begins.
func outside(text []byte, n parse.Node) int {
	said := strings.TrimSpace(n.String())
	first, _, _ := strings.Cut(said, "\n")
	if _, isText := n.(*parse.TextNode); !isText {
		first = strings.Trim(first, "{}-")
	}
	if first, _, _ = strings.Cut(first, "  "); len(first) > 20 {
		first = first[:20]
	}
	return max(strings.Index(string(text), first), 0)
}

// calls notes the names of the templates that a node calls.
func calls(node parse.Node, into map[string]bool) {
	lists := func(ls ...*parse.ListNode) {
		for _, l := range ls {
			if l != nil {
				calls(l, into)
			}
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		for _, sub := range n.Nodes {
			calls(sub, into)
		}
	case *parse.TemplateNode:
		into[n.Name] = true
	case *parse.IfNode:
		lists(n.List, n.ElseList)
	case *parse.RangeNode:
		lists(n.List, n.ElseList)
	case *parse.WithNode:
		lists(n.List, n.ElseList)
	}
}
