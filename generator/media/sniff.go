package media

import (
	"bytes"
	"slices"
)

// sniffLength is how far into a file a browser looks for its type.
const sniffLength = 1024

// pageTags begin a web page, as the WHATWG MIME sniffing standard lists them.
var pageTags = []string{
	"<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a", "<style",
	"<title", "<b", "<body", "<br", "<p", "<!--",
}

// programs begin with these bytes: Windows, ELF, Mach-O in its four forms,
// Java or a fat Mach-O, WebAssembly, and scripts.
var programs = []string{
	"MZ", "\x7fELF", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe",
	"\xca\xfe\xba\xbe", "\x00asm", "#!",
}

// plain are the types that every server and browser takes as text, so that
// markup at their head is text as well.
var plain = set("txt csv tsv json geojson ics vtt srt vcf bib")

// disguised says whether a file that its name calls harmless is a web page, a
// script or a program.
func disguised(name string, head []byte) bool {
	ext := extension(name)
	if ext == "svg" {
		return false // its cleaner reads all of it
	}
	text := firstText(head)
	if plain[ext] {
		return beginsPage(text, pageTags[:2])
	}
	if beginsPage(text, pageTags) || bytes.HasPrefix(text, []byte("<?php")) {
		return true
	}
	_, known := types[ext]
	if !known && (bytes.HasPrefix(text, []byte("<?xml")) || beginsPage(text, []string{"<svg"})) {
		return true
	}
	return slices.ContainsFunc(programs, func(p string) bool { return bytes.HasPrefix(head, []byte(p)) })
}

// firstText is the head of a file from its first byte that is neither a byte
// order mark nor white space; UTF-16 is brought to ASCII as far as it goes.
func firstText(head []byte) []byte {
	head = head[:min(len(head), sniffLength)]
	head = bytes.TrimPrefix(head, []byte("\uFEFF"))
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	return bytes.TrimLeft(head, "\t\n\f\r ")
}

func beginsPage(text []byte, tags []string) bool {
	return slices.ContainsFunc(tags, func(tag string) bool {
		if len(text) < len(tag) || !bytes.EqualFold(text[:len(tag)], []byte(tag)) {
			return false
		}
		if tag == "<!--" || len(text) == len(tag) {
			return true
		}
		return bytes.IndexByte([]byte("\t\n\f\r />"), text[len(tag)]) >= 0
	})
}
