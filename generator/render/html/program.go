package html

import (
	"bytes"
	"html/template"
	"io"
	"reflect"
	"text/template/parse"
)

// This file makes templates quick. html/template decides once how each value is
// escaped where it stands, and writes that into the template's tree; then
// text/template walks the tree for every page, looking up fields, methods and
// functions by name and calling them by reflection, which took as long as all
// else that is done for a page. But the types of the data are known: a tree is
// turned into a program for them, in which fields have their place, and the
// escapers that html/template chose are called outright.
//
// A program knows what themes commonly do. Where a template does something else,
// and where a value needs more than is known here, html/template renders the
// page: it has the last word, and its errors are those that people see.

// program is one template for data of one type. It is not altered once made,
// and may be run by many goroutines at once.
type program struct {
	steps []step
	slots int // variables; the first is $
}

// step writes a part of a page. It is false when it has to be left to
// html/template. vars are the template's variables.
type step func(r *running, vars []reflect.Value, dot reflect.Value) bool

// running is one run of a program.
type running struct {
	out *bytes.Buffer
}

// run appends what the program makes of data, a pointer; it is false, and out
// as it was, when html/template has to do it.
func (p *program) run(out *bytes.Buffer, data any) (done bool) {
	from := out.Len()
	defer func() {
		// Of a method that panics html/template knows what to say.
		if recover() != nil || !done {
			out.Truncate(from)
			done = false
		}
	}()
	return p.call(&running{out}, reflect.ValueOf(data))
}

func (p *program) call(r *running, dot reflect.Value) bool {
	vars := make([]reflect.Value, p.slots)
	vars[0] = dot
	return all(p.steps, r, vars, dot)
}

func all(steps []step, r *running, vars []reflect.Value, dot reflect.Value) bool {
	for _, s := range steps {
		if !s(r, vars, dot) {
			return false
		}
	}
	return true
}

// compile gives the program of a template and its data, or nil where it has
// none.
func compile(t *template.Template, name string, data any) *program {
	// html/template escapes when it executes; the first text ends that.
	_ = t.ExecuteTemplate(refusing{}, name, data)
	c := &compiler{set: t, programs: map[programKey]*program{}}
	return c.program(name, reflect.TypeOf(data))
}

// refusing is a writer that takes nothing.
type refusing struct{}

func (refusing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// compiler turns the templates of a set into programs. What it does not know
// comes back as nil.
type compiler struct {
	set      *template.Template
	programs map[programKey]*program // nil while one is in the making: it calls itself
}

type programKey struct {
	name string
	data reflect.Type
}

func (c *compiler) program(name string, data reflect.Type) *program {
	key := programKey{name, data}
	if p, ok := c.programs[key]; ok {
		return p
	}
	c.programs[key] = nil
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil
	}
	s := &scope{compiler: c, names: []variable{{"$", data}}, slots: 1}
	steps, ok := s.list(t.Tree.Root, data)
	if !ok {
		return nil
	}
	c.programs[key] = &program{steps, s.slots}
	return c.programs[key]
}

// scope is what is known at a place of one template.
type scope struct {
	*compiler
	names []variable // by slot; those that are out of sight have no name
	slots int
}

type variable struct {
	name string
	kind reflect.Type
}

// find is the slot of a variable in sight.
func (s *scope) find(name string) int {
	for i := len(s.names) - 1; i >= 0; i-- {
		if s.names[i].name == name {
			return i
		}
	}
	return -1
}

// declare gives a variable its slot.
func (s *scope) declare(name string, kind reflect.Type) int {
	s.names = append(s.names, variable{name, kind})
	s.slots = len(s.names)
	return s.slots - 1
}

// leave takes the variables declared since out of sight.
func (s *scope) leave(from int) {
	for i := from; i < len(s.names); i++ {
		s.names[i].name = ""
	}
}

func (s *scope) list(l *parse.ListNode, dot reflect.Type) ([]step, bool) {
	if l == nil {
		return nil, true
	}
	var steps []step
	for _, n := range l.Nodes {
		one, ok := s.node(n, dot)
		if !ok {
			return nil, false
		}
		if one != nil {
			steps = append(steps, one)
		}
	}
	return steps, true
}

