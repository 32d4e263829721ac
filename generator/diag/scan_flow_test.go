package diag

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
)

// take says that an expression is an id: a literal is noted, anything else
// becomes a carrier. Sure is false where only a name says so.
func (v *visit) take(e ast.Expr, u *use, sure bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		v.note(e, u, sure)
	case *ast.ParenExpr:
		v.take(e.X, u, sure)
	case *ast.Ident:
		v.mark(carrier{"name", v.pkg, e.Name, 0}, false)
		if f, index, ok := v.param(e); ok && f.name != "" {
			v.mark(carrier{"param", v.pkg, f.name, index}, sure)
			if f.method && ast.IsExported(f.name) {
				v.mark(carrier{"param", "", f.name, index}, sure)
			}
		}
	case *ast.SelectorExpr:
		pkg := v.pkg
		if target := v.imports[nameOf(e.X)]; target != "" {
			pkg = target
		}
		v.mark(carrier{"name", pkg, e.Sel.Name, 0}, false)
	case *ast.IndexExpr:
		v.take(e.X, u, false)
	case *ast.CompositeLit:
		for _, element := range e.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				element = pair.Value
			}
			if literal, ok := element.(*ast.BasicLit); ok {
				v.note(literal, nil, false)
			}
		}
	case *ast.CallExpr:
		v.takeResult(e, 0)
	case *ast.BinaryExpr:
		if !sure || e.Op != token.ADD {
			return
		}
		v.faults[v.files.Position(e.Pos()).String()+": an id is put together here; write it whole"] = true
	}
}

func (v *visit) takeResult(e ast.Expr, i int) {
	if call, ok := e.(*ast.CallExpr); ok {
		if pkg, name, _ := v.callee(call.Fun); name != "" {
			v.mark(carrier{"result", pkg, name, i}, false)
		}
	}
}

func (v *visit) note(literal *ast.BasicLit, u *use, sure bool) {
	id, err := strconv.Unquote(literal.Value)
	if err != nil || literal.Kind != token.STRING || id == "" || !sure && !longShape.MatchString(id) {
		return
	}
	place := v.files.Position(literal.Pos()).String()
	if !idShape.MatchString(id) {
		v.faults[place+": “"+id+"” is not kebab-case"] = true
		return
	}
	found := use{place: place}
	if u != nil {
		found.args, found.known = u.args, u.known
	}
	// A literal is met in each round; the last one knows most of its args.
	uses := slices.DeleteFunc(v.given[id], func(old use) bool { return old.place == place })
	v.given[id] = append(uses, found)
}

// carries tells whether an expression names a carrier.
func (v *visit) carries(e ast.Expr) bool {
	name := nameOf(e)
	if name == "" {
		return false
	}
	if f, index, ok := v.param(e); ok && v.has(carrier{"param", v.pkg, f.name, index}) {
		return true
	}
	return v.has(carrier{"name", v.pkg, name, 0})
}

// param is the innermost function that has a parameter of an expression's
// name, and the parameter's place.
func (v *visit) param(e ast.Expr) (function, int, bool) {
	name, ok := e.(*ast.Ident)
	if !ok {
		return function{}, 0, false
	}
	for _, f := range slices.Backward(v.functions) {
		i := 0
		for _, field := range f.typ.Params.List {
			for _, n := range field.Names {
				if n.Name == name.Name {
					return f, i, true
				}
				i++
			}
		}
	}
	return function{}, 0, false
}

func (v *visit) has(c carrier) bool {
	_, ok := v.carriers[c]
	return ok
}

func (v *visit) mark(c carrier, sure bool) {
	if was, ok := v.carriers[c]; !ok || sure && !was {
		v.carriers[c] = sure
		v.changed = true
	}
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
