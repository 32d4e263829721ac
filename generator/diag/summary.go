package diag

import (
	"strconv"
	"strings"
)

// Tally counts messages by severity, and the files that hold any.
type Tally struct {
	Errors, Warnings, Notices int
	ErrorFiles                int // files with at least one error
	WarningFiles              int // files with at least one warning
}

// Count is the tally of messages.
func Count(ms []Message) Tally {
	var t Tally
	files := map[Severity]map[string]bool{Error: {}, Warning: {}}
	for _, m := range ms {
		switch m.Severity {
		case Error:
			t.Errors++
		case Warning:
			t.Warnings++
		default:
			t.Notices++
			continue
		}
		if m.File != "" {
			files[m.Severity][m.File] = true
		}
	}
	t.ErrorFiles, t.WarningFiles = len(files[Error]), len(files[Warning])
	return t
}

// Failed tells whether a run with this tally ends with exit code 1.
func (t Tally) Failed(strict bool) bool { return t.Errors > 0 || strict && t.Warnings > 0 }

// Work is what a run did: it looked, or it built.
type Work uint8

// Checked is the work of a run that writes nothing; Built that of one that
// publishes if it may.
const (
	Checked Work = iota
	Built
)

// Run is what a run came to, as its last sentence says it.
type Run struct {
	Work      Work
	Tally     Tally
	Strict    bool // warnings count as errors
	Published bool // of Built: the destination holds this run's output
	// KeptBack is the number of pages that a run published without, because
	// of their errors.
	KeptBack                    int
	Pages, Languages            int // what was built, or checked
	Written, Unchanged, Removed int // files of the destination
	Destination                 string
}

// Summary is the sentence that ends a run: what is to be mended and whether
// anything was published, or what was built.
func Summary(lang Language, r Run) string {
	s := summary{lang: lang, Run: r}
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	add(s.toMend())
	switch {
	case r.Work == Checked:
		add(s.checked())
	case r.Published:
		add(s.built())
	default:
		add(s.say("Nothing was published; the site online is unchanged.",
			"Rien n’a été publié\u00A0; le site en ligne reste inchangé."))
	}
	if r.Tally.Warnings > 0 && !r.Strict {
		add(s.count(r.Tally.Warnings, "warning", "warnings", "avertissement", "avertissements") + ".")
	}
	return strings.Join(parts, " ")
}

type summary struct {
	lang Language
	Run
}

// toMend is empty when nothing keeps the site from being published.
func (s summary) toMend() string {
	errors := s.count(s.Tally.Errors, "thing to mend", "things to mend", "point à corriger", "points à corriger") +
		s.inFiles(s.Tally.ErrorFiles)
	warnings := s.count(s.Tally.Warnings, "warning", "warnings", "avertissement", "avertissements") +
		s.inFiles(s.Tally.WarningFiles)
	asErrors := s.say(", counted as errors because of --strict.", ", à traiter comme des erreurs (--strict).")
	if s.Tally.Warnings == 1 {
		asErrors = s.say(", counted as an error because of --strict.", ", à traiter comme une erreur (--strict).")
	}
	strict := s.Strict && s.Tally.Warnings > 0
	switch {
	case s.Tally.Errors > 0 && strict:
		return errors + s.say("; ", "\u00A0; ") + warnings + asErrors
	case s.Tally.Errors > 0:
		return errors + "."
	case strict:
		return warnings + asErrors
	}
	return ""
}

func (s summary) inFiles(n int) string {
	if n == 0 {
		return ""
	}
	return s.say(" in ", " dans ") + s.count(n, "file", "files", "fichier", "fichiers")
}

func (s summary) pages() string {
	pages := s.count(s.Pages, "page", "pages", "page", "pages")
	if s.Languages == 0 {
		return pages
	}
	return pages + s.say(" in ", " en ") + s.count(s.Languages, "language", "languages", "langue", "langues")
}

func (s summary) checked() string {
	if s.Tally.Failed(s.Strict) {
		return ""
	}
	agreement := "vérifiées"
	if s.singular(s.Pages) {
		agreement = "vérifiée"
	}
	return s.say("Checked "+s.pages()+": nothing to mend.",
		s.pages()+" "+agreement+"\u00A0: rien à corriger.")
}

func (s summary) built() string {
	var b strings.Builder
	b.WriteString(s.say("Built ", "Site construit\u00A0: ") + s.pages())
	if s.Destination != "" {
		b.WriteString(s.say(" into ", " dans ") + isolated(strings.TrimRight(s.Destination, "/")) + "/")
	}
	var files []string
	add := func(n int, en, one, other string) {
		if n > 0 {
			files = append(files, s.count(n, en, en, one, other))
		}
	}
	add(s.Written, "written", "écrit", "écrits")
	add(s.Unchanged, "unchanged", "inchangé", "inchangés")
	add(s.Removed, "removed", "retiré", "retirés")
	if len(files) > 0 {
		b.WriteString(s.say(" (", " (fichiers\u00A0: ") + strings.Join(files, ", ") + ")")
	}
	b.WriteString(".")
	if s.KeptBack > 0 {
		b.WriteString(" " + s.count(s.KeptBack,
			"page with errors was left out.", "pages with errors were left out.",
			"page en erreur a été laissée de côté.", "pages en erreur ont été laissées de côté."))
	}
	return b.String()
}

func (s summary) say(en, fr string) string {
	if s.lang == French {
		return fr
	}
	return en
}

// count is a number and its noun, with the plural of the language.
func (s summary) count(n int, one, other, un, autres string) string {
	noun := s.say(other, autres)
	if s.singular(n) {
		noun = s.say(one, un)
	}
	return groupDigits(n, s.lang) + " " + noun
}

// singular follows the CLDR plural rules: in French nought is singular.
func (s summary) singular(n int) bool { return n == 1 || n == 0 && s.lang == French }

// groupDigits writes a count with the group separator of the language.
func groupDigits(n int, lang Language) string {
	separator := ","
	if lang == French {
		separator = "\u202F"
	}
	digits := strconv.Itoa(max(n, 0))
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return b.String()
}
