package media

import (
	"path"
	"slices"
	"strings"

	"tract/generator/diag"
)

// checkDocument warns of personal metadata in a file that is published as it
// is. It names the fields and never their values: messages end up in public
// logs.
func checkDocument(src diag.Source) []diag.Message {
	var fields []string
	readable := true
	switch extension(src.Path) {
	case "pdf":
		fields, readable = pdfMetadata(src.Text)
	case "docx", "xlsx", "pptx":
		fields, readable = officeMetadata(src.Text, ooxmlParts)
	case "odt", "ods", "odp", "odg":
		fields, readable = officeMetadata(src.Text, odfParts)
	}
	name := path.Base(src.Path)
	if !readable {
		return []diag.Message{diag.In("document-unreadable", src.Path, "name", name,
			"found", strings.ToUpper(extension(src.Path)))}
	}
	if len(fields) == 0 {
		return nil
	}
	slices.Sort(fields)
	fields = slices.Compact(fields)
	return []diag.Message{diag.In("document-metadata", src.Path, "name", name, "fields", strings.Join(fields, ", "))}
}
