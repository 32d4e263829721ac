package zone_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"tract/generator/zone"
)

// TestNames loads every zone that a site may name.
func TestNames(t *testing.T) {
	text, err := os.ReadFile("../kind/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(text))
	for _, name := range names {
		if l, ok := zone.Load(name); !ok || l.String() != name {
			t.Errorf("%s is not in the database", name)
		}
	}
	if len(names) < 500 {
		t.Errorf("%d names; there are more", len(names))
	}
	for _, name := range []string{"", "Local", "Paris", "../zone.go", "Europe/", "Europe"} {
		if _, ok := zone.Load(name); ok {
			t.Errorf("%q is a zone", name)
		}
	}
}

const local = "2006-01-02T15:04:05"

func TestAt(t *testing.T) {
	for _, c := range []struct{ zone, local, want, fit, next string }{
		{"Africa/Dakar", "2027-04-12T09:00:00", "2027-04-12T09:00:00Z", "once", ""},
		{"Asia/Kolkata", "2027-04-12T00:10:00", "2027-04-12T00:10:00+05:30", "once", ""},
		{"Europe/Paris", "2027-03-28T01:59:59", "2027-03-28T01:59:59+01:00", "once", ""},
		{"Europe/Paris", "2027-03-28T02:00:00", "2027-03-28T03:00:00+02:00", "never", "2027-03-28T03:00:00+02:00"},
		{"Europe/Paris", "2027-03-28T02:30:00", "2027-03-28T03:30:00+02:00", "never", "2027-03-28T03:00:00+02:00"},
		{"Europe/Paris", "2027-03-28T03:00:00", "2027-03-28T03:00:00+02:00", "once", ""},
		{"Europe/Paris", "2027-10-31T02:00:00", "2027-10-31T02:00:00+02:00", "twice", "2027-10-31T02:00:00+01:00"},
		{"Europe/Paris", "2027-10-31T02:59:59", "2027-10-31T02:59:59+02:00", "twice", "2027-10-31T02:59:59+01:00"},
		{"Europe/Paris", "2027-10-31T03:00:00", "2027-10-31T03:00:00+01:00", "once", ""},
		// A day that an island went without, and one of half an hour.
		{"Pacific/Apia", "2011-12-30T12:00:00", "2011-12-31T12:00:00+14:00", "never", "2011-12-31T00:00:00+14:00"},
		{"Australia/Lord_Howe", "2027-10-03T02:15:00", "2027-10-03T02:45:00+11:00", "never", "2027-10-03T02:30:00+11:00"},
		// Clocks that go forward at midnight.
		{"America/Asuncion", "2023-10-01T00:00:00", "2023-10-01T01:00:00-03:00", "never", "2023-10-01T01:00:00-03:00"},
		// Far away in both directions.
		{"Europe/Paris", "0001-01-01T00:00:00", "0001-01-01T00:00:00+00:09", "once", ""},
		{"Europe/Paris", "9999-12-31T23:59:59", "9999-12-31T23:59:59+01:00", "once", ""},
		{"Europe/Paris", "9998-07-01T12:00:00", "9998-07-01T12:00:00+02:00", "once", ""},
	} {
		l, ok := zone.Load(c.zone)
		if !ok {
			t.Fatal(c.zone)
		}
		wall, err := time.Parse(local, c.local)
		if err != nil {
			t.Fatal(err)
		}
		m := zone.At(wall, l)
		next := ""
		if !m.Next.IsZero() {
			next = m.Next.Format(time.RFC3339)
		}
		fit := [...]string{"once", "never", "twice"}[m.Fit]
		if got := m.Time.Format(time.RFC3339); got != c.want || fit != c.fit || next != c.next {
			t.Errorf("%s in %s is %s (%s, %s), wanted %s (%s, %s)", c.local, c.zone, got, fit, next, c.want, c.fit, c.next)
		}
	}
}

// TestAtAgrees compares with package time wherever a local time comes once.
func TestAtAgrees(t *testing.T) {
	compared := 0
	for _, name := range []string{"Europe/Dublin", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham", "America/St_Johns", "Antarctica/Troll", "Etc/GMT+12"} {
		l, _ := zone.Load(name)
		for at := time.Date(1968, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2040; at = at.Add(37*time.Hour + 41*time.Minute) {
			m := zone.At(at, l)
			want := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, l)
			if m.Fit == zone.Never {
				if m.Time.Format(local) == at.Format(local) || want.Format(local) == at.Format(local) {
					t.Errorf("%s: %s is there", name, at.Format(local))
				}
				continue
			}
			compared++
			if m.Time.Format(local) != at.Format(local) || m.Fit == zone.Once && !m.Time.Equal(want) {
				t.Errorf("%s: %s is %s, wanted %s", name, at.Format(local), m.Time, want)
			}
		}
	}
	if compared < 100000 {
		t.Errorf("%d moments compared", compared)
	}
}

func TestObservances(t *testing.T) {
	paris, _ := zone.Load("Europe/Paris")
	got := zone.Observances(paris, []int{2027, 2024, 2027, 2026})
	want := []string{
		"2024-01-01T00:00:00+01:00 CET", "2024-03-31T02:00:00+01:00 CEST", "2024-10-27T03:00:00+02:00 CET",
		"2026-01-01T00:00:00+01:00 CET", "2026-03-29T02:00:00+01:00 CEST", "2026-10-25T03:00:00+02:00 CET",
		"2027-03-28T02:00:00+01:00 CEST", "2027-10-31T03:00:00+02:00 CET",
	}
	if len(got) != len(want) {
		t.Fatalf("%d observances: %v", len(got), got)
	}
	for i, o := range got {
		shown := o.Start.In(time.FixedZone("", o.Before)).Format(time.RFC3339) + " " + o.Name
		if shown != want[i] || o.Daylight != (o.Name == "CEST") || (o.Offset == o.Before) != (i == 0 || i == 3) {
			t.Errorf("%d: %s %+v", i, shown, o)
		}
	}
	for _, name := range []string{"UTC", "Etc/GMT-3", "Africa/Dakar"} {
		l, _ := zone.Load(name)
		if got := zone.Observances(l, []int{2028}); len(got) != 1 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("Europe/Paris", int64(1806195600))
	f.Add("Pacific/Apia", int64(1325239200))
	f.Fuzz(func(t *testing.T, name string, seconds int64) {
		l, ok := zone.Load(name)
		if !ok {
			return
		}
		wall := time.Unix(seconds%(1<<37), 0).UTC()
		m := zone.At(wall, l)
		if (m.Fit == zone.Never) == (m.Time.Format(local) == wall.Format(local)) {
			t.Fatalf("%s in %s: %+v", wall, name, m)
		}
		if n := len(zone.Observances(l, []int{m.Time.Year()})); n < 1 || n > 20 {
			t.Fatalf("%s in %s: %d observances", wall, name, n)
		}
	})
}

func BenchmarkAt(b *testing.B) {
	wall := time.Date(2027, 4, 12, 9, 0, 0, 0, time.UTC)
	for b.Loop() {
		l, _ := zone.Load("Europe/Paris")
		zone.At(wall, l)
	}
}
