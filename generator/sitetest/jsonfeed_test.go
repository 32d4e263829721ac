package sitetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// jsonFeed are the members of JSON Feed 1.1; others are a fault.
type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	Home     string       `json:"home_page_url"`
	Feed     string       `json:"feed_url"`
	About    string       `json:"description"`
	Language string       `json:"language"`
	Icon     string       `json:"icon"`
	Next     string       `json:"next_url"`
	Authors  []jsonAuthor `json:"authors"`
	Items    *[]jsonItem  `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type jsonItem struct {
	ID        any          `json:"id"`
	URL       string       `json:"url"`
	External  string       `json:"external_url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Text      string       `json:"content_text"`
	Summary   string       `json:"summary"`
	Image     string       `json:"image"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Language  string       `json:"language"`
	Authors   []jsonAuthor `json:"authors"`
	Tags      []string     `json:"tags"`
}

// json checks a feed against JSON Feed 1.1 and gives its entries.
func (c *feedCheck) json(text []byte) []entryOf {
	var feed jsonFeed
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&feed); err != nil {
		c.fault("a JSON Feed that cannot be read: %v", err)
		return nil
	}
	if d.More() {
		c.fault("something follows the JSON Feed")
	}
	if feed.Version != "https://jsonfeed.org/version/1.1" {
		c.fault("a JSON Feed of the version %q", feed.Version)
	}
	if strings.TrimSpace(feed.Title) == "" || feed.Items == nil {
		c.fault("a JSON Feed without title or items")
		return nil
	}
	lang := c.path[:strings.IndexByte(c.path, '/')]
	if !strings.EqualFold(feed.Language, lang) {
		c.fault("a JSON Feed of %s says %q", lang, feed.Language)
	}
	if feed.Feed != c.b.url(c.path) {
		c.fault("a JSON Feed does not name itself: %q", feed.Feed)
	}
	c.page(feed.Home)
	authors := func(list []jsonAuthor) {
		for _, a := range list {
			if a.Name == "" && a.URL == "" {
				c.fault("an author without a name")
			}
		}
	}
	authors(feed.Authors)
	var out []entryOf
	seen := map[string]bool{}
	for _, i := range *feed.Items {
		id, ok := i.ID.(string)
		if !ok || id == "" || seen[id] {
			c.fault("an item whose id is missing, no text, or another's: %v", i.ID)
		}
		seen[id] = true
		if i.HTML == "" && i.Text == "" {
			c.fault("an item without content")
		}
		if !strings.EqualFold(i.Language, lang) {
			c.fault("an item of %s says %q", lang, i.Language)
		}
		c.edition(i.URL)
		authors(i.Authors)
		out = append(out, entryOf{fmt.Sprint(i.ID), i.URL, i.Title, c.date(i.Published), c.date(i.Modified), i.HTML})
	}
	return out
}
