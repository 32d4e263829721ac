package kind_test

import (
	"strings"
	"testing"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
)

// suggestion reads a line with one field and gives the message, and the line
// that it offers; pasted, that line leaves no message.
func suggestion(t *testing.T, f kind.Field, line string, format data.Format) (id, mended string, read kind.Value) {
	t.Helper()
	look := func(text string) (kind.Value, []diag.Message) {
		src := diag.Source{Path: "content/a.md", Text: []byte(text)}
		root, ms := data.Parse(src, format)
		if len(ms) > 0 || len(root.Fields) != 1 {
			t.Fatalf("%s: %v", text, ms)
		}
		f.Name = root.Fields[0].Name
		return f.Check(src, root.Fields[0].Value, configuration(t), false)
	}
	_, ms := look(line)
	if len(ms) == 0 {
		t.Errorf("%s: no message", line)
		return "", "", kind.Value{}
	}
	for _, lang := range []diag.Language{diag.English, diag.French} {
		for _, m := range ms {
			if s := m.Sentence(lang); !strings.Contains(s, f.Name) || strings.Contains(s, "{") || m.Mend(lang) == "" {
				t.Errorf("%s: %s", line, s)
			}
		}
	}
	if mended = ms[0].Suggestion; mended == "" {
		return ms[0].ID, "", kind.Value{}
	}
	read, left := look(mended)
	if len(left) > 0 {
		t.Errorf("%s: pasted, %s leaves %v", line, mended, left)
	}
	return ms[0].ID, mended, read
}

// TestSuggestions holds which line is offered for a value of the wrong type.
func TestSuggestions(t *testing.T) {
	for _, test := range []struct {
		of     kind.Type
		line   string
		mended string // "" when nobody can know
	}{
		{kind.Boolean, "draft: oui", "draft: true"},
		{kind.Boolean, "draft: Non", "draft: false"},
		{kind.Boolean, "draft: sí", "draft: true"},
		{kind.Boolean, "draft: sim", "draft: true"},
		{kind.Boolean, "draft: não", "draft: false"},
		{kind.Boolean, "draft: \"yes\"", "draft: true"},
		{kind.Boolean, "draft: نعم  # remark", "draft: true  # remark"},
		{kind.Boolean, "draft: لا", "draft: false"},
		{kind.Boolean, "draft: हाँ", "draft: true"},
		{kind.Boolean, "draft: नहीं", "draft: false"},
		{kind.Boolean, "draft: হ্যাঁ", "draft: true"},
		{kind.Boolean, "draft: না", "draft: false"},
		{kind.Boolean, "draft: ndiyo", "draft: true"},
		{kind.Boolean, "draft: hapana", "draft: false"},
		{kind.Boolean, "draft: 是", "draft: true"},
		{kind.Boolean, "draft: 否", "draft: false"},
		{kind.Boolean, "draft: 1", "draft: true"},
		{kind.Boolean, "draft: perhaps", ""},
		{kind.Integer, "weight: beaucoup", ""},
		{kind.Integer, "weight: 1 250", "weight: 1250"},
		{kind.Integer, "weight: 1\u202F250\u00A0000", "weight: 1250000"},
		{kind.Integer, "weight: 1.250.000", "weight: 1250000"},
		{kind.Integer, "weight: 10.0", "weight: 10"},
		{kind.Integer, "weight: ٢٥", "weight: 25"},
		{kind.Integer, "weight: 10.5", ""},
		{kind.Number, "value: 12,5", "value: 12.5"},
		{kind.Number, "value: 1,250", ""},
		{kind.Number, "value: ١٢٫٥", "value: 12.5"},
		{kind.Number, "value: many", ""},
		{kind.Year, "founded: 1978-09", "founded: 1978"},
		{kind.Year, "founded: 12 septembre 1978", "founded: 1978"},
		{kind.Year, "founded: १९७८", "founded: 1978"},
		{kind.Year, "founded: the seventies", ""},
		{kind.Time, "time: 14h30", "time: 14:30"},
		{kind.Time, "time: 9 h", "time: 09:00"},
		{kind.Time, "time: 14.30", "time: \"14:30\""},
		{kind.Time, "time: 2:30 pm", "time: 14:30"},
		{kind.Time, "time: 12 a.m.", "time: 00:00"},
		{kind.Time, "time: ١٤:٣٠", "time: 14:30"},
		{kind.Time, "time: 14：30", "time: 14:30"},
		{kind.Time, "time: 24h30", ""},
		{kind.Time, "time: 13 pm", ""},
		{kind.Time, "time: 1430", ""},
		{kind.Time, "time: noon", ""},
		{kind.URL, "website: example.org", "website: https://example.org"},
		{kind.URL, "website: www.example.org/a?b=c#d", "website: https://www.example.org/a?b=c#d"},
		{kind.URL, "website: //example.org/", "website: https://example.org/"},
		{kind.URL, "website: http:/example.org", "website: http://example.org"},
		{kind.URL, "website: 'example.org'", "website: 'https://example.org'"},
		{kind.URL, "website: ana@example.org", ""},
		{kind.URL, "website: javascript:alert(1)", ""},
		{kind.URL, "website: our page", ""},
		{kind.Country, "country: France", "country: FR"},
		{kind.Country, "country: \"Sénégal\"", "country: \"SN\""},
		{kind.Country, "country: Brasil", "country: BR"},
		{kind.Country, "country: الجزائر", "country: DZ"},
		{kind.Country, "country: 中国", "country: CN"},
		{kind.Country, "country: भारत", "country: IN"},
		{kind.Country, "country: SEN", "country: SN"},
		{kind.Country, "country: Uganda and Kenya", ""},
		{kind.Language, "language: Français", "language: fr"},
		{kind.Language, "language: french", "language: fr"},
		{kind.Language, "language: العربية", "language: ar"},
		{kind.Language, "language: Kiswahili", "language: sw"},
		{kind.Language, "source: Portuguese", "source: pt-BR"},
		{kind.Language, "language: Portuguese", "language: pt"},
		{kind.Language, "language: frenchlanguage", ""},
		{kind.TimeZone, "timezone: Dakar", "timezone: Africa/Dakar"},
		{kind.TimeZone, "timezone: africa/dakar", "timezone: Africa/Dakar"},
		{kind.TimeZone, "timezone: Afrika/Dakkar", "timezone: Africa/Dakar"},
		{kind.TimeZone, "timezone: São Paulo", "timezone: America/Sao_Paulo"},
		{kind.TimeZone, "timezone: Buenos Aires", "timezone: America/Buenos_Aires"},
		{kind.TimeZone, "timezone: UTC+3", "timezone: Etc/GMT-3"},
		{kind.TimeZone, "timezone: GMT-05:00", "timezone: Etc/GMT+5"},
		{kind.TimeZone, "timezone: UTC+5:30", ""},
		{kind.TimeZone, "timezone: Local", ""},
		{kind.TimeZone, "timezone: Mars/Base", ""},
		{kind.Region, "region: Africa", "region: africa"},
		{kind.Region, "region: Afrique", "region: africa"},
		{kind.Region, "region: América", "region: americas"},
		{kind.Region, "region: Moon", ""},
		{kind.Choice, "type: declaraton", "type: declaration"},
		{kind.Choice, "type: CAL", "type: call"},
		{kind.Choice, "type: poster", ""},
		{kind.Date, "date: 2016-02-30", "date: 2016-02-29"},
		{kind.Date, "date: 2015-02-29", "date: 2015-02-28"},
		{kind.Date, "date: 31 avril 2016", "date: 2016-04-30"},
		{kind.Date, "date: 31/06/2016", "date: 2016-06-30"},
		{kind.Date, "date: 2016-13-04", "date: 2016-04-13"},
		{kind.Date, "date: 04/03/2016", "date: 2016-03-04"},
		{kind.Date, "date: \"4 mars 2016\"", "date: \"2016-03-04\""},
		{kind.Date, "date: 2016-02-32", ""},
		{kind.Date, "date: 2016-14-15", ""},
		{kind.Text, "role: [a, b]", ""},
		{kind.Map, "labels: doi", ""},
		{kind.Object, "agenda: Opening", ""},
	} {
		f := kind.Field{Type: test.of, Values: []string{"call", "declaration"}}
		id, mended, _ := suggestion(t, f, test.line, data.YAML)
		if mended != test.mended {
			t.Errorf("%s: %s offers %q, want %q", test.line, id, mended, test.mended)
		}
	}
}

