package main

import "tract/generator/diag"

// exchangeWords is what "tract translate export" and "import" say, by language
// and key.
var exchangeWords = map[diag.Language]map[string]string{
	diag.English: {
		"use-export":              "export --lang L [FILE…]",
		"export":                  "Give texts to translators' tools as PO files",
		"export-long":             "Writes a PO file for each edition of a language into po/, with one entry for each heading,\nparagraph, list item, row, caption and note, and for the translated fields; and the words\nof the interface, of menus and of terms. What translators wrote into the files stays.\nFILE names a text, its source or a folder: only these are written, without the words.",
		"flag-export-lang":        "language that is translated into",
		"flag-export-destination": "folder for the PO files (default: po/ in the site's folder)",
		"flag-together":           "one PO file for the whole language",
		"export-folder":           "“%s” is a file or lies in one; --destination takes a folder.",
		"export-lang":             "“%s” is not a language of this site. Its languages are: %s. To begin one, add a line to languages: in tract.yaml:  %s: {published: false}",
		"export-same":             "Nothing has changed since the last export.",
		"export-made":             "PO files written: %d",
		"export-next":             "Next: translate them, then run  tract translate import",
		"use-import":              "import FILE…",
		"import":                  "Take translations from PO files",
		"import-long":             "Writes the translations of PO files into the texts of the site, and into the records that\nthese follow their sources. FILE is a PO file or a folder of them. Entries that are\nempty or fuzzy are left out; what would damage a text is left out and told.",
		"flag-import-lang":        "language of the files (default: the one that each names)",
		"flag-credit":             "add the translators that the files name to those of the texts",
		"import-usage":            "tract translate import takes PO files, or folders of them.",
		"import-none":             "“%s” is no PO file that can be read, nor a folder with some. Nothing was changed.",
		"import-counts":           "Translations taken: %d; there already: %d. Left out: %d marked fuzzy, %d not translated, %d with a message.",
		"import-written":          "Written:",
		"import-draft":            "%s is a draft, for a part of it is not translated yet. It is published once “draft: true” is taken out.",
	},
	diag.French: {
		"use-export":              "export --lang L [FICHIER…]",
		"export":                  "Donner des textes aux outils de traduction, en fichiers PO",
		"export-long":             "Écrit dans po/ un fichier PO pour chaque édition d’une langue, avec une entrée pour chaque\ntitre, paragraphe, élément de liste, ligne de tableau, légende et note, et pour les champs\ntraduits ; et les mots de l’interface, des menus et des termes. Ce que les traducteurs ont\nécrit dans les fichiers y reste. FICHIER est un texte, sa source ou un dossier : eux seuls\nsont alors écrits, sans les mots.",
		"flag-export-lang":        "langue vers laquelle on traduit",
		"flag-export-destination": "dossier des fichiers PO (par défaut : po/ dans le dossier du site)",
		"flag-together":           "un seul fichier PO pour toute la langue",
		"export-folder":           "« %s » est un fichier ou se trouve dans un fichier ; --destination attend un dossier.",
		"export-lang":             "« %s » n’est pas une langue de ce site. Ses langues sont : %s. Pour en commencer une, ajoutez une ligne à languages: dans tract.yaml :  %s: {published: false}",
		"export-same":             "Rien n’a changé depuis le dernier export.",
		"export-made":             "Fichiers PO écrits : %d",
		"export-next":             "Ensuite : traduisez-les, puis lancez  tract translate import",
		"use-import":              "import FICHIER…",
		"import":                  "Reprendre les traductions de fichiers PO",
		"import-long":             "Écrit les traductions de fichiers PO dans les textes du site, et dans les registres que\nceux-ci suivent leurs sources. FICHIER est un fichier PO ou un dossier qui en contient. Les\nentrées vides ou marquées fuzzy sont laissées de côté ; ce qui abîmerait un texte l’est\naussi, et est signalé.",
		"flag-import-lang":        "langue des fichiers (par défaut : celle que chacun nomme)",
		"flag-credit":             "ajouter les traducteurs nommés par les fichiers à ceux des textes",
		"import-usage":            "tract translate import prend des fichiers PO, ou des dossiers qui en contiennent.",
		"import-none":             "« %s » n’est pas un fichier PO lisible, ni un dossier qui en contient. Rien n’a été changé.",
		"import-counts":           "Traductions reprises : %d ; déjà en place : %d. Laissées de côté : %d marquées fuzzy, %d non traduites, %d avec un message.",
		"import-written":          "Écrit :",
		"import-draft":            "%s est un brouillon, car une partie n’est pas encore traduite. Il est publié une fois « draft: true » supprimé.",
	},
}
