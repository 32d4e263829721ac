package config

import (
	"slices"
	"strconv"

	"tract/generator/data"
	"tract/generator/diag"
)

// ImageSizes are the widths in pixels at which large images are published
// beside their own, unless tract.yaml says others.
var ImageSizes = []int{480, 960, 1440}

// The limits of `images: sizes:`.
const (
	maxImageSizes = 8
	minImageSize  = 16
	maxImageSize  = 4096
)

// images reads `images:`: off, or a map with the sizes.
func (r *reader) images(v data.Value) {
	if off(v) {
		r.c.ImageSizes = nil
		return
	}
	if v.Kind != data.Map {
		r.at("config-images", v)
		return
	}
	for _, f := range v.Fields {
		if f.Name != "sizes" {
			r.unknown(f, []string{"sizes"})
			continue
		}
		if off(f.Value) {
			r.c.ImageSizes = nil
			continue
		}
		var sizes []int
		for _, item := range f.Value.Items {
			n, err := strconv.Atoi(item.Text)
			if err != nil || n < minImageSize || n > maxImageSize {
				r.at("config-images", item)
				return
			}
			sizes = append(sizes, n)
		}
		slices.Sort(sizes)
		if sizes = slices.Compact(sizes); len(sizes) == 0 || len(sizes) > maxImageSizes {
			r.at("config-images", f.Value)
			return
		}
		r.c.ImageSizes = sizes
	}
}

// Budget is how much the pages of one type may weigh.
type Budget struct {
	KB    int        // kB of 1000 bytes; 0: there is no limit
	Place diag.Place // in tract.yaml; zero where the limit is Tract's own
}

// The types of pages that have a budget of their own beside those of kinds.
const (
	BudgetText        = "text"        // a page of text
	BudgetSignatories = "signatories" // a page with a list of those who signed
	BudgetHome        = "home"        // with its pictures
	BudgetList        = "list"        // sections, archives and terms, with their pictures
)

// defaultBudgets are what pages may weigh unless tract.yaml says otherwise.
func defaultBudgets() map[string]Budget {
	return map[string]Budget{BudgetText: {KB: 25}, BudgetSignatories: {KB: 40}, BudgetHome: {KB: 100}, BudgetList: {KB: 100}}
}

// budgets reads `budgets:`: off, or a map from types of pages or kinds to kB.
func (r *reader) budgets(v data.Value) {
	if off(v) {
		r.c.Budgets = nil
		return
	}
	if v.Kind != data.Map {
		r.at("config-budgets", v)
		return
	}
	for _, f := range v.Fields {
		n, err := strconv.Atoi(f.Value.Text)
		if !off(f.Value) && (err != nil || n < 1 || n > 100_000) {
			r.at("config-budgets", f.Value)
			continue
		}
		m := diag.At("config-budgets", r.src, f.Start, f.End)
		if _, page := r.c.Budgets[f.Name]; !page { // else one of the types of pages
			r.namesKind("budgets", f)
		}
		r.c.Budgets[f.Name] = Budget{KB: n, Place: diag.Place{File: m.File, Range: m.Range}}
	}
}

// off says whether a value switches something off.
func off(v data.Value) bool {
	if v.Kind == data.List || v.Kind == data.Map || v.Kind == data.Null {
		return false
	}
	if v.Text == "off" {
		return true
	}
	b, ok := v.AsBool()
	return ok && !b
}
