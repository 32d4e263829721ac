package html

import (
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// This file turns the expressions of templates into functions over typed data.

// value gives the value of an expression; it is false when html/template has
// to say what becomes of it.
type value func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool)

// question gives the truth of one.
type question func(r *running, vars []reflect.Value, dot reflect.Value) (yes, ok bool)

// pipe is an expression without functions after it. Its declarations are left
// to who asks.
func (s *scope) pipe(p *parse.PipeNode, dot reflect.Type) (value, reflect.Type, bool) {
	if len(p.Cmds) != 1 {
		return nil, nil, false
	}
	return s.command(p.Cmds[0], dot)
}

// command is a field, a method with its arguments, a variable or a constant.
func (s *scope) command(c *parse.CommandNode, dot reflect.Type) (value, reflect.Type, bool) {
	args := c.Args[1:]
	switch n := c.Args[0].(type) {
	case *parse.FieldNode:
		return s.chain(func(_ *running, _ []reflect.Value, dot reflect.Value) (reflect.Value, bool) { return dot, true }, dot, n.Ident, args, dot)
	case *parse.VariableNode:
		slot := s.find(n.Ident[0])
		if slot < 0 {
			return nil, nil, false
		}
		return s.chain(func(_ *running, vars []reflect.Value, _ reflect.Value) (reflect.Value, bool) { return vars[slot], true },
			s.names[slot].kind, n.Ident[1:], args, dot)
	}
	if len(args) > 0 {
		return nil, nil, false
	}
	return s.operand(c.Args[0], dot)
}

// operand is an argument.
func (s *scope) operand(n parse.Node, dot reflect.Type) (value, reflect.Type, bool) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *running, _ []reflect.Value, dot reflect.Value) (reflect.Value, bool) { return dot, true }, dot, true
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if !n.IsInt || n.IsComplex && !n.IsFloat {
			return nil, nil, false
		}
		return constant(int(n.Int64))
	case *parse.FieldNode, *parse.VariableNode:
		return s.command(&parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{n}}, dot)
	}
	return nil, nil, false
}

func constant(v any) (value, reflect.Type, bool) {
	fixed := reflect.ValueOf(v)
	return func(*running, []reflect.Value, reflect.Value) (reflect.Value, bool) { return fixed, true }, fixed.Type(), true
}

// chain follows names from a value on: fields, and as the last one a method,
// which alone takes arguments.
func (s *scope) chain(v value, kind reflect.Type, names []string, args []parse.Node, dot reflect.Type) (value, reflect.Type, bool) {
	for i, name := range names {
		if !methodless(kind, name) {
			if i < len(names)-1 {
				return nil, nil, false
			}
			return s.method(v, kind, name, args, dot)
		}
		pointer := kind.Kind() == reflect.Pointer
		if pointer {
			kind = kind.Elem()
		}
		if kind.Kind() != reflect.Struct {
			return nil, nil, false
		}
		f, ok := kind.FieldByName(name)
		if !ok || !f.IsExported() || !plainPath(kind, f.Index) {
			return nil, nil, false
		}
		before, index := v, f.Index
		v = func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool) {
			value, ok := before(r, vars, dot)
			if pointer && ok {
				if value.IsNil() {
					return value, false
				}
				value = value.Elem()
			}
			if !ok {
				return value, false
			}
			for _, i := range index {
				value = value.Field(i)
			}
			return value, true
		}
		kind = f.Type
	}
	if len(args) > 0 {
		return nil, nil, false
	}
	return v, kind, true
}

// methodless says whether a name is none of a type's methods.
func methodless(kind reflect.Type, name string) bool {
	if kind.Kind() != reflect.Pointer {
		kind = reflect.PointerTo(kind)
	}
	_, ok := kind.MethodByName(name)
	return !ok
}

// plainPath says whether a field is reached through embedded values only.
func plainPath(kind reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if kind = kind.Field(i).Type; kind.Kind() != reflect.Struct {
			return false
		}
	}
	return true
}

// known are the methods that pages call by the dozen, called outright.
var known = map[reflect.Type]map[string]func(any) template.HTML{
	reflect.TypeFor[*Link]():     {"A": func(v any) template.HTML { return v.(*Link).A() }},
	reflect.TypeFor[*TermLink](): {"A": func(v any) template.HTML { return v.(*TermLink).A() }},
	reflect.TypeFor[*Value]():    {"Show": func(v any) template.HTML { return v.(*Value).Show() }},
	reflect.TypeFor[*Item](): {
		"A":     func(v any) template.HTML { return v.(*Item).A() },
		"About": func(v any) template.HTML { return v.(*Item).About() },
		"Intro": func(v any) template.HTML { return v.(*Item).Intro() },
	},
}

