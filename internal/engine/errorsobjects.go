package engine

import (
	"regexp"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/planner"
)

// objectRules recognise the errors of statements that make, change and fill local
// objects.
var objectRules = []errorRule{
	{regexp.MustCompile(`(?s)^(?:PRIMARY KEY or UNIQUE constraint violation: duplicate key|Duplicate key) "(.*)"(.*)`), duplicateKey},
	{regexp.MustCompile(`^(?:Conflict on |Catalog write-write conflict)`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.SerializationFailure, "could not serialize access due to concurrent update").WithHint("Retry the transaction.")
	}},
	{regexp.MustCompile(`^NOT NULL constraint failed: (.*?)\.(\S+)`), missingValue},
	{regexp.MustCompile(`(?s)^CHECK constraint failed on table (\S+) with expression CHECK\((.*)\)`), failedCheck},
	{regexp.MustCompile(`^Violates foreign key constraint because key "(.*?)" (does not exist in the referenced table|is still referenced)`), foreignKey},
	{regexp.MustCompile(`^Table "(.*?)" does not have a column with name "(.*?)"`), missingTarget},
	{regexp.MustCompile(`^Referenced update column (\S+) not found in table`), func(_ *session, m []string, p *planner.Statement) *pgerr.Error {
		return missingTarget(nil, []string{"", p.Info().Target, m[1]}, p)
	}},
	{regexp.MustCompile(`^Column name/value mismatch for insert on .*: expected (\d+) columns but (\d+) values`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		if len(m[1]) > len(m[2]) || len(m[1]) == len(m[2]) && m[1] > m[2] {
			return pgerr.New(pgerr.SyntaxError, "INSERT has more target columns than expressions")
		}
		return pgerr.New(pgerr.SyntaxError, "INSERT has more expressions than target columns")
	}},
	{regexp.MustCompile(`^table \S+ has \d+ columns but \d+ values were supplied`), func(_ *session, _ []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.SyntaxError, "INSERT has more expressions than target columns")
	}},
	{regexp.MustCompile(`^Column with name (\S+) already exists`), func(_ *session, m []string, p *planner.Statement) *pgerr.Error {
		return pgerr.New("42701", "column %q of relation %q already exists", m[1], p.Info().Target)
	}},
	{regexp.MustCompile(`^(.*) is not an? table$|^Can only (?:update|delete from) base table`), func(_ *session, m []string, p *planner.Statement) *pgerr.Error {
		if p == nil || p.Info().Kind != planner.Modify {
			return pgerr.New(wrongObjectType, "%q is not a table", m[1])
		}
		return pgerr.New(pgerr.FeatureNotSupported, "%s of rows of a view is not supported", p.Info().Tag).
			WithHint("Change the table that the view reads.")
	}},
	{regexp.MustCompile(`^Target table has more colum names than query result`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.SyntaxError, "too many column names were specified")
	}},
	{regexp.MustCompile(`^More VIEW aliases than columns in query result`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.SyntaxError, "CREATE VIEW specifies more column names than columns")
	}},
	{regexp.MustCompile(`^Table must have at least one column`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.FeatureNotSupported, "a table without columns is not supported")
	}},
	{regexp.MustCompile(`^Schema with name "(.*?)" already exists`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New("42P06", "schema %q already exists", m[1])
	}},
	{regexp.MustCompile(`^(?:Index|Sequence) with name "(.*?)" already exists`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.DuplicateTable, "relation %q already exists", m[1])
	}},
	{regexp.MustCompile(`^Index with name "?(\S+?)"? does not exist`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.UndefinedObject, "index %q does not exist", m[1])
	}},
	{regexp.MustCompile(`^Sequence with name "?(\S+?)"? does not exist`), func(_ *session, m []string, p *planner.Statement) *pgerr.Error {
		if p != nil && p.Info().Defining.Kind == "sequence" {
			return pgerr.New(pgerr.UndefinedTable, "sequence %q does not exist", m[1])
		}
		return pgerr.New(pgerr.UndefinedTable, "relation %q does not exist", m[1])
	}},
	{regexp.MustCompile(`^Existing object (\S+) is of type (\w+), trying to (?:drop|replace with) type (\w+)`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New("42809", "%q is not a %s", m[1], strings.ToLower(m[3]))
	}},
	{regexp.MustCompile(`^currval: sequence is not yet defined`), func(_ *session, _ []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "currval of sequence is not yet defined in this session")
	}},
	{regexp.MustCompile(`^Cannot drop entry "(.*?)" because there are entries that depend on it`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New("2BP01", "cannot drop %s because other objects depend on it", m[1]).
			WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
	}},
	{regexp.MustCompile(`^Cannot alter entry "(.*?)" because there are entries that depend on it`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.FeatureNotSupported, "a table with an index, or that a foreign key refers to, cannot be altered: %q", m[1])
	}},
	{regexp.MustCompile(`^The specified columns as conflict target are not referenced|^There are no UNIQUE/PRIMARY KEY constraints that refer to this table`), func(*session, []string, *planner.Statement) *pgerr.Error {
		return pgerr.New("42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification")
	}},
	{regexp.MustCompile(`^Data contains duplicates on indexed column`), func(s *session, _ []string, p *planner.Statement) *pgerr.Error {
		i := p.Info()
		name := i.Defining.Index
		if name == "" {
			name = i.Target + "_pkey"
		}
		e := pgerr.New(pgerr.UniqueViolation, "could not create unique index %q", name)
		if _, r := s.targetOf(p); r != nil {
			_ = e.About(r.schema, r.Name, "", name)
		}
		return e
	}},
	{regexp.MustCompile(`^Could not drop the table because this table is main key table of the table "(.*?)"`), func(_ *session, m []string, p *planner.Statement) *pgerr.Error {
		return pgerr.New("2BP01", "cannot drop table %s because other objects depend on it", p.Info().Target).
			WithDetail("a foreign key of table %s depends on table %s", m[1], p.Info().Target).
			WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
	}},
	{regexp.MustCompile(`nextval: reached (maximum|minimum) value of sequence "(.*?)" \((-?\d+)\)`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New("2200H", "nextval: reached %s value of sequence %q (%s)", m[1], m[2], m[3])
	}},
	{regexp.MustCompile(`^Cannot drop this column: an index depends on it|^Cannot (?:drop|change the type of) (?:this|a) column`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.FeatureNotSupported, "%s", strings.ToLower(m[0][:1])+m[0][1:])
	}},
	{regexp.MustCompile(`^Creating foreign keys across different schemas`), func(_ *session, _ []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.FeatureNotSupported, "foreign keys to a table of another schema are not supported")
	}},
	{regexp.MustCompile(`^(Adding columns with constraints|No support for that ALTER TABLE option|No support for .*|Not implemented.*)`), func(_ *session, m []string, _ *planner.Statement) *pgerr.Error {
		return pgerr.New(pgerr.FeatureNotSupported, "%s", firstLine(m[1]))
	}},
}

func missingTarget(_ *session, m []string, p *planner.Statement) *pgerr.Error {
	if p != nil && (p.Info().Kind == planner.Define || p.Info().Kind == planner.Modify) {
		return pgerr.New(pgerr.UndefinedColumn, "column %q of relation %q does not exist", m[2], m[1])
	}
	return missingQualified(nil, m, p)
}
