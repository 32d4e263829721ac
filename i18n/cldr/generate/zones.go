package main

import (
	"slices"
	"strings"
)

// readZones reads the names of time zones: the cities that stand for them, under
// their names in CLDR, and what the time is called there. Zones with the same
// clock share the names of a metazone, under @ and its name; where a zone has its
// own, they stand under its own name. Behind ! stands whether they are for standard time
// or daylight time; the moment of an event is in one of them.
func readZones(s *source, locale string) (record, error) {
	names, err := s.locale("dates", locale, "timeZoneNames", "dates", "timeZoneNames")
	if err != nil {
		return nil, err
	}
	r := record{}
	long := func(key string, zone object) {
		for _, kind := range [...]string{"standard", "daylight"} {
			if v := text(zone, "long", kind); v != "" && v != "∅∅∅" {
				r[key+"!"+kind] = v
			}
		}
	}
	zones, _ := names["zone"].(object)
	walkZones("", zones, func(id string, zone object) {
		if id == "Etc/Unknown" {
			return
		}
		if city := text(zone, "exemplarCity"); city != "" {
			r[id] = city
		}
		long(id, zone)
	})
	metazones, _ := names["metazone"].(object)
	for name := range metazones {
		if zone, ok := metazones[name].(object); ok {
			long("@"+name, zone)
		}
	}
	return r, nil
}

// walkZones calls f for every zone below an object whose keys are the parts of
// its name. A zone has a type.
func walkZones(id string, at object, f func(id string, zone object)) {
	if text(at, "_type") == "zone" {
		f(id, at)
		return
	}
	for part := range at {
		if below, ok := at[part].(object); ok {
			walkZones(strings.TrimPrefix(id+"/"+part, "/"), below, f)
		}
	}
}

// readMetazones holds which metazones a time zone has belonged to, the oldest
// first: the name, from when and until when (UTC; empty without bound).
func readMetazones(s *source) (record, error) {
	zones, err := s.supplemental("metaZones", "metaZones", "metazoneInfo", "timezone")
	if err != nil {
		return nil, err
	}
	r := record{}
	var walk func(id string, at any)
	walk = func(id string, at any) {
		switch at := at.(type) {
		case object:
			for part := range at {
				walk(strings.TrimPrefix(id+"/"+part, "/"), at[part])
			}
		case []any:
			var out []string
			for _, one := range at {
				out = append(out, strings.Join([]string{text(one, "usesMetazone", "_mzone"), text(one, "usesMetazone", "_from"), text(one, "usesMetazone", "_to")}, us))
			}
			slices.SortStableFunc(out, func(a, b string) int {
				return strings.Compare(strings.Split(a, us)[1], strings.Split(b, us)[1])
			})
			r[id] = strings.Join(out, rs)
		}
	}
	walk("", zones)
	return r, nil
}