// method is the call of a method that gives one value.
func (s *scope) method(v value, kind reflect.Type, name string, args []parse.Node, dot reflect.Type) (value, reflect.Type, bool) {
	receiver := kind
	if kind.Kind() != reflect.Pointer {
		receiver = reflect.PointerTo(kind)
	}
	m, _ := receiver.MethodByName(name)
	if m.Type.NumOut() != 1 {
		return nil, nil, false
	}
	pointed := func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool) {
		value, ok := v(r, vars, dot)
		if !ok {
			return value, false
		}
		if value.Kind() == reflect.Pointer {
			return value, !value.IsNil()
		}
		if !value.CanAddr() {
			return value, false
		}
		return value.Addr(), true
	}
	if direct := known[receiver][name]; direct != nil && len(args) == 0 {
		return func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool) {
			value, ok := pointed(r, vars, dot)
			if !ok {
				return value, false
			}
			return reflect.ValueOf(direct(value.Interface())), true
		}, m.Type.Out(0), true
	}
	if word, kind, ok := s.word(pointed, receiver, name, args); ok {
		return word, kind, true
	}
	return s.call(pointed, m, args, dot)
}

// speaker is data that has the words of a language.
type speaker interface{ view() *View }

func (v *View) view() *View { return v }

// word is an interface message without arguments.
func (s *scope) word(v value, receiver reflect.Type, name string, args []parse.Node) (value, reflect.Type, bool) {
	if !receiver.Implements(reflect.TypeFor[speaker]()) || name != "T" && name != "Say" || len(args) != 1 {
		return nil, nil, false
	}
	n, ok := args[0].(*parse.StringNode)
	if !ok {
		return nil, nil, false
	}
	key := any(n.Text)
	html := name == "T"
	kind := reflect.TypeFor[string]()
	if html {
		kind = reflect.TypeFor[template.HTML]()
	}
	return func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool) {
		value, ok := v(r, vars, dot)
		if !ok {
			return value, false
		}
		view := value.Interface().(speaker).view()
		w, ok := view.known.Load(key)
		if !ok {
			w = view.know(n.Text)
		}
		if html {
			return reflect.ValueOf(&w.(*knownWord).html).Elem(), true
		}
		return reflect.ValueOf(&w.(*knownWord).text).Elem(), true
	}, kind, true
}

// call is the call of any other method, by reflection.
func (s *scope) call(v value, m reflect.Method, args []parse.Node, dot reflect.Type) (value, reflect.Type, bool) {
	fixed := m.Type.NumIn()
	if m.Type.IsVariadic() {
		fixed--
	}
	if len(args)+1 < fixed || len(args)+1 > fixed && !m.Type.IsVariadic() {
		return nil, nil, false
	}
	values := make([]value, len(args))
	for i, a := range args {
		arg, kind, ok := s.operand(a, dot)
		if !ok {
			return nil, nil, false
		}
		var want reflect.Type
		if i+1 < fixed {
			want = m.Type.In(i + 1)
		} else {
			want = m.Type.In(fixed).Elem()
		}
		if !kind.AssignableTo(want) {
			return nil, nil, false
		}
		values[i] = arg
	}
	return func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool) {
		receiver, ok := v(r, vars, dot)
		in := make([]reflect.Value, 1, len(values)+1)
		in[0] = receiver
		for _, arg := range values {
			a, ok2 := arg(r, vars, dot)
			ok = ok && ok2
			in = append(in, a)
		}
		if !ok {
			return receiver, false
		}
		return m.Func.Call(in)[0], true
	}, m.Type.Out(0), true
}

