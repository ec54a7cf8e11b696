package engine

import (
	"github.com/trailgres/trailgres/internal/engine/duck"
	"github.com/trailgres/trailgres/internal/pgfunc"
)

// pathFunctions are the functions of the SQL/JSON path language
// (https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-SQLJSON-PATH). With
// variables and whether errors are silent they are the functions, with the document and
// the path alone the operators @? and @@.
func pathFunctions() []duck.Function {
	jsonb := duck.JSON
	var out []duck.Function
	answers := func(name string, answer func(p *pgfunc.Path, doc pgfunc.JSON, vars *pgfunc.JSON, silent bool) (yes, known bool, err error)) {
		for _, params := range [][]duck.Type{types(jsonb, textType), types(jsonb, textType, jsonb, boolType)} {
			out = append(out, strict(name, params, boolType, func(c *call) error {
				return c.onPath(func(p *pgfunc.Path, doc pgfunc.JSON, vars *pgfunc.JSON, silent bool) error {
					yes, known, err := answer(p, doc, vars, silent)
					if !known {
						c.setNull()
						return err
					}
					c.setBool(yes)
					return err
				})
			}))
		}
	}
	queries := func(name string, result duck.Type, set func(c *call, found []pgfunc.JSON)) {
		out = append(out, strict(name, types(jsonb, textType, jsonb, boolType), result, func(c *call) error {
			return c.onPath(func(p *pgfunc.Path, doc pgfunc.JSON, vars *pgfunc.JSON, silent bool) error {
				found, err := p.Query(doc, vars, silent)
				if err == nil {
					set(c, found)
				}
				return err
			})
		}))
	}
	answers("pg_jsonb_path_exists", (*pgfunc.Path).Exists)
	answers("pg_jsonb_path_match", (*pgfunc.Path).Match)
	queries("pg_jsonb_path_query", duck.ListOf(jsonb), func(c *call, found []pgfunc.JSON) {
		texts := make([]*string, len(found))
		for i, v := range found {
			s := v.String()
			texts[i] = &s
		}
		c.out.Texts(c.row, texts)
	})
	queries("pg_jsonb_path_query_array", jsonb, func(c *call, found []pgfunc.JSON) {
		c.out.Append(c.row, pgfunc.JSON{Kind: pgfunc.KindArray, Items: found}.Append)
	})
	queries("pg_jsonb_path_query_first", jsonb, func(c *call, found []pgfunc.JSON) {
		if len(found) == 0 {
			c.setNull()
			return
		}
		c.out.Append(c.row, found[0].Append)
	})
	return append(out, strict("pg_jsonpath_in", types(textType), textType, func(c *call) error {
		printed, err := readPath(c.text(0))
		c.setText(printed)
		return err
	}))
}

// onPath reads the arguments of a path function: the path, the document, and variables and
// silence, which the operators have not.
func (c *call) onPath(run func(p *pgfunc.Path, doc pgfunc.JSON, vars *pgfunc.JSON, silent bool) error) error {
	path := c.text(1)
	p, err := keep(c, path, func() (*pgfunc.Path, error) { return pgfunc.ParseJSONPath(path) })
	if err != nil {
		return err
	}
	doc, err := c.json(0)
	if err != nil {
		return err
	}
	if len(c.args) == 2 {
		return run(p, doc, nil, true)
	}
	vars, err := keep(c, "vars "+c.text(2), func() (*pgfunc.JSON, error) {
		v, err := c.json(2)
		return &v, err
	})
	if err != nil {
		return err
	}
	return run(p, doc, vars, c.bool(3))
}

// readPath gives a path as jsonpath prints it.
func readPath(text string) (string, error) {
	p, err := pgfunc.ParseJSONPath(text)
	if err != nil {
		return "", err
	}
	return p.String(), nil
}
