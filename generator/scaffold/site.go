package scaffold

import (
	"slices"
	"strings"

	"tract/generator/config"
	"tract/generator/data"
	"tract/i18n"
)

// example is where a new site's example declaration stands.
const example = "content/declarations/example/index."

// Site are the files of a new site. The first language is the source language,
// in which the example texts are written; where Tract has none in it, they are
// in English and marked so. Without a title the site has one in its language.
// The tags may be in any form; the Refusal is NoTag.
func Site(languages []string, title string) ([]File, error) {
	var tags []string
	for _, asked := range languages {
		tag, ok := i18n.Canonical(strings.TrimSpace(asked))
		if !ok {
			return nil, refuse(NoTag, asked)
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	if len(tags) == 0 {
		return nil, refuse(NoTag, "")
	}
	source := tags[0]
	from, own := textLanguage(source)
	if !own {
		from = "en"
	}
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		title = phrase(from, "site")
	}
	files := []File{
		{".github/workflows/publish.yml", []byte(Workflow(true, paperLanguage(source)))},
		{".gitignore", []byte("/public/\n.tract/\n/node_modules/\n")},
		{"README.md", []byte(readme(tags, title))},
		{config.File, []byte(settings(tags, title))},
	}
	for _, f := range []struct{ name, path string }{
		{"home.md", "content/_index."}, {"section.md", "content/pages/_index."},
		{"about.md", "content/pages/about."}, {"declaration.md", example},
	} {
		t := fill(text(from, f.name), "title", data.Quote(title))
		if !own {
			t = inEnglish(t)
		}
		files = append(files, File{f.path + source + ".md", []byte(t)})
	}
	files = append(files, recommended()...)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// inEnglish marks the body of an English text that stands in a file of another
// language.
func inEnglish(text string) string {
	head, body, _ := strings.Cut(text, "\n---\n")
	if body = strings.TrimSpace(body); body == "" {
		return text
	}
	return head + "\n---\n\n<div lang=\"en\" dir=\"ltr\">\n\n" + body + "\n\n</div>\n"
}

// settings is the tract.yaml of a new site.
func settings(tags []string, title string) string {
	paper := paperLanguage(tags[0])
	var lines, missing []string
	catalogue, _ := i18n.LoadMessages(nil, tags)
	for _, tag := range tags {
		lines = append(lines, "  "+key(tag)+": {} # "+i18n.Autonym(tag))
		if len(catalogue.Missing(tag)) > 0 {
			missing = append(missing, tag)
		}
	}
	note := ""
	if len(missing) > 0 {
		note = fill(text(paper, "words.txt"), "tags", strings.Join(missing, ", "), "first", missing[0])
	}
	return fill(text(paper, "tract.yaml"), "title", data.Quote(title), "source", key(tags[0]), "languages", strings.Join(lines, "\n"), "words", note)
}

// readme is the README.md of a new site.
func readme(tags []string, title string) string {
	other := "en"
	if tags[0] == "en" {
		other = "fr"
	}
	if len(tags) > 1 {
		other = tags[1]
	}
	plain := strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[", "<", "\\<", "&", "\\&").Replace(title)
	return fill(text(paperLanguage(tags[0]), "README.md"), "title", plain, "source", tags[0], "other", other,
		"languages", strings.Join(tags, ", "), "example", example+tags[0]+".md")
}
