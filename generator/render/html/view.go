package html

import (
	"html/template"
)

// Page is what every template gets. Content reaches templates only as typed
// data; texts in it are plain, but for the few fields of type template.HTML,
// which Tract has written itself.
type Page struct {
	Shell                    // what it shares with the pages beside it
	Template   string        // the name of the template that renders the page
	Title      Text          // of the page
	HeadTitle  string        // for <title>
	Summary    string        // for search engines and messengers; may be empty
	Canonical  string        // absolute; empty where a page has none
	Alternates []Alternate   // of the page in other languages, for search engines
	Feeds      []Feed        // that belong to the page
	NoIndex    bool          // search engines are to leave the page alone
	Meta       []Meta        // Open Graph and citation fields
	Data       template.HTML // JSON-LD, whole with its element
	Languages  []Switch      // the page in every language
	Crumbs     []Link        // from home to the page above
	SourceLink string        // where the page's text is mended in the forge's web editor; may be empty
	Translates bool          // SourceLink begins the edition that the page stands in for

	// What every page needs and no theme would write otherwise, or what is
	// the same on many pages, comes written out.
	Head     template.HTML // title, policy, addresses, feeds, metadata: all for <head> but the style
	Menu     template.HTML // parts/menu.html, rendered with the Shell
	Foot     template.HTML // parts/foot.html, rendered with the Shell
	Switcher template.HTML // Languages as an <ul>
	Weight   template.HTML // a sentence on how much the page weighs; empty where nobody weighs pages

	Publication *Publication // on a publication's page
	List        *List        // on section and term pages
	Terms       []TermGroup  // on a taxonomy's page
	Front       *Front       // on the home page
	Target      string       // on a redirect: the link to follow
	Choices     []Switch     // on the chooser
	Scripts     []string     // the links to the scripts of the theme that the page needs
}

// Shell is what all pages of a folder share: it is laid out once for them, and
// the parts menu.html and foot.html are rendered once with it.
type Shell struct {
	View             // the reader's language and its words
	SiteTitle Text   // of the site
	Home      bool   // the page is a home page
	Root      string // the link from the page to the site's root: "../../"
	Style     string // the link to the style sheet
	Script    string // the link to the script of small comforts; empty where the theme has none
	HomeLink  string // the link to the home page in the reader's language
	Search    string // the link to the search page; empty where the site has no search
	Policy    string // the Content-Security-Policy
	Nav       []Link // the main navigation
	Notice    Text   // a sentence for the whole site; may be empty
	Pages     []Link // publications at the site's root
}

// Text is a plain text with its language where that is not the page's.
type Text struct {
	Text string
	Lang string // BCP 47, empty for the page's language
	Dir  string // ltr or rtl, with Lang
}

// Attrs are the attributes lang and dir of an element that holds the text.
func (t Text) Attrs() template.HTMLAttr {
	if t.Lang == "" {
		return ""
	}
	return template.HTMLAttr(` lang="` + template.HTMLEscapeString(t.Lang) + `" dir="` + t.Dir + `"`)
}

// Link is a link with its text.
type Link struct {
	Href    string
	Text    Text
	Current bool // it leads to the page itself
	Within  bool // the page lies below it
}

// Alternate is the page in one language, absolute.
type Alternate struct {
	Lang, Href string
}

// Switch is the page in one language, for the language switcher.
type Switch struct {
	Lang, Dir string
	Name      string // the language's name in itself
	Href      string
	To        string // the language of the page it leads to, where that is another one
	Title     Text   // on the chooser: the site's title in that language
	Current   bool
	Real      bool // there is an edition in that language; else a page stands in
}

// Feed is a feed that belongs to the page.
type Feed struct {
	Href, Type, Title string
}

// Meta is one meta element: by name or, when Property is set, by property.
type Meta struct {
	Name, Property, Content string
}

