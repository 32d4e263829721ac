package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// A forge refuses a job summary of more than 1 MiB as a whole.
const summaryBytes = 1_000_000

// Markdown writes messages as a table in GitHub's Markdown, for the summary
// of a job. Nothing of a site's content acts as Markdown or HTML in it.
// Prefix is as in GitHub. When the table would outgrow what a summary may
// hold, its last line says how many messages are left out. It returns the
// error of the writer.
func Markdown(w io.Writer, ms []Message, lang Language, prefix string) error {
	if len(ms) == 0 {
		return nil
	}
	out := bufio.NewWriter(w)
	head := [3]string{"Where", "What", "What to do"}
	leftOut := "%s more messages do not fit here."
	if lang == French {
		head = [3]string{"Où", "Quoi", "Que faire"}
		leftOut = "%s autres messages ne tiennent pas ici."
	}
	fmt.Fprintf(out, "| | %s | %s | %s |\n|---|---|---|---|\n", head[0], head[1], head[2])
	ms = inReadingOrder(ms)
	size := 0
	for i, m := range ms {
		row := markdownRow(m, lang, prefix)
		if size += len(row); size > summaryBytes {
			fmt.Fprintf(out, "\n"+leftOut+"\n", groupDigits(len(ms)-i, lang))
			break
		}
		out.WriteString(row)
	}
	return out.Flush()
}

func markdownRow(m Message, lang Language, prefix string) string {
	var where strings.Builder
	if m.File != "" {
		where.WriteString(escapeMarkdown(placeOf(inRepository(prefix, m.File), m.Range.Start)))
	}
	for _, place := range m.Notes {
		place.File = inRepository(prefix, place.File)
		where.WriteString("<br>" + escapeMarkdown(placeOf(place.File, place.Range.Start)))
	}
	mend := escapeMarkdown(m.mend(lang, isolated))
	if m.Suggestion != "" {
		// A cell holds one line of source; pre keeps indents, br ends lines.
		text := escapeMarkdown(strings.TrimRight(visibleBlock(m.Suggestion), "\n"))
		mend += " <pre>" + strings.ReplaceAll(text, "\n", "<br>") + "</pre>"
	}
	return fmt.Sprintf("| %s | %s | %s <sub>%s</sub> | %s |\n",
		wordsOf(lang).severity[min(m.Severity, Notice)], where.String(),
		escapeMarkdown(m.sentence(lang, isolated)), escapeMarkdown(visible(m.ID)), mend)
}

// escapeMarkdown makes every ASCII punctuation character that means something
// in Markdown, HTML or the forge's own marks (@name, #12) a character
// reference, which stands for itself wherever it is.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && unicode.In(r, unicode.P, unicode.S) && !strings.ContainsRune("./-,;'\"%?", r) {
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
