package email_test

import (
	"bytes"
	"testing"

	"tract/generator/render/email"
	"tract/generator/site"
)

// BenchmarkOutputs measures each output of a letter with three stories.
func BenchmarkOutputs(b *testing.B) {
	s := load(b, archive, "")
	r := site.Route{Publication: s.Publication("letters/twelve"), Language: s.Language("ar")}
	for name, f := range map[string]renderer{"html": email.HTML, "text": email.Text, "message": email.Message, "share": email.Share} {
		b.Run(name, func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := f(&out, s, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
