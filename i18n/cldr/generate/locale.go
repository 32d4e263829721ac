package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Parts of one value stand between unit separators, records between record
// separators; neither occurs in CLDR's texts.
const (
	us = "\x1f"
	rs = "\x1e"
)

// readCore reads what dates, numbers, lists and quotations need.
func readCore(s *source, locale string) (record, error) {
	r := record{}
	for _, read := range []func(*source, string, record) error{readNumbers, readDates, readWords, readUnits} {
		if err := read(s, locale, r); err != nil {
			return nil, err
		}
	}
	for k, v := range r {
		if strings.ContainsAny(v, "\n\x01") {
			return nil, fmt.Errorf("%s holds a separator: %q", k, v)
		}
		if v == "" {
			delete(r, k)
		}
	}
	return r, nil
}

func readNumbers(s *source, locale string, r record) error {
	n, err := s.locale("numbers", locale, "numbers", "numbers")
	if err != nil || n == nil {
		return errors.Join(err, missing(n, "numbers"))
	}
	r["digits"] = text(n, "defaultNumberingSystem")
	r["digits.native"] = text(n, "otherNumberingSystems", "native")
	r["grouping.minimum"] = text(n, "minimumGroupingDigits")
	for k := range n {
		ns, ok := strings.CutPrefix(k, "symbols-numberSystem-")
		if !ok {
			continue
		}
		sym := n[k]
		r["symbols."+ns] = strings.Join([]string{
			text(sym, "decimal"), text(sym, "group"), text(sym, "minusSign"), text(sym, "percentSign"),
			text(sym, "nan"), text(sym, "infinity"),
			text(n, "decimalFormats-numberSystem-"+ns, "standard"),
			text(n, "percentFormats-numberSystem-"+ns, "standard"),
		}, us)
	}
	return nil
}

var styles = [...]string{"full", "long", "medium", "short"}

// skeletons are the flexible formats that partial dates use.
var skeletons = [...]string{"y", "yM", "yMMM", "yMMMM", "MMMd", "MMMMd", "Md"}

func readDates(s *source, locale string, r record) error {
	g, err := s.locale("dates", locale, "ca-gregorian", "dates", "calendars", "gregorian")
	if err != nil || g == nil {
		return errors.Join(err, missing(g, "ca-gregorian"))
	}
	months := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}
	days := []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	for _, context := range [...]string{"format", "stand-alone"} {
		for _, width := range [...]string{"abbreviated", "wide"} {
			r["months."+context+"."+width] = row(dig(g, "months", context, width), months)
			r["days."+context+"."+width] = row(dig(g, "days", context, width), days)
		}
	}
	r["months.format.narrow"] = row(dig(g, "months", "format", "narrow"), months)
	r["ampm"] = row(dig(g, "dayPeriods", "format", "abbreviated"), []string{"am", "pm"})
	r["era"] = text(g, "eras", "eraAbbr", "1") + us + text(g, "eras", "eraNames", "1") + us + text(g, "eras", "eraNarrow", "1")
	for _, style := range styles {
		r["date."+style] = text(g, "dateFormats", style)
	}
	r["time.short"] = text(g, "timeFormats", "short")
	if strings.Contains(r["time.short"], "B") {
		if r["periods"], err = periods(s, locale, dig(g, "dayPeriods", "format", "abbreviated")); err != nil {
			return err
		}
	}
	r["datetime.long"] = text(g, "dateTimeFormats-atTime", "standard", "long")
	f := dig(g, "dateTimeFormats")
	for _, k := range skeletons {
		r["skeleton."+k] = text(f, "availableFormats", k)
	}
	r["interval"] = text(f, "intervalFormats", "intervalFormatFallback")
	for k, fields := range map[string][]string{
		"y": {"y"}, "yM": {"M", "y"}, "yMMM": {"M", "y"}, "yMMMM": {"M", "y"},
		"yMMMd": {"d", "M", "y"}, "GyMMMd": {"d", "M", "y"}, "yMMMMd": {"d", "M", "y"},
	} {
		if dig(f, "intervalFormats", k) != nil {
			r["interval."+k] = row(dig(f, "intervalFormats", k), fields)
		}
	}
	return nil
}

// periods writes a language's parts of the day: from, before and name, in
// hours, for the pattern letter B.
func periods(s *source, locale string, names any) (string, error) {
	rules, err := s.supplemental("dayPeriods", "dayPeriodRuleSet")
	if err != nil {
		return "", err
	}
	var set object
	for at := locale; set == nil && at != "und"; at = s.parents[at] {
		set, _ = rules[at].(object)
	}
	if set == nil {
		language, _, _ := strings.Cut(locale, "-")
		set, _ = rules[language].(object)
	}
	var out []string
	for _, k := range slices.Sorted(maps.Keys(set)) {
		from, before := text(set, k, "_from"), text(set, k, "_before")
		if from == "" {
			continue // midnight and noon as points belong to the letter b
		}
		out = append(out, from[:2]+us+before[:2]+us+text(names, k))
	}
	slices.Sort(out)
	return strings.Join(out, rs), nil
}

