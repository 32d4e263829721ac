package zone

import (
	"testing"
	"time"
)

func TestDaylight(t *testing.T) {
	for _, test := range []struct {
		zone  string
		year  int
		month time.Month
		want  bool
	}{
		{"Europe/Zurich", 2026, 7, true},
		{"Europe/Zurich", 2026, 1, false},
		{"Europe/Dublin", 2026, 7, true}, // the database calls winter's time the saving one
		{"Europe/Dublin", 2026, 1, false},
		{"Australia/Sydney", 2026, 1, true},
		{"Australia/Sydney", 2026, 7, false},
		{"Africa/Dakar", 2026, 7, false},
		{"Asia/Kolkata", 2026, 1, false},
		{"Europe/Istanbul", 2017, 7, false},
		{"Europe/Volgograd", 2018, 11, false}, // it moved an hour on in October 2018, for two years
		{"UTC", 2026, 7, false},
	} {
		l, ok := Load(test.zone)
		if !ok {
			t.Fatalf("no zone %s", test.zone)
		}
		if got := Daylight(time.Date(test.year, test.month, 15, 12, 0, 0, 0, l)); got != test.want {
			t.Errorf("%s in month %d of %d: %t", test.zone, test.month, test.year, got)
		}
	}
}
