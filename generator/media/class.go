package media

import (
	"path"
	"slices"
	"strings"
)

// Class says what may be done with a file beside a text.
type Class uint8

// A Document is offered as a download. A Refused file could run in a reader's
// browser or on a server, and is never published.
const (
	Document Class = iota
	Image
	Audio
	Video
	Table
	Refused
)

// String is the class as a lower-case English word.
func (c Class) String() string {
	return [...]string{"document", "image", "audio", "video", "table", "refused"}[min(c, Refused)]
}

type fileType struct {
	class Class
	mime  string
}

// types are the extensions that Tract knows, in lower case. It is only read.
var types = map[string]fileType{
	"jpg": {Image, typeJPEG}, "jpeg": {Image, typeJPEG}, "jpe": {Image, typeJPEG}, "jfif": {Image, typeJPEG},
	"png": {Image, typePNG}, "apng": {Image, typePNG}, "gif": {Image, typeGIF}, "webp": {Image, typeWebP},
	"svg": {Image, typeSVG}, "avif": {Image, typeAVIF}, "heic": {Image, typeHEIC}, "heif": {Image, typeHEIC},
	"tif": {Image, typeTIFF}, "tiff": {Image, typeTIFF}, "bmp": {Image, typeBMP}, "ico": {Image, typeICO},
	"jxl": {Image, typeJXL}, "jp2": {Image, typeJP2},

	"mp3": {Audio, "audio/mpeg"}, "ogg": {Audio, "audio/ogg"}, "oga": {Audio, "audio/ogg"},
	"opus": {Audio, "audio/ogg"}, "m4a": {Audio, "audio/mp4"}, "aac": {Audio, "audio/aac"},
	"flac": {Audio, "audio/flac"}, "wav": {Audio, "audio/wav"}, "weba": {Audio, "audio/webm"},

	"mp4": {Video, "video/mp4"}, "m4v": {Video, "video/mp4"}, "webm": {Video, "video/webm"},
	"ogv": {Video, "video/ogg"}, "mov": {Video, "video/quicktime"}, "mkv": {Video, "video/matroska"},
	"avi": {Video, "video/x-msvideo"}, "mpg": {Video, "video/mpeg"}, "mpeg": {Video, "video/mpeg"},

	"csv": {Table, "text/csv"}, "tsv": {Table, "text/tab-separated-values"},

	"pdf": {Document, "application/pdf"}, "epub": {Document, "application/epub+zip"},
	"rtf": {Document, "application/rtf"}, "txt": {Document, "text/plain"},
	"ics": {Document, "text/calendar"}, "vtt": {Document, "text/vtt"}, "srt": {Document, "application/x-subrip"},
	"json": {Document, "application/json"}, "geojson": {Document, "application/geo+json"},
	"bib": {Document, "application/x-bibtex"}, "vcf": {Document, "text/vcard"},
	"doc": {Document, "application/msword"}, "xls": {Document, "application/vnd.ms-excel"},
	"ppt":  {Document, "application/vnd.ms-powerpoint"},
	"docx": {Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	"xlsx": {Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	"pptx": {Document, "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
	"odt":  {Document, "application/vnd.oasis.opendocument.text"},
	"ods":  {Document, "application/vnd.oasis.opendocument.spreadsheet"},
	"odp":  {Document, "application/vnd.oasis.opendocument.presentation"},
	"odg":  {Document, "application/vnd.oasis.opendocument.graphics"},
	"zip":  {Document, "application/zip"}, "7z": {Document, "application/x-7z-compressed"},
	"tar": {Document, "application/x-tar"},
	"ttf": {Document, "font/ttf"}, "otf": {Document, "font/otf"}, "woff": {Document, "font/woff"},
	"woff2": {Document, "font/woff2"},
}

// refused are extensions of what runs: in a browser, on a server, or when a
// reader opens the download. XML is among them because a browser runs the
// XHTML inside it; office files with macros because they hold programs.
var refused = set(`html htm xhtml xht xhtm shtml shtm stm mht mhtml hta htc xml xsl xslt xul rdf rss atom mathml mml
	svgz js mjs cjs jsx vbs vbe jse wsf wsh css wasm swf jar class
	php php3 php4 php5 php7 php8 phtml phar phps cgi fcgi asp aspx ashx asmx jsp jspx cfm
	exe com dll scr msi msix bat cmd ps1 psm1 reg lnk url pif cpl app dmg pkg deb rpm appimage apk ipa so dylib elf bin run
	sh bash zsh ksh csh fish command pl pm py pyc pyw rb lua tcl
	docm dotm xlsm xltm xlam pptm potm ppsm ppam htaccess htpasswd`)

// inner are the refused extensions that count before another one as well. A
// server that reads several extensions takes page.html.fr and page.html.bak as
// HTML. Languages such as .pl. (Polish) must not be caught here.
var inner = set(`html htm xhtml xht xhtm shtml svg svgz xml xsl js mjs wasm`)

// handlers run wherever they stand in a name on some servers: x.php.jpg.
var handlers = set(`php php3 php4 php5 php7 php8 phtml phar cgi fcgi shtml`)

// serverFiles steer a web server or a host, whatever they hold.
var serverFiles = set(`web.config .user.ini .env _headers _redirects _worker.js crossdomain.xml clientaccesspolicy.xml`)

// ClassOf is the class of a file by its name alone. The extension counts
// without case. A name with an unknown extension or none is a Document: look
// at its bytes with Classify before it is published.
func ClassOf(name string) Class {
	base, parts := nameParts(name)
	if strings.HasPrefix(base, ".ht") || serverFiles[base] {
		return Refused
	}
	if slices.ContainsFunc(parts, func(p string) bool { return handlers[p] }) {
		return Refused
	}
	if len(parts) == 0 {
		return Document
	}
	last := parts[len(parts)-1]
	if refused[last] {
		return Refused
	}
	if t, ok := types[last]; ok {
		return t.class
	}
	if slices.ContainsFunc(parts, func(p string) bool { return inner[p] }) {
		return Refused
	}
	return Document
}

// Classify is ClassOf with a look at the file's bytes: one whose content is a
// web page, a script or a program is Refused, whatever it is called. The first
// 1024 bytes suffice.
func Classify(name string, head []byte) Class {
	c := ClassOf(name)
	if c != Refused && disguised(name, head) {
		return Refused
	}
	return c
}

// TypeOf is the MIME type that a name's extension stands for, or
// application/octet-stream.
func TypeOf(name string) string {
	if t, ok := types[extension(name)]; ok {
		return t.mime
	}
	return "application/octet-stream"
}

// extension is the last extension in lower case without its dot, or "".
func extension(name string) string {
	_, parts := nameParts(name)
	if len(parts) == 0 {
		return ""
	}
	return parts[len(parts)-1]
}

// nameParts is the last element of a path in lower case and what follows each
// of its dots. Dots and spaces at the end are dropped, as Windows does.
func nameParts(name string) (base string, parts []string) {
	base = path.Base(strings.ReplaceAll(name, `\`, "/"))
	base = strings.ToLower(strings.TrimRight(base, ". "))
	return base, strings.Split(base, ".")[1:]
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
