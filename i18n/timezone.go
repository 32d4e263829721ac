package i18n

import (
	"strings"
	"time"
)

// renamed are the zones of the IANA database that CLDR knows by an older name.
var renamed = map[string]string{
	"Africa/Asmara":                  "Africa/Asmera",
	"America/Argentina/Buenos_Aires": "America/Buenos_Aires",
	"America/Argentina/Catamarca":    "America/Catamarca",
	"America/Argentina/Cordoba":      "America/Cordoba",
	"America/Argentina/Jujuy":        "America/Jujuy",
	"America/Argentina/Mendoza":      "America/Mendoza",
	"America/Atikokan":               "America/Coral_Harbour",
	"America/Indiana/Indianapolis":   "America/Indianapolis",
	"America/Kentucky/Louisville":    "America/Louisville",
	"America/Nuuk":                   "America/Godthab",
	"Asia/Ashkhabad":                 "Asia/Ashgabat",
	"Asia/Chongqing":                 "Asia/Shanghai",
	"Asia/Chungking":                 "Asia/Shanghai",
	"Asia/Dacca":                     "Asia/Dhaka",
	"Asia/Harbin":                    "Asia/Shanghai",
	"Asia/Ho_Chi_Minh":               "Asia/Saigon",
	"Asia/Istanbul":                  "Europe/Istanbul",
	"Asia/Kathmandu":                 "Asia/Katmandu",
	"Asia/Kolkata":                   "Asia/Calcutta",
	"Asia/Macao":                     "Asia/Macau",
	"Asia/Tel_Aviv":                  "Asia/Jerusalem",
	"Asia/Thimbu":                    "Asia/Thimphu",
	"Asia/Ujung_Pandang":             "Asia/Makassar",
	"Asia/Ulan_Bator":                "Asia/Ulaanbaatar",
	"Asia/Yangon":                    "Asia/Rangoon",
	"Atlantic/Faroe":                 "Atlantic/Faeroe",
	"Europe/Kyiv":                    "Europe/Kiev",
	"Europe/Nicosia":                 "Asia/Nicosia",
	"Pacific/Chuuk":                  "Pacific/Truk",
	"Pacific/Kanton":                 "Pacific/Enderbury",
	"Pacific/Pohnpei":                "Pacific/Ponape",
}

// areas are the first parts of the names of zones that are called by cities.
var areas = map[string]bool{
	"Africa": true, "America": true, "Antarctica": true, "Arctic": true, "Asia": true, "Atlantic": true,
	"Australia": true, "Europe": true, "Indian": true, "Pacific": true,
}

func zoneOf(zone string) string {
	if old, ok := renamed[zone]; ok {
		return old
	}
	return zone
}

// City is the city that stands for a time zone of the IANA database: Zurich,
// زيورخ. It is false where CLDR has no name for it in this language: the name is then
// the English one that the zone's own name gives, and empty for zones that are
// not called by a city (UTC, US/Eastern). Languages in Latin script take that
// name for theirs, as CLDR says (UTS 35, part 4).
func (l *Locale) City(zone string) (name string, ok bool) {
	if name := l.entry.value(clocks, zoneOf(zone)); name != "" {
		return name, true
	}
	area, city, _ := strings.Cut(zone, "/")
	if !areas[area] || city == "" {
		return "", false
	}
	city = city[strings.LastIndexByte(city, '/')+1:]
	return strings.ReplaceAll(city, "_", " "), l.Script() == "Latn"
}

// ZoneTime is what the time of a zone of the IANA database is called at a moment:
// heure d’été d’Europe centrale; daylight says that clocks are put forward then.
// It is false where CLDR has no name for it in this language.
func (l *Locale) ZoneTime(zone string, at time.Time, daylight bool) (name string, ok bool) {
	kind := "!standard"
	if daylight {
		kind = "!daylight"
	}
	zone = zoneOf(zone)
	if zone == "UTC" {
		zone = "Etc/UTC"
	}
	if name := l.entry.value(clocks, zone+kind); name != "" {
		return name, true
	}
	metazone := metazoneOf(zone, at)
	if metazone == "" {
		return "", false
	}
	name = l.entry.value(clocks, "@"+metazone+kind)
	return name, name != ""
}

// metazoneOf is the metazone that a zone belongs to at a moment, or "".
func metazoneOf(zone string, at time.Time) string {
	periods, _ := find("metazones", zone)
	moment := at.UTC().Format("2006-01-02 15:04")
	for period := range strings.SplitSeq(periods, "\x1e") {
		parts := strings.Split(period, "\x1f")
		if len(parts) == 3 && parts[1] <= moment && (parts[2] == "" || moment < parts[2]) {
			return parts[0]
		}
	}
	return ""
}
