// Package markdown compiles one body of Markdown, once, into compact HTML with
// holes, and into its outline: headings, links, translatable blocks, ids, summary.
// goldmark parses it into a tree; one walk over the tree writes everything, and
// the tree is dropped.
//
// # The dialect
//
//   - CommonMark 0.31.2; of GFM the tables, strikethrough, task lists and links
//     without markup (http, https, www and e-mail addresses).
//   - Footnotes: [^label] in the text, "[^label]: text" anywhere. Numbered by first
//     mention, written at the end, with ids fn-label and fnref-label.
//   - Definition lists, as in PHP Markdown Extra.
//   - Attributes after a heading, {#id .class lang=ar dir=rtl title="…"}, and
//     after brackets, [mot]{lang=ar}. A language of the other direction adds dir.
//   - Callouts: a quotation whose first line is [!NOTE], [!TIP], [!IMPORTANT],
//     [!WARNING] or [!CAUTION].
//   - What stands alone in its paragraph as an image: an image is a figure with
//     its title as caption; a .csv file is a table; a sound (.mp3 .ogg .oga .opus
//     .m4a .wav .flac) or a film (.mp4 .webm .ogv) is a player. Within text the
//     latter three are links to the file.
//   - Raw HTML: abbr bdi bdo br cite del details dfn ins kbd mark q ruby rt rp small
//     span sub summary sup time wbr, and div section aside, with lang dir id class
//     title; open on details, datetime on time, ins and del. Tags are balanced;
//     others are shown as text; comments vanish.
//   - Typography by language, if asked for: quotes, apostrophes, dashes, ellipses,
//     the French spaces. Never in code, addresses, times and measures, nor where a
//     backslash or an entity wrote the sign.
//   - A line end between two Han or kana letters, or their punctuation, vanishes.
//   - Blocks whose letters run mostly against the page's direction get dir.
//   - Shortcodes of other generators are shown as text.
//
// # The HTML
//
// It is well-formed XML but for its holes: empty elements end with "/>", every
// attribute has a quoted value, entities are resolved, and characters that XML
// refuses are U+FFFD. No white space stands between blocks. It holds no element
// and no attribute that the dialect does not name, no scheme but http, https,
// mailto and tel, no style and no script.
//
// A hole is NUL, a type, an index in decimal digits, NUL; see HoleLink and the
// constants after it, and Fill. External links are written whole; every link to
// another place of the site, and every image, is a hole and an entry of
// Result.Links. Ids, and the fragments of footnotes, have an empty hole at their
// head for a prefix.
//
// # Bounds
//
// Containers that open on one line, the depth of elements, and the steps that a
// parser may take beyond linear ones are limited. A body over a limit is shown as
// it was written, with a message.
package markdown
