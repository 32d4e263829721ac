package main

import (
	"errors"
	"fmt"
	"strings"

	"tract/generator/diag"
)

// say is what the command itself says, in the language of its messages.
func (a *app) say(key string, args ...any) string {
	text, ok := words[a.lang][key]
	if !ok {
		text = words[diag.English][key]
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// usage is the sentence on a call that cannot be carried out. The words of the
// library that parses flags are replaced by Tract's own.
func (a *app) usage(err error) string {
	var own usageError
	if errors.As(err, &own) {
		return own.Error() + "\n" + a.say("see-help")
	}
	text := err.Error()
	sentence := a.say("bad-call")
	for prefix, key := range map[string]string{"unknown command ": "bad-command", "unknown flag: ": "bad-flag", "unknown shorthand flag": "bad-flag"} {
		if rest, found := strings.CutPrefix(text, prefix); found {
			word := strings.TrimSpace(rest)
			if i := strings.Index(word, " for "); i > 0 {
				word = word[:i]
			}
			sentence = a.say(key, strings.Trim(word, `"`))
		}
	}
	return sentence + "\n" + a.say("see-help")
}

// words are the sentences by language and key.
var words = map[diag.Language]map[string]string{
	diag.English: {
		"short":                "Tract publishes a folder of Markdown in many languages as a static site.",
		"long":                 "Tract publishes a folder of Markdown in many languages as a static site.\nBegin with:  tract new site FOLDER",
		"build":                "Build the site into public/",
		"build-long":           "Builds the whole site. Nothing is published while there is something to mend;\nthe site online stays as it was.",
		"check":                "Say what is to be mended, and write nothing",
		"check-long":           "Reads the whole site and says what is to be mended. Writes nothing.",
		"new":                  "Begin a site, a publication or a translation",
		"new-site":             "Begin a site in a folder",
		"use-site":             "site FOLDER",
		"use-translation":      "translation FILE",
		"new-translation":      "Begin the translation of a text",
		"new-long":             "tract new site FOLDER               begins a site\ntract new KIND SLUG --lang L         begins a publication: declaration, report, news …\ntract new translation FILE --lang L  begins the translation of a text",
		"serve":                "Show the site while it is written",
		"serve-long":           "Shows the site in a browser at an address of this machine and follows its folder:\nwhat is saved is on the page at once, and so is what has to be mended.",
		"flag-addr":            "where the preview listens; --addr :PORT takes another port",
		"flag-open":            "open the preview in the browser",
		"flag-watch":           "go on building whenever something changes",
		"serve-ready":          "Preview: %s   (Ctrl+C ends it)",
		"serve-shown":          "Shown: %s",
		"serve-open-yourself":  "No browser could be opened here; open %s yourself.",
		"all-files":            "the whole site",
		"many-files":           "%s files",
		"mended":               "Mended: %s",
		"mended-more":          "… and %s more are mended.",
		"watching":             "Tract goes on building whenever something changes. Ctrl+C ends it.",
		"version":              "Print Tract's version",
		"help":                 "Help on a command",
		"flag-messages":        "language of messages: en or fr",
		"flag-source":          "the site's folder",
		"flag-destination":     "where the site is written (default: public/ in the site's folder)",
		"flag-base-url":        "the address the site is published at, instead of that in tract.yaml",
		"flag-date":            "today's date as YYYY-MM-DD, for texts that wait for a day",
		"flag-drafts":          "show drafts, and languages that are not published yet",
		"flag-strict":          "warnings count as errors",
		"flag-keep-going":      "publish every page that has no error",
		"flag-format":          "how messages are printed: text, json or github",
		"flag-help":            "help on this command",
		"flag-lang":            "language of the text, such as fr",
		"flag-langs":           "languages of the site, such as fr,en; texts are first written in the first",
		"flag-title":           "title of the text",
		"flag-site-title":      "title of the site",
		"bad-messages":         "--messages takes en or fr.",
		"bad-format":           "--format takes text, json or github, not “%s”.",
		"bad-source":           "There is no folder “%s”.",
		"bad-date":             "--date takes a day as YYYY-MM-DD, not “%s”.",
		"bad-base-url":         "--base-url takes a whole address, such as https://example.org/site/, not “%s”.",
		"bad-call":             "Tract cannot make sense of this call.",
		"bad-command":          "There is no command “%s”.",
		"bad-flag":             "There is no option “%s” here.",
		"see-help":             "See: tract help",
		"stopped":              "Stopped. Nothing was published; the site online is unchanged.",
		"machine":              "The machine did not let Tract finish. What stands in the destination is whole.",
		"made":                 "Made:",
		"new-site-next":        "Next: go to %s and run  tract build",
		"new-translation-next": "Next: translate the title and the text. A draft is shown with --drafts; take “draft: true” out to publish it.",
		"new-next":             "Next: write the text. A draft is shown with --drafts; take “draft: true” out to publish it.",
		"new-usage":            "tract new takes: site FOLDER, KIND SLUG --lang L, or translation FILE --lang L.",
		"new-kind":             "There is no kind “%s”. The kinds are: %s.",
		"new-lang":             "“%s” is not a language of this site. Its languages are: %s.",
		"new-need-lang":        "Say in which language, with --lang; this site has: %s.",
		"new-exists":           "%s exists already; nothing was changed.",
		"new-exist":            "These files exist already; nothing was changed:%s",
		"new-taken":            "The address %s is that of %s already. Choose another name.",
		"new-kind-near":        "There is no kind “%s”; did you mean %s? The kinds are: %s.",
		"new-tag":              "“%s” is not the tag of a language, such as fr, pt-BR or zh-Hant.",
		"new-slug":             "“%s” cannot be part of every address and file name. Take: %s",
		"new-not-folder":       "%s is a file; a site needs a folder.",
		"new-broken":           "%s has to be mended before it can be translated. Nothing was changed.",
		"new-unread":           "The site cannot be read as it is. Nothing was changed.",
		"new-date":             "The date in it stands for the right one: say today’s with --date, or write it into the file.",
		"new-no-site":          "There is no tract.yaml here. Go to the site's folder, or name it with --source.",
		"new-no-file":          "“%s” is not a text of this site.",
		"new-translated":       "%s is already the %s edition of this text.",
		"template":             usageTemplate("Usage", "Commands", "Options", "Use \"{{.CommandPath}} [command] --help\" for more on a command."),
	},
	diag.French: {
		"short":                "Tract publie un dossier de Markdown en plusieurs langues comme site statique.",
		"long":                 "Tract publie un dossier de Markdown en plusieurs langues comme site statique.\nPour commencer :  tract new site DOSSIER",
		"build":                "Construire le site dans public/",
		"build-long":           "Construit tout le site. Rien n’est publié tant qu’il reste quelque chose à corriger ;\nle site en ligne reste comme il était.",
		"check":                "Dire ce qui est à corriger, sans rien écrire",
		"check-long":           "Lit tout le site et dit ce qui est à corriger. N’écrit rien.",
		"new":                  "Commencer un site, une publication ou une traduction",
		"new-site":             "Commencer un site dans un dossier",
		"use-site":             "site DOSSIER",
		"use-translation":      "translation FICHIER",
		"new-translation":      "Commencer la traduction d’un texte",
		"new-long":             "tract new site DOSSIER                  commence un site\ntract new SORTE NOM --lang L            commence une publication : declaration, report, news…\ntract new translation FICHIER --lang L  commence la traduction d’un texte",
		"serve":                "Montrer le site pendant qu’il s’écrit",
		"serve-long":           "Montre le site dans un navigateur, à une adresse de cette machine, et suit son dossier :\nce qui est enregistré est aussitôt sur la page, ce qui est à corriger aussi.",
		"flag-addr":            "où l’aperçu écoute ; --addr :PORT prend un autre port",
		"flag-open":            "ouvrir l’aperçu dans le navigateur",
		"flag-watch":           "reconstruire à chaque modification",
		"serve-ready":          "Aperçu : %s   (Ctrl+C pour arrêter)",
		"serve-shown":          "Montré : %s",
		"serve-open-yourself":  "Aucun navigateur n’a pu être ouvert ici ; ouvrez vous-même %s",
		"all-files":            "le site entier",
		"many-files":           "%s fichiers",
		"mended":               "Corrigé : %s",
		"mended-more":          "… et %s autres sont corrigés.",
		"watching":             "Tract reconstruit à chaque modification. Ctrl+C pour arrêter.",
		"version":              "Afficher la version de Tract",
		"help":                 "Aide sur une commande",
		"flag-messages":        "langue des messages : en ou fr",
		"flag-source":          "le dossier du site",
		"flag-destination":     "où le site est écrit (par défaut : public/ dans le dossier du site)",
		"flag-base-url":        "l’adresse de publication du site, au lieu de celle de tract.yaml",
		"flag-date":            "la date du jour, AAAA-MM-JJ, pour les textes qui attendent un jour",
		"flag-drafts":          "montrer les brouillons et les langues pas encore publiées",
		"flag-strict":          "les avertissements comptent comme des erreurs",
		"flag-keep-going":      "publier toutes les pages sans erreur",
		"flag-format":          "forme des messages : text, json ou github",
		"flag-help":            "aide sur cette commande",
		"flag-lang":            "langue du texte, par exemple fr",
		"flag-langs":           "langues du site, par exemple fr,en ; les textes s’écrivent d’abord dans la première",
		"flag-title":           "titre du texte",
		"flag-site-title":      "titre du site",
		"bad-messages":         "--messages accepte en ou fr.",
		"bad-format":           "--format accepte text, json ou github, pas « %s ».",
		"bad-source":           "Il n’y a pas de dossier « %s ».",
		"bad-date":             "--date attend un jour, AAAA-MM-JJ, pas « %s ».",
		"bad-base-url":         "--base-url attend une adresse entière, comme https://example.org/site/, pas « %s ».",
		"bad-call":             "Tract ne comprend pas cet appel.",
		"bad-command":          "Il n’y a pas de commande « %s ».",
		"bad-flag":             "Il n’y a pas ici d’option « %s ».",
		"see-help":             "Voir : tract help",
		"stopped":              "Arrêté. Rien n’a été publié ; le site en ligne est inchangé.",
		"machine":              "La machine n’a pas laissé Tract finir. Ce qui se trouve à destination est entier.",
		"made":                 "Créé :",
		"new-site-next":        "Ensuite : allez dans %s et lancez  tract build",
		"new-translation-next": "Ensuite : traduisez le titre et le texte. Un brouillon se montre avec --drafts ; supprimez « draft: true » pour le publier.",
		"new-next":             "Ensuite : écrivez le texte. Un brouillon se montre avec --drafts ; supprimez « draft: true » pour le publier.",
		"new-usage":            "tract new attend : site DOSSIER, SORTE NOM --lang L, ou translation FICHIER --lang L.",
		"new-kind":             "Il n’y a pas de sorte « %s ». Les sortes sont : %s.",
		"new-lang":             "« %s » n’est pas une langue de ce site. Ses langues sont : %s.",
		"new-need-lang":        "Dites dans quelle langue, avec --lang ; ce site a : %s.",
		"new-exists":           "%s existe déjà ; rien n’a été changé.",
		"new-exist":            "Ces fichiers existent déjà ; rien n’a été changé :%s",
		"new-taken":            "L’adresse %s est déjà celle de %s. Choisissez un autre nom.",
		"new-kind-near":        "Il n’y a pas de sorte « %s » ; vouliez-vous dire %s ? Les sortes sont : %s.",
		"new-tag":              "« %s » n’est pas l’étiquette d’une langue, comme fr, pt-BR ou zh-Hant.",
		"new-slug":             "« %s » ne peut pas faire partie de toute adresse et de tout nom de fichier. Prenez : %s",
		"new-not-folder":       "%s est un fichier ; il faut un dossier à un site.",
		"new-broken":           "%s est à corriger avant d’être traduit. Rien n’a été changé.",
		"new-unread":           "Le site ne peut pas être lu tel quel. Rien n’a été changé.",
		"new-date":             "La date qui s’y trouve tient la place de la bonne : donnez celle du jour avec --date, ou écrivez-la dans le fichier.",
		"new-no-site":          "Il n’y a pas ici de tract.yaml. Allez dans le dossier du site, ou indiquez-le avec --source.",
		"new-no-file":          "« %s » n’est pas un texte de ce site.",
		"new-translated":       "%s est déjà l’édition en %s de ce texte.",
		"template":             usageTemplate("Usage", "Commandes", "Options", "« {{.CommandPath}} [commande] --help » en dit plus sur une commande."),
	},
}

// usageTemplate is cobra's usage text with its words given.
func usageTemplate(usage, commands, options, more string) string {
	return usage + `:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]

` + commands + `:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + options + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + more + `{{end}}
`
}
