package media

import "testing"

func TestClassOf(t *testing.T) {
	for name, want := range map[string]Class{
		"a/photo.JPG": Image, "logo.svg": Image, "x.avif": Image, "scan.TIFF": Image, "favicon.ico": Image,
		"chant.mp3": Audio, "film.webm": Video, "chiffres.csv": Table, "data.TSV": Table,
		"rapport.pdf": Document, "notes.docx": Document, "tar.tar.gz": Document, "README": Document,
		"data.csv.gz": Document, "v1.0.2": Document, "map.pl.png": Image, "carte.html.png": Image,
		"page.html": Refused, "PAGE.HTM": Refused, "a.xhtml": Refused, "a.js": Refused, "a.mjs": Refused,
		"a.wasm": Refused, "a.exe": Refused, "run.sh": Refused, ".htaccess": Refused, "sub/.htpasswd": Refused,
		"drawing.svgz": Refused, "drawing.svg.gz": Refused, "drawing.svg.bak": Refused, "page.html.fr": Refused,
		"page.html.": Refused, "page.html ": Refused, "photo.php.jpg": Refused, "a.PHP5.gif": Refused,
		"feed.xml": Refused, "style.css": Refused, "macros.docm": Refused, "web.config": Refused,
		`folder\page.html`: Refused, "_headers": Refused, "": Document, ".": Document, "..": Document, "/": Document,
		"photo.jpg.bak": Document,
	} {
		if got := ClassOf(name); got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}

func TestClassify(t *testing.T) {
	cases := []struct {
		name, head string
		want       Class
	}{
		{"notes", "Ordinary notes", Document},
		{"notes", "<!DOCTYPE html><p>", Refused},
		{"notes", "\uFEFF \n<ScRiPt>alert(1)</script>", Refused},
		{"notes", "<b>", Refused},
		{"notes", "<basket>", Document},
		{"notes.xyz", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", Refused},
		{"notes.xyz", "<svg onload='x'>", Refused},
		{"notes.xyz", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", Refused},
		{"tool", "#!/bin/sh\nrm x", Refused},
		{"tool", "\x7fELF\x02", Refused},
		{"tool.bin2", "\x00asm\x01\x00", Refused},
		{"x.dat", "<?php echo 1;", Refused},
		{"march.png", "<html><body>404", Refused},
		{"report.pdf", "\n<!doctype HTML>\n", Refused},
		{"report.pdf", "%PDF-1.7", Document},
		{"table.csv", "<b>,1\n", Table},
		{"table.csv", "<!doctype html><html>", Refused},
		{"MZ.txt", "MZ is a country code no longer", Document},
		{"film.mp4", "MZ\x90", Refused},
		{"logo.svg", "<svg/>", Image},
		{"a.html", "text", Refused},
		{"empty", "", Document},
	}
	for _, c := range cases {
		if got := Classify(c.name, []byte(c.head)); got != c.want {
			t.Errorf("%s %q is %v, want %v", c.name, c.head, got, c.want)
		}
	}
}

func TestTypeOf(t *testing.T) {
	for name, want := range map[string]string{
		"a.JPG": "image/jpeg", "a.svg": "image/svg+xml", "a.mp3": "audio/mpeg", "a.csv": "text/csv",
		"a": "application/octet-stream", "a.html": "application/octet-stream",
	} {
		if got := TypeOf(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