func readWords(s *source, locale string, r record) error {
	lists, err := s.locale("misc", locale, "listPatterns", "listPatterns")
	if err != nil || lists == nil {
		return errors.Join(err, missing(lists, "listPatterns"))
	}
	parts := []string{"start", "middle", "end", "2"}
	r["list.and"] = row(lists["listPattern-type-standard"], parts)
	r["list.or"] = row(lists["listPattern-type-or"], parts)

	quotes, err := s.locale("misc", locale, "delimiters", "delimiters")
	if err != nil {
		return err
	}
	r["quotes"] = row(quotes, []string{"quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd"})

	layout, err := s.locale("misc", locale, "layout", "layout", "orientation")
	if err != nil {
		return err
	}
	r["order"] = text(layout, "characterOrder")

	transforms, err := s.locale("misc", locale, "contextTransforms", "contextTransforms")
	if err != nil {
		return err
	}
	if text(transforms, "languages", "uiListOrMenu") == "titlecase-firstword" {
		r["title.languages"] = "1"
	}
	return nil
}

func readUnits(s *source, locale string, r record) error {
	short, err := s.locale("units", locale, "units", "units", "short")
	if err != nil {
		return err
	}
	for _, unit := range [...]string{"byte", "kilobyte", "megabyte", "gigabyte", "terabyte"} {
		patterns, _ := short["digital-"+unit].(object)
		var out []string
		for _, k := range slices.Sorted(maps.Keys(patterns)) {
			if category, ok := strings.CutPrefix(k, "unitPattern-count-"); ok && !strings.Contains(category, "-") {
				out = append(out, category+us+text(patterns, k))
			}
		}
		r["unit."+unit] = strings.Join(out, rs)
	}
	return nil
}

// private are CLDR's codes for tests and for the unknown.
var private = []string{"XA", "XB", "ZZ"}

var alternative = regexp.MustCompile(`-alt-(short|variant)$`)

// readPlaces reads the names of countries and regions. Alternative names,
// which serve only to recognise a country by its name, have keys in lower
// case: ci, or ci2 for a second one.
func readPlaces(s *source, locale string) (record, error) {
	names, err := s.locale("localenames", locale, "territories", "localeDisplayNames", "territories")
	if err != nil {
		return nil, err
	}
	r := record{}
	for _, k := range slices.Sorted(maps.Keys(names)) {
		code, _, alt := strings.Cut(k, "-alt-")
		v := text(names, k)
		switch {
		case v == code || slices.Contains(private, code):
		case !alt:
			r[code] = v
		case alternative.MatchString(k):
			key := strings.ToLower(code)
			if r[key] != "" {
				key += "2"
			}
			r[key] = v
		}
	}
	return r, nil
}

// readTongues reads the names of languages, scripts and variants.
func readTongues(s *source, locale string) (record, error) {
	r := record{}
	variants := map[string]bool{}
	for _, l := range s.locales {
		for _, part := range strings.Split(l, "-")[1:] {
			variants[strings.ToUpper(part)] = len(part) > 4
		}
	}
	for _, kind := range [...]string{"languages", "scripts", "variants"} {
		names, err := s.locale("localenames", locale, kind, "localeDisplayNames", kind)
		if err != nil {
			return nil, err
		}
		for k := range names {
			v := text(names, k)
			if strings.Contains(k, "-alt-") || strings.Contains(k, "-menu-") || v == k ||
				(kind == "variants" && !variants[strings.ToUpper(k)]) || k == "root" || k == "und" || k == "alt" {
				continue
			}
			r[k] = v
		}
	}
	pattern, err := s.locale("localenames", locale, "localeDisplayNames", "localeDisplayNames", "localeDisplayPattern")
	if err != nil {
		return nil, err
	}
	r["=pattern"] = text(pattern, "localePattern")
	r["=separator"] = text(pattern, "localeSeparator")
	return r, nil
}

// row joins the named fields of an object; it is empty when all of them are.
func row(v any, fields []string) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = text(v, f)
	}
	joined := strings.Join(parts, us)
	if strings.Trim(joined, us) == "" {
		return ""
	}
	return joined
}

func missing(o object, name string) error {
	if o == nil {
		return fmt.Errorf("there is no %s", name)
	}
	return nil
}