// Publication is what a publication's page shows.
type Publication struct {
	Kind      string
	KindLabel Text // how the kind is called
	Title     Text
	Summary   Text
	Lang      string // of the text
	Dir       string
	Fallback  *Fallback // where the text stands in for a missing edition
	Body      template.HTML
	Date      Date
	Updated   Date
	Place     Text
	Authors   []string
	By        []string // translators
	Image     *Image
	Facts     []Fact
	Tables    []Table
	Figures   []Figure
	Lists     []TextList
	Terms     []TermGroup
	Files     []File
	Contents  []Heading     // headings, when the page is long enough to want them
	Outline   template.HTML // Contents as an <ul>
	Parts     []Item        // chapters or parts
	Chapter   Text          // which chapter of Above it is: Chapter 3; empty for what is none
	Above     *Link         // the work that it is a part of
	Siblings  []Link        // that work's parts, the page itself among them
	Before    *Link
	After     *Link
	Volumes   []Volume // of its series, itself among them; empty where it stands alone
	Related   []Item
	Editions  []Switch      // real editions in other languages
	AlsoIn    template.HTML // Editions as an <ul>
	License   string
	Chapters  bool
	When      *When       // when it takes place; nil for what takes place at no time
	Agenda    []AgendaDay // its points by their days
	Timeline  *Timeline   // its dated steps
	Gathered  []Gathering // what belongs to it, by kind; with it Related is empty
	Form      *Form       // shown below the text; nil where there is none
	Outdated  *Outdated   // what the translation does not say yet; nil where it follows its source
	// Corrections are what the source edition says of errors of substance.
	Corrections []Correction
	Translated  string    // how it was translated: machine, unreviewed, reviewed; "" where that is not said
	Errata      []Erratum // what was corrected since it was published
	// Signatories are those who signed it; nil where there is no list.
	Signatories *Signatories
	Sent        *Sent     // the files in which it is sent on; nil where there are none
	Cite        *Citation // how it is cited; nil where it is not
	Whole       string    // the link to all its chapters on one page; may be empty
	Book        string    // the link to the edition as a book (EPUB); may be empty
	Texts       []Chapter // on that page: the work's own text, then its chapters
}

// Erratum is one correction of a published text, in the text's language.
type Erratum struct {
	Date Date
	Text Text
}

// Correction is a correction of substance, or a retraction.
type Correction struct {
	Retraction bool
	Date       Date
	Text       Text
}

// Outdated is the notice on a translation whose source has changed since.
type Outdated struct {
	Date    Date   // when the source was last changed; empty where that is not said
	Href    string // the source edition
	Lang    string // its language
	Name    string // of that language, in the reader's
	Changes []SourceChange
}

// SourceChange is a passage of the source that changed, was added, or is gone.
type SourceChange struct {
	ID   string // of the entry
	What string // changed, added, removed
	Href string // the passage of the translation; empty where none stands for it
	Text Text   // what the source says now; empty for what is gone
}

// Form is a form that is sent to a place that is not the site.
type Form struct {
	Name, Method string
	Action       string // an address; for one that is sent by mail, of a letter with the questions
	Host         string // that the answers go to; empty for mail
	Address      string // that the answers are mailed to; empty for a host
	Title        Text
	Text         Text // what becomes of the answers
	Submit       Text
	Fields       []FormField
}

// FormField is one question of a form.
type FormField struct {
	ID, Name     string
	Type         string // of config.FormTypes, but country and language, which are a select
	Label, Hint  Text
	Required     bool
	Autocomplete string // the token of HTML; may be empty
	Value        string // of a hidden field
	Options      []FormOption
}

// FormOption is one answer to choose.
type FormOption struct {
	Value  string
	Label  Text
	Chosen bool
}

// Citation is how an edition is cited, in its language.
type Citation struct {
	Text   string // without the address
	URL    string
	BibTeX string // links; empty where the kind does not declare them
	RIS    string
}

// Chapter is one text of a work on the page that holds them all.
type Chapter struct {
	ID       string // of its heading
	Title    Text
	Href     string // of its own page
	Body     template.HTML
	BodyText Text      // carries the text's language
	Fallback *Fallback // where the text stands in for a missing edition
}