// condition is what stands behind if. Declarations are left to who asks.
func (s *scope) condition(p *parse.PipeNode, dot reflect.Type) (question, bool) {
	if len(p.Cmds) != 1 {
		return nil, false
	}
	c := p.Cmds[0]
	f, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok {
		if inner, ok := c.Args[0].(*parse.PipeNode); ok && len(c.Args) == 1 && len(inner.Decl) == 0 {
			return s.condition(inner, dot)
		}
		v, kind, ok := s.command(c, dot)
		return func(r *running, vars []reflect.Value, dot reflect.Value) (bool, bool) {
			value, ok := v(r, vars, dot)
			return ok && truth(value), ok
		}, ok && judged(kind)
	}
	args := c.Args[1:]
	switch f.Ident {
	case "not":
		if len(args) != 1 {
			return nil, false
		}
		is, ok := s.asked(args[0], dot)
		return func(r *running, vars []reflect.Value, dot reflect.Value) (bool, bool) {
			yes, ok := is(r, vars, dot)
			return !yes, ok
		}, ok
	case "and", "or":
		return s.joined(args, dot, f.Ident == "or")
	case "eq", "ne", "lt", "le", "gt", "ge":
		return s.compared(f.Ident, args, dot)
	}
	return nil, false
}

// asked is an argument of and, or, not.
func (s *scope) asked(n parse.Node, dot reflect.Type) (question, bool) {
	if p, ok := n.(*parse.PipeNode); ok {
		if len(p.Decl) > 0 {
			return nil, false
		}
		return s.condition(p, dot)
	}
	return s.condition(&parse.PipeNode{NodeType: parse.NodePipe, Cmds: []*parse.CommandNode{{NodeType: parse.NodeCommand, Args: []parse.Node{n}}}}, dot)
}

// joined is and, or: the first that decides ends it.
func (s *scope) joined(args []parse.Node, dot reflect.Type, decides bool) (question, bool) {
	var all []question
	for _, a := range args {
		is, ok := s.asked(a, dot)
		if !ok {
			return nil, false
		}
		all = append(all, is)
	}
	return func(r *running, vars []reflect.Value, dot reflect.Value) (bool, bool) {
		for _, is := range all {
			if yes, ok := is(r, vars, dot); !ok || yes == decides {
				return yes, ok
			}
		}
		return !decides, true
	}, len(all) > 0
}

// compared are the comparisons of texts and of whole numbers. eq may have more
// than two arguments: the first is equal to one of the others.
func (s *scope) compared(name string, args []parse.Node, dot reflect.Type) (question, bool) {
	if len(args) < 2 || len(args) > 2 && name != "eq" {
		return nil, false
	}
	var values []value
	var kinds []reflect.Kind
	for _, a := range args {
		v, kind, ok := s.operand(a, dot)
		if p, isPipe := a.(*parse.PipeNode); isPipe {
			v, kind, ok = s.length(p, dot)
		}
		if !ok {
			return nil, false
		}
		values, kinds = append(values, v), append(kinds, kind.Kind())
	}
	number := kinds[0] == reflect.Int
	if len(slices.Compact(kinds)) != 1 || !number && kinds[0] != reflect.String {
		return nil, false
	}
	test := map[string]func(int) bool{
		"eq": func(c int) bool { return c == 0 }, "ne": func(c int) bool { return c != 0 },
		"lt": func(c int) bool { return c < 0 }, "le": func(c int) bool { return c <= 0 },
		"gt": func(c int) bool { return c > 0 }, "ge": func(c int) bool { return c >= 0 },
	}[name]
	return func(r *running, vars []reflect.Value, dot reflect.Value) (bool, bool) {
		first, ok := values[0](r, vars, dot)
		if !ok {
			return false, false
		}
		for _, v := range values[1:] {
			other, ok := v(r, vars, dot)
			if !ok {
				return false, false
			}
			if test(order(first, other, number)) {
				return true, true
			}
		}
		return false, true
	}, true
}

// length is (len x).
func (s *scope) length(p *parse.PipeNode, dot reflect.Type) (value, reflect.Type, bool) {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 || len(p.Cmds[0].Args) != 2 {
		return nil, nil, false
	}
	if f, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode); !ok || f.Ident != "len" {
		return nil, nil, false
	}
	v, kind, ok := s.operand(p.Cmds[0].Args[1], dot)
	if !ok || kind.Kind() != reflect.Slice && kind.Kind() != reflect.String {
		return nil, nil, false
	}
	return func(r *running, vars []reflect.Value, dot reflect.Value) (reflect.Value, bool) {
		value, ok := v(r, vars, dot)
		if !ok {
			return value, false
		}
		return reflect.ValueOf(value.Len()), true
	}, reflect.TypeFor[int](), true
}
