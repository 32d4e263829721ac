package data

import "strings"

// fieldSet gathers the fields of a map and finds names that come twice.
type fieldSet struct {
	list  []Field
	index map[string]int // once the list is long
}

// find is the place of a name in the list, or -1.
func (s *fieldSet) find(name string) int {
	const long = 16
	if s.index == nil && len(s.list) <= long {
		for i := range s.list {
			if s.list[i].Name == name {
				return i
			}
		}
		return -1
	}
	if s.index == nil {
		s.index = make(map[string]int, 4*long)
		for i := range s.list {
			s.index[s.list[i].Name] = i
		}
	}
	if i, ok := s.index[name]; ok {
		return i
	}
	return -1
}

// put appends a field whose name is not there yet.
func (s *fieldSet) put(field Field) {
	if s.index != nil {
		s.index[field.Name] = len(s.list)
	}
	s.list = append(s.list, field)
}

// add appends a field. A name that is there already is a fault, which comes back,
// and the first one stays.
func (s *fieldSet) add(f *faults, field Field) *fault {
	if i := s.find(field.Name); i >= 0 {
		return twice(f, field.Name, field.Start, field.End, s.list[i].Start, s.list[i].End)
	}
	s.put(field)
	return nil
}

// twice says that a name stands twice in a map, and where it stands first.
func twice(f *faults, name string, start, end, firstStart, firstEnd int) *fault {
	x := f.add("duplicate-key", start, end, "name", name)
	x.note = [2]int{firstStart, firstEnd}
	return x
}

// remark is the line of a field as a remark of YAML or TOML, so that nothing of it is lost; "" when
// the field does not have a line of its own.
func remark(text []byte, field Field) string {
	from := lineStart(text, field.Start)
	to := endOfLine(text, field.Start)
	before := string(text[from:field.Start])
	if field.Value.End > to || field.Value.End < field.End {
		return ""
	}
	after := strings.TrimLeft(string(text[field.Value.End:to]), " \t")
	if strings.Trim(before, " ") != "" || after != "" && after[0] != '#' {
		return ""
	}
	return before + "# " + string(text[field.Start:to])
}
