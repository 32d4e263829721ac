package html

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// This file knows what the data of templates has, so that a message on a name
// that it has not can say what was expected.

// dataNames are the fields and methods of the types that templates get, by the
// name that text/template gives the type.
var dataNames = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || all[t.String()] != nil || !strings.HasPrefix(t.String(), "html.") {
			return
		}
		names := []string{}
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous {
				names = append(names, f.Name)
			}
		}
		pointer := reflect.PointerTo(t)
		for i := range pointer.NumMethod() {
			names = append(names, pointer.Method(i).Name)
		}
		slices.Sort(names)
		all[t.String()] = slices.Compact(names)
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() {
				add(f.Type)
			}
		}
	}
	add(reflect.TypeFor[Page]())
	add(reflect.TypeFor[Pair]())
	return all
})

// expected are the names that a type of the data has; nothing for a type that
// is not one of the data's.
func expected(typeName string) []string {
	return dataNames()[strings.TrimLeft(typeName, "*[]")]
}
