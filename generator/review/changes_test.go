package review_test

import (
	"fmt"
	"slices"

	"tract/generator/review"
	"tract/generator/translation"
)

// change does one thing to the site and says which.
func (w *world) change() string {
	x := w.works[w.rng.IntN(len(w.works))]
	if x.gone || x.old != "" {
		if w.rng.IntN(3) == 0 {
			return w.comeBack(x)
		}
		for x.gone || x.old != "" {
			x = w.works[w.rng.IntN(len(w.works))]
		}
	}
	if len(x.translations) < 3 && w.rng.IntN(4) == 0 {
		return w.begin(x)
	}
	n := w.rng.IntN(100)
	switch {
	case n < 44:
		return w.edit(x, n)
	case n < 90 && len(x.translations) > 0:
		tag := x.languages()[w.rng.IntN(len(x.translations))]
		return w.translate(x, tag, n)
	case n < 94:
		return w.rename(x)
	case n < 97:
		return w.leave(x)
	}
	return w.wrap(x)
}

// begin adds a translation: whole, with or without a record, or as a copy that is
// to be translated.
func (w *world) begin(x *work) string {
	tag := ""
	for _, l := range []string{"en", "es", "ar"} {
		if x.translations[l] == nil {
			tag = l
			break
		}
	}
	t := &text{of: slices.Clone(x.passages), made: map[int]made{}}
	copied := w.rng.IntN(3) == 0
	for _, p := range x.passages {
		t.made[p.id] = made{version: p.version, copied: copied, slips: p.slips}
	}
	x.translations[tag] = t
	w.save(x)
	switch {
	case copied:
		l := w.load()
		other := find(l, translationPath(x.name, tag))
		r := translation.New("fr", other.Blocks, nil)
		w.identities(other)
		w.put(other.RecordFile, string(r.Bytes()))
		t.record = true
		return "a copy is begun"
	case w.rng.IntN(5) > 0:
		w.confirm(x, tag, nil)
		t.record = true
		return "a translation is made"
	}
	return "a translation without a record"
}

// edit changes what a source says.
func (w *world) edit(x *work, n int) string {
	name := "words change"
	i := w.rng.IntN(len(x.passages))
	p := &x.passages[i]
	switch {
	case n < 18:
		p.version++
	case n < 24:
		kind := []string{"p", "h", "li"}[w.rng.IntN(3)]
		if at := w.one(x.passages, kind); at >= 0 {
			x.passages = slices.Insert(x.passages, at+1, w.passage(kind))
		}
		name = "a passage more"
	case n < 28:
		if at := w.oneOf(x.passages, func(p passage) bool { return p.kind != "title" }); at >= 0 && len(x.passages) > 10 {
			x.passages = slices.Delete(x.passages, at, at+1)
		}
		name = "a passage less"
	case n < 32:
		from, to := w.one(x.passages, "p"), w.one(x.passages, "p")
		if from >= 0 && from != to {
			moved := x.passages[from]
			x.passages = slices.Insert(slices.Delete(x.passages, from, from+1), to, moved)
		}
		name = "a passage elsewhere"
	case n < 38:
		return w.minor(x, i)
	case n < 40:
		p.slips++
		name = "a letter is mended without a word"
	default:
		p.version++
		if at := w.one(x.passages, "p"); at >= 0 {
			x.passages[at].version++
			x.passages = slices.Insert(x.passages, at+1, w.passage("p"))
		}
		name = "several passages change"
	}
	w.save(x)
	return name
}

