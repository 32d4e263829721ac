package html_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/config"
	"tract/generator/render/html"
	"tract/themes"
)

func TestLoadTheme(t *testing.T) {
	const page = "themes/ours/templates/page.html"
	for _, test := range []struct {
		name, theme string
		files       map[string]string
		want        string // id file:line, or ""
	}{
		{"the embedded one", "default", nil, ""},
		{"one that is not there", "ours", nil, "theme-missing tract.yaml:0"},
		{"one over the default", "ours", map[string]string{page: "{{define \"main\"}}x{{end}}"}, ""},
		{"an empty folder", "ours", map[string]string{"themes/ours/README.md": "x"}, ""},
		{"unclosed", "ours", map[string]string{page: "{{define \"main\"}}\n{{if .Home}}\n"}, "theme-template-unclosed " + page + ":3"},
		{"a function that is none", "ours", map[string]string{page: "{{define \"main\"}}\n\n{{shout .Title}}{{end}}"}, "theme-template-function " + page + ":3"},
		{"in a part", "ours", map[string]string{"themes/ours/templates/parts/footer.html": "<footer>\n{{end}}"}, "theme-template-unclosed themes/ours/templates/parts/footer.html:2"},
		{"broken CSS", "ours", map[string]string{"themes/ours/assets/x.js": "function ("}, "theme-asset themes/ours/assets/x.js:0"},
		{"not looked at", "ours", map[string]string{"themes/ours/templates/.page.html.swp": "{{", "themes/ours/templates/page.html~": "{{", "themes/ours/notes/x.html": "{{"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, text := range test.files {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			theme, ms := html.LoadTheme(themes.FS, files, &config.Config{Theme: test.theme}, nil)
			got := ""
			for _, m := range ms {
				got += m.ID + " " + m.File + ":" + string(rune('0'+m.Range.Start.Line)) + " "
			}
			if strings.TrimSpace(got) != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if (theme == nil) != (test.want != "") {
				t.Errorf("the theme is %v", theme)
			}
		})
	}
}

// A site's own files take the place of the embedded ones, file by file, and
// assets are minified.
func TestLayers(t *testing.T) {
	files := fstest.MapFS{
		"themes/default/assets/own.css":   {Data: []byte("p  {\n  color : red ;\n}\n")},
		"themes/default/assets/style.css": {Data: []byte("b { top: 0 }")},
		"themes/default/assets/a/b.bin":   {Data: []byte("\x00\x01  \n")},
	}
	theme, ms := html.LoadTheme(themes.FS, files, &config.Config{Theme: "default"}, nil)
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	for name, want := range map[string]string{"own.css": "p{color:red}", "style.css": "b{top:0}", "a/b.bin": "\x00\x01  \n"} {
		if got := string(theme.Assets[name]); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if _, ok := theme.Assets["favicon.svg"]; !ok {
		t.Error("what the site does not replace is gone")
	}
}

// unreadable is a file system whose files cannot be read.
type unreadable struct{ fstest.MapFS }

func (unreadable) ReadFile(name string) ([]byte, error) {
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrPermission}
}

func (u unreadable) Open(name string) (fs.File, error) {
	if f, ok := u.MapFS[name]; ok && !f.Mode.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func TestUnreadableTheme(t *testing.T) {
	_, ms := html.LoadTheme(themes.FS, unreadable{fstest.MapFS{"themes/default/templates/page.html": {Data: []byte("x")}}}, &config.Config{Theme: "default"}, nil)
	if len(ms) != 1 || ms[0].ID != "source-unreadable" || ms[0].File != "themes/default/templates/page.html" {
		t.Errorf("messages: %v", ms)
	}
}

// A template of a site's own that would publish empty pages is told of.
func TestUnshown(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "themes/default/templates/page.html:1:1 theme-template-empty name=main",
		" \n\n":                              "themes/default/templates/page.html:1:1 theme-template-empty name=main",
		"{{/* */}}":                          "themes/default/templates/page.html:1:1 theme-template-empty name=main",
		"{{define \"mian\"}}<p>x</p>{{end}}": "themes/default/templates/page.html:1:11 theme-template-define name=mian?main; themes/default/templates/page.html:1:1 theme-template-empty name=main",
		"<p>first</p>\n{{define \"main\"}}x{{end}}":                                  "themes/default/templates/page.html:1:1 theme-template-outside",
		"{{define \"main\"}}x{{end}}\n\n  <p>last</p>":                               "themes/default/templates/page.html:3:3 theme-template-outside",
		"{{define \"main\"}}x{{end}}\n{{if .Publication}}{{.Title.Text}}{{end}}":     "themes/default/templates/page.html:2:3 theme-template-outside",
		"{{define \"main\"}}{{template \"own\" .}}{{end}}{{define \"own\"}}x{{end}}": "",
		"{{define \"head\"}}<meta>{{end}}\n{{define \"main\"}}x{{end}}\n":            "",
		"{{block \"main\" .}}x{{end}}":                                               "themes/default/templates/page.html:1:1 theme-template-outside",
	} {
		files := fstest.MapFS{"themes/default/templates/page.html": {Data: []byte(text)}}
		theme, ms := html.LoadTheme(themes.FS, files, &config.Config{Theme: "default"}, nil)
		var got []string
		for _, m := range ms {
			said := fmt.Sprintf("%s:%d:%d %s", m.File, m.Range.Start.Line, m.Range.Start.Column, m.ID)
			if name := m.Args.Get("name"); name != "" {
				said += " name=" + name
			}
			if m.Suggestion != "" {
				said += "?" + m.Suggestion
			}
			got = append(got, said)
		}
		if said := strings.Join(got, "; "); said != want || (theme == nil) != (want != "") {
			t.Errorf("%q\n got  %s\n want %s", text, said, want)
		}
	}
}
