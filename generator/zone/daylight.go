package zone

import "time"

// Daylight says whether clocks are put forward at a moment in its zone: whether
// they showed less within the year before, and will within the year after. So a
// zone that moved for good is not in daylight time; and in Ireland and Morocco,
// whose winter's time and that of Ramadan the database calls the saving one, it is what
// people say.
func Daylight(t time.Time) bool {
	_, now := t.Zone()
	less := func(way int) bool {
		for month := 1; month <= 12; month++ {
			if _, offset := t.AddDate(0, way*month, 0).Zone(); offset < now {
				return true
			}
		}
		return false
	}
	return less(-1) && less(1)
}