// block is a list with variables of its own.
func (s *scope) block(l *parse.ListNode, dot reflect.Type) ([]step, bool) {
	from := len(s.names)
	defer s.leave(from)
	return s.list(l, dot)
}

func (s *scope) node(n parse.Node, dot reflect.Type) (step, bool) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(r *running, _ []reflect.Value, _ reflect.Value) bool { r.out.Write(text); return true }, true
	case *parse.CommentNode:
		return nil, true
	case *parse.ActionNode:
		return s.action(n.Pipe, dot)
	case *parse.IfNode:
		from := len(s.names)
		defer s.leave(from)
		if len(n.Pipe.Decl) > 0 {
			return nil, false
		}
		is, ok := s.condition(n.Pipe, dot)
		then, ok2 := s.block(n.List, dot)
		other, ok3 := s.block(n.ElseList, dot)
		return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
			yes, ok := is(r, vars, dot)
			if !ok {
				return false
			}
			if yes {
				return all(then, r, vars, dot)
			}
			return all(other, r, vars, dot)
		}, ok && ok2 && ok3
	case *parse.WithNode:
		return s.with(&n.BranchNode, dot)
	case *parse.RangeNode:
		return s.repeat(&n.BranchNode, dot)
	case *parse.TemplateNode:
		return s.template(n, dot)
	}
	return nil, false
}

func (s *scope) with(n *parse.BranchNode, dot reflect.Type) (step, bool) {
	from := len(s.names)
	defer s.leave(from)
	v, kind, ok := s.pipe(n.Pipe, dot)
	if !ok || n.Pipe.IsAssign || len(n.Pipe.Decl) > 1 || !judged(kind) {
		return nil, false
	}
	slot := -1
	if len(n.Pipe.Decl) == 1 {
		slot = s.declare(n.Pipe.Decl[0].Ident[0], kind)
	}
	then, ok := s.block(n.List, kind)
	other, ok2 := s.block(n.ElseList, dot)
	return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
		value, ok := v(r, vars, dot)
		if !ok {
			return false
		}
		if slot >= 0 {
			vars[slot] = value
		}
		if truth(value) {
			return all(then, r, vars, value)
		}
		return all(other, r, vars, dot)
	}, ok && ok2
}

func (s *scope) repeat(n *parse.BranchNode, dot reflect.Type) (step, bool) {
	from := len(s.names)
	defer s.leave(from)
	v, kind, ok := s.pipe(n.Pipe, dot)
	if !ok || kind.Kind() != reflect.Slice || n.Pipe.IsAssign {
		return nil, false
	}
	index, element := -1, -1
	switch d := n.Pipe.Decl; len(d) {
	case 1:
		element = s.declare(d[0].Ident[0], kind.Elem())
	case 2:
		index = s.declare(d[0].Ident[0], reflect.TypeFor[int]())
		element = s.declare(d[1].Ident[0], kind.Elem())
	}
	each, ok := s.block(n.List, kind.Elem())
	none, ok2 := s.block(n.ElseList, dot)
	return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
		value, ok := v(r, vars, dot)
		if !ok {
			return false
		}
		count := value.Len()
		if count == 0 {
			return all(none, r, vars, dot)
		}
		for i := range count {
			one := value.Index(i)
			if index >= 0 {
				vars[index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				vars[element] = one
			}
			if !all(each, r, vars, one) {
				return false
			}
		}
		return true
	}, ok && ok2
}

func (s *scope) template(n *parse.TemplateNode, dot reflect.Type) (step, bool) {
	if n.Pipe == nil || len(n.Pipe.Decl) > 0 {
		return nil, false
	}
	v, kind, ok := s.pipe(n.Pipe, dot)
	if !ok {
		return nil, false
	}
	p := s.program(n.Name, kind)
	return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
		value, ok := v(r, vars, dot)
		return ok && p.call(r, value)
	}, p != nil
}
