package check

import (
	"path"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/markdown"
	"tract/generator/site"
)

// files reports what the front matter of a source edition names and is not
// there. Translations inherit it, so that one message is enough.
func files(s *site.Site, d shown) []diag.Message {
	if d.edition == nil {
		return sectionForm(s, d)
	}
	if d.field || d.edition != d.edition.Publication.Source {
		return nil
	}
	var ms []diag.Message
	p := d.edition.Publication
	for _, id := range p.Related {
		id = strings.Trim(id, "/")
		if s.Publication(id) == nil && !s.Excluded(id) {
			ms = append(ms, d.document.FieldMessage("related-unknown", "related", "id", id))
		}
	}
	if name := p.Form; name != "" && s.Config.Form(name) == nil {
		ms = append(ms, formUnknown(s, d, name))
	}
	named := []string{}
	if p.Image != "" {
		named = append(named, p.Image)
	}
	for _, f := range p.Files {
		named = append(named, f.Text)
	}
	for i, name := range named {
		field := "files"
		if i == 0 && p.Image != "" {
			field = "image"
		}
		asset := s.File(d.edition, name)
		switch {
		case asset == "":
			ms = append(ms, d.document.FieldMessage("file-missing", field, "file", name))
		case !site.Publishable(asset):
			ms = append(ms, d.document.FieldMessage("link-file-refused", field, "target", name, "extension", path.Ext(name)))
		}
	}
	return ms
}

// filesShown reads every file that is published, what tables among them hold, and the
// tables shown on pages.
func filesShown(s *site.Site) []diag.Message {
	type job struct{ file, table, download string }
	var jobs []job
	tables, downloads := map[string]bool{}, map[string]bool{}
	download := func(file string) {
		if isCSV(file) && !downloads[file] {
			downloads[file] = true
			jobs = append(jobs, job{download: file})
		}
	}
	for _, file := range s.PublishedFiles() {
		jobs = append(jobs, job{file: file})
		download(file)
	}
	for _, d := range documents(s) {
		for _, l := range d.document.Text().Links {
			if l.Kind != markdown.Table {
				continue
			}
			if t := s.Resolve(d.document, l.Destination); t.Asset != "" && !tables[t.Asset] {
				tables[t.Asset] = true
				jobs = append(jobs, job{table: t.Asset})
				download(t.Asset)
			}
		}
	}
	var ms []diag.Message
	for _, pair := range s.FileClashes() {
		ms = append(ms, diag.In("file-clash", pair[0], "other", pair[1]).Also(diag.Place{File: pair[1]}))
	}
	for _, part := range each(jobs, func(j job) []diag.Message {
		if j.file != "" {
			return s.Media.Check(j.file)
		}
		if j.download != "" {
			text, err := s.Media.Read(j.download)
			if err != nil {
				return nil // told by the file's own check
			}
			return formulas(diag.Source{Path: j.download, Text: text})
		}
		text, err := s.Media.Read(j.table)
		if err != nil {
			return []diag.Message{diag.In("source-unreadable", j.table)}
		}
		_, ms := data.ReadCSV(diag.Source{Path: j.table, Text: text})
		return ms
	}) {
		ms = append(ms, part...)
	}
	return ms
}

// sectionForm reports a form that a section's description names and tract.yaml
// does not declare.
func sectionForm(s *site.Site, d shown) []diag.Message {
	if name := d.document.Inherited.Form; name != "" && s.Config.Form(name) == nil {
		return []diag.Message{formUnknown(s, d, name)}
	}
	return nil
}

// formUnknown is a message on a form that tract.yaml does not declare.
func formUnknown(s *site.Site, d shown, name string) diag.Message {
	names := make([]string, len(s.Config.Forms))
	for i := range names {
		names[i] = s.Config.Forms[i].Name
	}
	if near := diag.Near(name, names); near != "" {
		return d.document.FieldMessage("form-unknown-near", "form", "form", name, "near", near).Suggest("form: " + near)
	}
	return d.document.FieldMessage("form-unknown", "form", "form", name)
}
