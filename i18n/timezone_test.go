package i18n

import (
	"testing"
	"time"
)

func TestCity(t *testing.T) {
	for _, test := range []struct {
		locale, zone, name string
		ok                 bool
	}{
		{"fr", "Europe/London", "Londres", true},
		{"fr", "Europe/Zurich", "Zurich", true}, // Latin script: the zone's own name
		{"ar", "Europe/Zurich", "زيورخ", true},
		{"ar-EG", "Europe/Zurich", "زيورخ", true},
		{"zh", "Africa/Dakar", "达喀尔", true},
		{"bn", "Asia/Kolkata", "কোলকাতা", true}, // CLDR's own name for it is Asia/Calcutta
		{"pt", "America/Argentina/Buenos_Aires", "Buenos Aires", true},
		{"en", "America/Argentina/Rio_Gallegos", "Río Gallegos", true},
		{"hi", "America/New_York", "न्यूयॉर्क", true},
		{"ckb", "Africa/Dakar", "Dakar", false},
		{"fr", "UTC", "", false},
		{"fr", "Etc/GMT+1", "", false},
		{"fr", "US/Eastern", "", false},
		{"fr", "CET", "", false},
		{"fr", "", "", false},
		{"fr", "Europe/", "", false},
	} {
		if name, ok := Load(test.locale).City(test.zone); name != test.name || ok != test.ok {
			t.Errorf("%s in %s is %q, %t; want %q, %t", test.zone, test.locale, name, ok, test.name, test.ok)
		}
	}
}

// What ICU says is compared in TestGolden; here are moments and unknown zones.
func TestZoneTime(t *testing.T) {
	day := func(year int, month time.Month) time.Time { return time.Date(year, month, 15, 12, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		zone     string
		at       time.Time
		daylight bool
		name     string
	}{
		{"Europe/Zurich", day(2026, 7), true, "heure d’été d’Europe centrale"},
		{"Europe/Zurich", day(2026, 1), false, "heure normale d’Europe centrale"},
		{"Africa/Casablanca", day(2017, 1), false, "heure normale d’Europe de l’Ouest"},
		{"Africa/Casablanca", day(2026, 1), false, ""}, // it belongs to no metazone since 2018
		{"UTC", day(2026, 1), false, "temps universel coordonné"},
		{"Mars/Olympus", day(2026, 1), false, ""},
		{"", day(2026, 1), true, ""},
	} {
		if name, ok := Load("fr").ZoneTime(test.zone, test.at, test.daylight); name != test.name || ok != (test.name != "") {
			t.Errorf("%s on %s is %q, %t", test.zone, test.at, name, ok)
		}
	}
}
