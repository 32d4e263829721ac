// Package media says what the files beside a text are and makes them safe to
// publish. All of it is pure functions over bytes; nothing here opens a file.
//
//	name          → ClassOf   → image, sound, film, table, document, refused
//	name + head   → Inspect   → the size at which an image is shown, its type
//	whole file    → Clean     → the bytes to publish, and what to mend
//
// A raster image loses everything that is not needed to show it (EXIF, XMP,
// IPTC, comments, thumbnails, data behind its end); its pixels are untouched,
// except that a photograph that asks to be turned is turned. An SVG is parsed
// and written anew from an allow-list. Documents are published as they are,
// with a warning that names the personal metadata they hold.
//
// Formats follow ITU T.81 and Exif 2.32 (JPEG), the W3C PNG specification
// (third edition), GIF89a, RFC 9649 (WebP), ISO/IEC 14496-12 and 23008-12
// (AVIF), SVG 2, ISO 32000-1 (PDF), ECMA-376 and OASIS ODF 1.3.
package media
