package html

import (
	"slices"

	"tract/generator/kind"
	"tract/generator/site"
)

// Timeline is the dated steps of an undertaking: a list, and a table of the
// numbers that they have.
type Timeline struct {
	Label Text
	Steps []Step
	Table *Table // nil where fewer than two steps have numbers
}

// Step is one dated step.
type Step struct {
	Date  Date
	Name  Text
	Href  string  // of the step's own page elsewhere; may be empty
	Where []Value // its other texts: a place, a country
	// Facts are its numbers with what they count, where there is no table of
	// them.
	Facts []Fact
}

// Gathering is the publications of one kind that belong to another.
type Gathering struct {
	Kind  string
	Label Text
	Items []Item
}

// tableFrom is how many steps with numbers make a table worth its room.
const tableFrom = 2

// timeline lays out dated steps in the order that they are given. What a part is
// follows from its type: the first date and the first text that is required are
// the step's date and name, numbers go to the table, an address is its link.
func (b *builder) timeline(f *kind.Field, v kind.Value, lang string) *Timeline {
	out := &Timeline{Label: b.page.fieldLabel(f.Name)}
	var date, name *kind.Field
	numbers := kind.Field{Name: f.Name, Type: kind.Object, List: true}
	for i := range f.Fields {
		switch sub := &f.Fields[i]; {
		case date == nil && (sub.Type == kind.Date || sub.Type == kind.Year):
			date = sub
		case name == nil && sub.Type == kind.Text && sub.Required:
			name = sub
			numbers.Fields = append(numbers.Fields, *sub)
		case isNumber(sub):
			numbers.Fields = append(numbers.Fields, *sub)
		}
	}
	counted := 0
	for _, item := range v.Items {
		step := Step{}
		some := false
		for i := range f.Fields {
			sub := &f.Fields[i]
			part := item.Get(sub.Name)
			switch {
			case part.IsZero() || hiddenColumn(sub):
			case sub == date:
				value := b.value(sub, part, lang)
				step.Date = Date{Text: value.Text.Text, ISO: firstOf(value.ISO, part.Text)}
			case sub == name:
				step.Name = b.page.text(part.Text, lang)
			case sub.Type == kind.URL:
				step.Href = part.Text
			case isNumber(sub):
				some = true
				step.Facts = append(step.Facts, Fact{Name: sub.Name, Label: b.page.fieldLabel(sub.Name), Values: []Value{b.counted(sub, item, lang)}})
			default:
				step.Where = append(step.Where, b.value(sub, part, lang))
			}
		}
		if some {
			counted++
		}
		out.Steps = append(out.Steps, step)
	}
	if counted >= tableFrom && name != nil {
		table := b.table(&numbers, v, lang)
		table.Caption = b.page.word("terms_in", "label", out.Label.Text, "term", b.page.fieldLabel("figures").Text)
		out.Table = &table
		for i := range out.Steps {
			out.Steps[i].Facts = nil
		}
	}
	return out
}

func isNumber(f *kind.Field) bool { return f.Type == kind.Integer || f.Type == kind.Number }

// counted is a number of an object with the word that says how exact it is.
func (b *builder) counted(f *kind.Field, item kind.Value, lang string) Value {
	v := b.value(f, item.Get(f.Name), lang)
	if q := item.Get(f.Name + "_qualifier"); q.Text != "" {
		v.Text = b.qualified(q.Text, v.Text)
	}
	return v
}

// gatheredShown is how many publications of each kind a page shows of those
// that belong to it. Those that it names itself are shown all.
const gatheredShown = 8

// gathered fills what belongs to a publication, by kind, in place of what it
// names itself, which stands first there.
func (b *builder) gathered(out *Publication, pub *site.Publication) {
	if !pub.Kind.Gathers {
		return
	}
	out.Related = nil
	named := b.site.Related(pub)
	byKind := map[*kind.Kind]*Gathering{}
	for _, other := range b.site.Gathered(pub) {
		g := byKind[other.Kind]
		if g == nil {
			g = &Gathering{Kind: other.Kind.Name, Label: Text{Text: other.Kind.Name}}
			if key := "kinds_" + other.Kind.Name; b.page.has(key) {
				g.Label = b.page.word(key)
			}
			byKind[other.Kind] = g
		}
		if len(g.Items) >= gatheredShown && !slices.Contains(named, other) {
			continue
		}
		if entry, ok := b.site.Entry(other, b.language); ok {
			item := b.item(entry)
			item.Kind = Text{} // it stands above
			g.Items = append(g.Items, item)
		}
	}
	for _, k := range b.site.Kinds.Kinds {
		if g := byKind[k]; g != nil && len(g.Items) > 0 {
			out.Gathered = append(out.Gathered, *g)
		}
	}
}