// minor mends a letter and says that it changes no meaning.
func (w *world) minor(x *work, i int) string {
	l := w.load()
	d := &review.Desk{Loaded: l}
	source := find(l, sourcePath(x.name))
	before := translation.Blocks(source.Document, source.Kind, l.Site.Kinds.Common)
	behind := map[string]bool{} // those for whom the passage was another one already
	for tag, t := range x.translations {
		m, have := t.made[x.passages[i].id]
		behind[tag] = !have || m.version != x.passages[i].version || m.slips != x.passages[i].slips
	}
	x.passages[i].slips++
	w.save(x)
	l = w.load()
	d.Loaded = l
	for _, tag := range x.languages() {
		t := find(l, translationPath(x.name, tag))
		if t.Record == nil || t.State != translation.Outdated {
			continue
		}
		w.identities(t)
		w.put(t.RecordFile, string(translation.Minor(t.Record, before, t.Blocks, d.Blocks(t)).Bytes()))
		if t.MovedFrom != "" {
			delete(w.files, t.MovedFrom)
		}
		if m := x.translations[tag].made[x.passages[i].id]; !behind[tag] {
			m.slips = x.passages[i].slips
			x.translations[tag].made[x.passages[i].id] = m
		}
	}
	return "a letter is mended, said to be minor"
}

// translate works on a translation.
func (w *world) translate(x *work, tag string, n int) string {
	t := x.translations[tag]
	done := func(id int) {
		for _, p := range x.passages {
			if m := t.made[id]; p.id == id {
				m.slips = p.slips
				t.made[id] = m
			}
		}
	}
	copied := slices.ContainsFunc(t.of, func(p passage) bool { return t.made[p.id].copied })
	switch {
	case copied:
		// Some more passages of a copy, as it was begun.
		for range 3 {
			if at := w.oneOf(t.of, func(p passage) bool { return t.made[p.id].copied }); at >= 0 {
				m := t.made[t.of[at].id]
				m.copied = false
				t.made[t.of[at].id] = m
			}
		}
		w.save(x)
		return "a copy is translated further"
	case n < 66:
		t.follow(x.passages, nil)
		for _, p := range x.passages {
			done(p.id)
		}
		w.save(x)
		w.confirm(x, tag, nil)
		t.record = true
		return "a translation is brought up to its source"
	case n < 78 && t.record:
		at := w.oneOf(t.of, func(p passage) bool {
			return slices.ContainsFunc(x.passages, func(q passage) bool { return q.id == p.id && q.version != t.made[p.id].version })
		})
		if at < 0 {
			return "nothing"
		}
		id := t.of[at].id
		t.follow(x.passages, func(i int) bool { return i == id })
		done(id)
		w.save(x)
		w.confirm(x, tag, func(i int) bool { return i == id })
		return "a passage of a translation is brought up to its source"
	}
	id := t.of[w.rng.IntN(len(t.of))].id
	m := t.made[id]
	m.own++
	t.made[id] = m
	w.save(x)
	return "a translation is reworded"
}

// wrap writes passages of a source otherwise, with the same words.
func (w *world) wrap(x *work) string {
	for i := range x.passages {
		if x.passages[i].kind == "p" {
			x.passages[i].dress = w.rng.IntN(5)
		}
	}
	w.save(x)
	return "a text is wrapped anew"
}

// rename gives a text another name, with its translations and without the
// records, as an editor does.
func (w *world) rename(x *work) string {
	x.old = x.name
	w.nextID++
	x.name = fmt.Sprintf("work-%d", w.nextID)
	w.save(x)
	w.moveAlong(x)
	return "a text is renamed with its translations"
}

// leave renames a source alone, or deletes it.
func (w *world) leave(x *work) string {
	if w.rng.IntN(3) == 0 {
		x.gone = true
		w.save(x)
		return "a source is deleted"
	}
	x.old = x.name
	w.nextID++
	x.name = fmt.Sprintf("work-%d", w.nextID)
	w.save(x)
	return "a source is renamed alone"
}

// comeBack puts right what leave did.
func (w *world) comeBack(x *work) string {
	if x.gone {
		x.gone = false
		w.save(x)
		return "a source comes back"
	}
	w.moveAlong(x)
	return "the translations of a renamed source are renamed too"
}

// moveAlong gives the translations the name of their source.
func (w *world) moveAlong(x *work) {
	for tag := range x.translations {
		delete(w.files, translationPath(x.old, tag))
	}
	x.old = ""
	w.save(x)
}
