package scaffold

import (
	"bytes"
	"encoding/json"
	"strings"

	"tract/generator/config"
	"tract/generator/kind"
	"tract/generator/source"
)

// This file makes what has VS Code check front matter while it is written. The
// extension remark checks Markdown by the rules that .remarkrc.json names; the
// rule remark-lint-frontmatter-schema checks YAML front matter by a JSON Schema.
// Both rules are packages of npm, which package.json lists.

// The folder that the schemas lie in, and what of it is for which texts.
const (
	schemaFolder = ".vscode/tract/"
	byFolder     = schemaFolder + "folders/"
)

// Schemas are the JSON Schemas of a site's kinds and of its sections. They follow
// from tract.yaml and the kinds, and are written anew when those change.
func Schemas(c *config.Config, kinds *kind.Set) []File {
	files := []File{{schemaFolder + "section.schema.json", kinds.SectionSchema(c)}}
	for _, k := range kinds.Kinds {
		files = append(files, File{schemaFolder + k.Name + ".schema.json", kinds.Schema(k, c)}, File{byFolder + k.Name + ".schema.json", kinds.FolderSchema(k)})
	}
	return files
}

// Editor are the settings that have VS Code use the schemas of a site. They may
// be altered by hand and are not written over.
func Editor(kinds *kind.Set) []File {
	return append(recommended(), File{".remarkrc.json", remark(kinds)}, File{"package.json", []byte(packages)})
}

// packages is what the extension remark uses.
const packages = `{
  "private": true,
  "devDependencies": {
    "remark": "^15.0.0",
    "remark-frontmatter": "^5.0.0",
    "remark-lint-frontmatter-schema": "^3.15.4"
  }
}
`

// recommended are the settings that hold without any schema: VS Code offers to
// install the extension, which does nothing before .remarkrc.json is there, and does not
// write Markdown its own way when a text is saved.
func recommended() []File {
	return []File{
		{".vscode/extensions.json", []byte("{\n  \"recommendations\": [\"unifiedjs.vscode-remark\"]\n}\n")},
		{".vscode/settings.json", []byte("{\n  \"remark.requireConfig\": true,\n  \"[markdown]\": {\n    \"editor.formatOnSave\": false\n  }\n}\n")},
	}
}

// remark is .remarkrc.json: which schema is for which files. Of the patterns that
// a file matches the last one holds, so that they go from the general to the
// particular: all texts are pages; texts below a kind's folder are of that kind;
// where one kind's folder lies in another's, the inner one holds. There a schema
// stands under its path without ./ in front, for a path stands once only.
func remark(kinds *kind.Set) []byte {
	var all []string
	for _, k := range kinds.Kinds {
		for _, f := range k.Folders {
			if !strings.ContainsAny(f, `()|[]{}*?!+@\`) {
				all = append(all, f)
			}
		}
	}
	type association struct {
		schema string
		globs  []string
	}
	list := []association{{"./" + byFolder + "page.schema.json", []string{"./" + source.Root + "/**/*.md"}}}
	for _, round := range []struct{ schema, folder string }{
		{"./" + byFolder, "./" + source.Root + "/**/"},
		{byFolder, "./" + source.Root + "/**/@(" + strings.Join(all, "|") + ")/**/"},
	} {
		for _, k := range kinds.Kinds {
			a := association{schema: round.schema + k.Name + ".schema.json"}
			for _, f := range k.Folders {
				a.globs = append(a.globs, round.folder+f+"/**/*.md")
			}
			if len(a.globs) > 0 {
				list = append(list, a)
			}
		}
	}
	list = append(list, association{"./" + schemaFolder + "section.schema.json", []string{"./" + source.Root + "/**/_index*.md"}})

	// encoding/json would sort the schemas, whose order counts.
	var schemas bytes.Buffer
	write := func(value any) {
		text, err := json.Marshal(value)
		if err != nil {
			panic(err) // texts always have a JSON form
		}
		schemas.Write(text)
	}
	for i, a := range list {
		if i > 0 {
			schemas.WriteByte(',')
		}
		write(a.schema)
		schemas.WriteByte(':')
		write(a.globs)
	}
	var out bytes.Buffer
	text := `{"plugins":["remark-frontmatter",["remark-lint-frontmatter-schema",{"schemas":{` + schemas.String() + `}}]]}`
	if err := json.Indent(&out, []byte(text), "", "  "); err != nil {
		panic(err) // what json.Marshal wrote is JSON
	}
	return append(out.Bytes(), '\n')
}
