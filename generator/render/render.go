// Package render renders routes: it knows which package writes which output.
// A route is a pure function of the Site and the theme to bytes.
package render

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"tract/generator/render/calendar"
	"tract/generator/render/cite"
	"tract/generator/render/email"
	"tract/generator/render/epub"
	"tract/generator/render/feed"
	"tract/generator/render/html"
	"tract/generator/render/search"
	"tract/generator/render/signed"
	"tract/generator/render/sitemap"
	"tract/generator/site"
)

// output writes one kind of file that stands beside a publication's page.
type output func(*bytes.Buffer, *site.Site, site.Route) error

// outputs are the writers of site.Outputs that are files, by their names.
func outputs(s *site.Site) map[string]output {
	mails := email.NewDesk(s)
	mail := func(write func(*bytes.Buffer, site.Route) error) output {
		return func(out *bytes.Buffer, _ *site.Site, r site.Route) error { return write(out, r) }
	}
	return map[string]output{
		"cite.bib":        cite.BibTeX,
		"calendar.ics":    calendar.Write,
		"cite.ris":        cite.RIS,
		"email.html":      mail(mails.HTML),
		"email.txt":       mail(mails.Text),
		"message.eml":     mail(mails.Message),
		"share.txt":       email.Share,
		"signatories.csv": signed.CSV,
		"epub":            epub.Write,
		"feed.xml":        feed.Atom,
		"feed.json":       feed.JSON,
	}
}

// Renderer renders the routes of one Site. It may be used by many goroutines
// at once.
type Renderer struct {
	site  *site.Site
	theme *html.Theme
	html  *html.Renderer
	files map[string]output
	index *search.Indexes
}

// New is a renderer for a Site with a theme.
func New(s *site.Site, t *html.Theme) *Renderer {
	return &Renderer{site: s, theme: t, html: html.New(s, t), files: outputs(s), index: search.New(s)}
}

// AssetFolder is where a theme's files are published.
const AssetFolder = "assets/"

// Assets are the paths of the theme's files, sorted.
func (r *Renderer) Assets() []string {
	names := slices.Sorted(maps.Keys(r.theme.Assets))
	for i := range names {
		names[i] = AssetFolder + names[i]
	}
	return names
}

// Asset is the bytes of a theme's file at a path.
func (r *Renderer) Asset(path string) ([]byte, bool) {
	if len(path) <= len(AssetFolder) {
		return nil, false
	}
	b, ok := r.theme.Assets[path[len(AssetFolder):]]
	return b, ok
}

// AssetWeight is how many bytes a theme's file has as it is sent, by its name
// below AssetFolder.
func (r *Renderer) AssetWeight(name string) int64 { return r.html.AssetWeight(name) }

// OwnAsset is the file of the site's own theme that a file below AssetFolder
// comes from; "" for one that comes with Tract.
func (r *Renderer) OwnAsset(name string) string { return r.html.OwnAsset(name) }

// Render appends what stands at a route to out. An error is a fault of the
// theme or of the machine, never of the content.
func (r *Renderer) Render(out *bytes.Buffer, route site.Route) error {
	switch route.Type {
	case site.AtomRoute:
		return feed.Atom(out, r.site, route)
	case site.JSONFeedRoute:
		return feed.JSON(out, r.site, route)
	case site.SitemapIndexRoute:
		sitemap.Index(out, r.site)
	case site.SitemapRoute:
		sitemap.Language(out, r.site, route.Language, route.Page)
	case site.RobotsRoute:
		sitemap.Robots(out, r.site)
	case site.FileRoute:
		read := r.site.Media.Read
		if route.Width > 0 {
			read = func(path string) ([]byte, error) { return r.site.Media.ReadAt(path, route.Width) }
		}
		b, err := read(route.Target)
		if err != nil {
			return fmt.Errorf("read %s: %w", route.Target, err)
		}
		out.Write(b)
	case site.SearchIndexRoute:
		return r.index.Write(out, route)
	case site.OutputRoute:
		write := r.files[route.Output]
		if write == nil {
			return fmt.Errorf("render %s: nothing writes %s", route.Path, route.Output)
		}
		return write(out, r.site, route)
	default:
		return r.html.Render(out, route)
	}
	return nil
}