// TestSuggestionFormats holds that the mended line is one of the file's format,
// with everything else on it as it was.
func TestSuggestionFormats(t *testing.T) {
	country := kind.Field{Type: kind.Country, List: true}
	for _, test := range []struct {
		of     kind.Field
		format data.Format
		line   string
		mended string
	}{
		{country, data.YAML, "countries: [France, 'Sénégal', MA]", "countries: [FR, 'SN', MA]"},
		{country, data.YAML, "countries: France", "countries: FR"},
		{country, data.TOML, "countries = [\"France\", 'Maroc'] # where", "countries = [\"FR\", 'MA'] # where"},
		{country, data.JSON, "{\"countries\": [\"France\", \"Maroc\"]}", "{\"countries\": [\"FR\", \"MA\"]}"},
		{kind.Field{Type: kind.Boolean}, data.TOML, "draft = \"oui\"", "draft = true"},
		{kind.Field{Type: kind.Boolean}, data.JSON, "{\"draft\": \"oui\"}", "{\"draft\": true}"},
		{kind.Field{Type: kind.Time}, data.TOML, "time = 14.30", "time = \"14:30\""},
		{kind.Field{Type: kind.Integer}, data.JSON, "{\"weight\": \"1 250\"}", "{\"weight\": 1250}"},
		{kind.Field{Type: kind.Date}, data.TOML, "date = \"04/03/2016\"", "date = \"2016-03-04\""},
	} {
		if _, mended, _ := suggestion(t, test.of, test.line, test.format); mended != test.mended {
			t.Errorf("%s: %q, want %q", test.line, mended, test.mended)
		}
	}
	// In a block, the line of the item alone; windows lines and a mark stay out.
	src := diag.Source{Path: "a.md", Text: []byte("\uFEFFcountries:\r\n  - MA\r\n  - France\r\n")}
	root, _ := data.Parse(src, data.YAML)
	country.Name = "countries"
	_, ms := country.Check(src, root.Fields[0].Value, configuration(t), false)
	if len(ms) != 1 || ms[0].Suggestion != "  - FR" {
		t.Errorf("%+v", ms)
	}
}
