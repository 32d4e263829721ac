package scaffold

import (
	_ "embed"
	"strings"
	"text/template"
)

//go:embed workflow.yml
var workflow string

// Workflow is the text of .github/workflows/publish.yml: of a site that lives
// apart from Tract, or of Tract's own repository, which builds the reference
// site. Messages are in English, or in French for a site whose language is
// French.
func Workflow(ofSite bool, language string) string {
	words := struct {
		Site            bool
		Tract, Messages string
	}{Site: ofSite, Tract: "tract"}
	if !ofSite {
		words.Tract = "go run ./cmd/tract"
	} else if language == "fr" {
		words.Messages = " --messages fr"
	}
	var b strings.Builder
	// GitHub's own expressions stand between double braces.
	t := template.Must(template.New("workflow").Delims("<%", "%>").Parse(workflow))
	if err := t.Execute(&b, words); err != nil {
		panic(err) // the template and its data are part of the program
	}
	return b.String()
}