// Fallback is the notice on a page that stands in for a missing edition.
type Fallback struct {
	Lang     string   // of the text shown
	Name     string   // of that language, in the reader's
	Editions []Switch // all real editions
}

// Date is a date for people and for machines.
type Date struct {
	Text string // in the reader's language; empty when there is none
	ISO  string
}

// Image is a picture with its size.
type Image struct {
	Src, Alt      string
	Srcset, Sizes string // of its smaller sizes; empty where it has none
	Width, Height int
}

// Sources are the attributes srcset and sizes of an <img>, or none.
func (i *Image) Sources() template.HTMLAttr {
	if i.Srcset == "" {
		return ""
	}
	return template.HTMLAttr(` srcset="` + template.HTMLEscapeString(i.Srcset) + `" sizes="` + template.HTMLEscapeString(i.Sizes) + `"`)
}

// Fact is one field of a kind with its values.
type Fact struct {
	Name   string // of the field
	Label  Text
	Values []Value
	// Counted is label and value in one phrase, of what is counted in a series:
	// Issue 12. Empty for all else.
	Counted Text
}

// Value is one value of a field, ready to be shown.
type Value struct {
	Text Text
	Href string // of addresses
	ISO  string // of dates and times
	HTML template.HTML
}

// Table is a list of objects: a column for each of their fields.
type Table struct {
	Name    string
	Caption Text
	Scrolls string // what is said to those who do not see that a wide table scrolls
	Columns []Text
	Rows    [][]Value
}

// Figure is a number with what it counts.
type Figure struct {
	Value string // with its qualifier, in the reader's digits
	Label Text
}

// TextList is a field that lists texts, such as key findings.
type TextList struct {
	Name  string
	Label Text
	Items []Text
}

// TermGroup is a taxonomy with some of its terms.
type TermGroup struct {
	Name  string
	Label Text
	Href  string
	Terms []TermLink
}

// TermLink is one term.
type TermLink struct {
	Text    Text
	Href    string
	Count   string // publications, in the reader's digits; on a taxonomy's page and in archives
	Current bool   // it leads to the page itself
}

// File is a download.
type File struct {
	Href   string
	Label  Text
	Format string
	Size   string
}

// Heading is an entry of a table of contents.
type Heading struct {
	ID, Text string
	Level    int
}

// Item is a publication in a list.
type Item struct {
	Href     string
	Title    Text
	Summary  Text
	Date     Date
	Kind     Text
	Language string // the edition's language in the reader's words, when it is another one
	Mark     Text   // "in French", when it is another one
	Place    Text   // of what takes place: where
	Until    string // of what takes place: the moment when it is over, in RFC 3339, where the browser is to tell
	State    Text   // of what takes place: that it is cancelled
}

// List is a list of publications, and where in it the page is.
type List struct {
	Title    Text
	Body     template.HTML // the section's introduction
	Form     *Form         // shown below the first page of a section; nil where there is none
	BodyText Text          // carries the introduction's language
	Summary  Text
	Label    Text // of the taxonomy, on a term's page
	Items    []Item
	Coming   []Item      // in a list of what takes place: those of Items that are to come
	Years    []YearItems // in such a list: the others, by year
	Live     bool        // in such a list: the browser is to tell what is to come
	Calendar string      // the link to the language's calendar, in such a list; may be empty
	Sections []Item
	Groups   []TermGroup // the section's archive: years, months, countries, regions
	Page     int
	Position string // "page 2 of 9" in the reader's words; empty on a list of one page
	Before   string
	After    string
	Feed     string
}

// Front is what a home page shows beside its text.
type Front struct {
	Summary  Text
	Body     template.HTML
	BodyText Text
	Actions  []Link   // what the reader is asked to do
	Lead     []Item   // the newest of all; empty without Newest
	Newest   []Newest // the newest of the others, by section; empty where one section has all
	Latest   []Item
	Sections []Item
	Form     *Form // nil where there is none
	Feed     string
}
