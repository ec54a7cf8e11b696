package engine

import (
	"slices"
	"strings"

	"github.com/trailgres/trailgres/internal/pgerr"
	"github.com/trailgres/trailgres/pgwire"
	"github.com/trailgres/trailgres/pgwire/charset"
	"github.com/trailgres/trailgres/planner"
)

// copyOptions reads COPY's options and checks them in PostgreSQL's words
// (ProcessCopyOptions in src/backend/commands/copy.c).
func (st *statement) copyOptions(columns []pgwire.Column) (*pgwire.Copy, error) {
	o, c := &pgwire.Copy{}, st.info.Copying
	given := map[string]string{}
	for _, option := range c.Options {
		at := st.parsed.Position(option.At)
		if _, twice := given[option.Name]; twice {
			return nil, pgerr.New(pgerr.SyntaxError, "conflicting or redundant options").At(at)
		}
		given[option.Name] = option.Value
		if err := readCopyOption(o, c, option, columns, at); err != nil {
			return nil, err
		}
	}
	return o, defaultCopyOptions(o, c, given)
}

func readCopyOption(o *pgwire.Copy, c planner.Copying, option planner.CopyOption, columns []pgwire.Column, at int) (err error) {
	switch option.Name {
	case "format":
		format, ok := map[string]pgwire.CopyFormat{"text": pgwire.CopyText, "csv": pgwire.CopyCSV, "binary": pgwire.CopyBinary}[option.Value]
		if !ok {
			return pgerr.New(pgerr.InvalidParameterValue, "COPY format \"%s\" not recognized", option.Value).At(at)
		}
		o.Format = format
	case "header":
		switch value := strings.ToLower(option.Value); {
		case value == "match" && c.From:
			o.Header, o.HeaderMatch = true, true
		case value == "match":
			return pgerr.New(pgerr.FeatureNotSupported, "cannot use \"match\" with HEADER in COPY TO")
		default:
			word, err := boolean(value)
			if value != "" && err != nil {
				return pgerr.New(pgerr.SyntaxError, "header requires a Boolean value or \"match\"")
			}
			o.Header = value == "" || word == "on"
		}
	case "force_quote":
		o.ForceQuote, err = columnFlags(option, columns, "FORCE_QUOTE")
	case "force_not_null":
		o.ForceNotNull, err = columnFlags(option, columns, "FORCE_NOT_NULL")
	case "force_null":
		o.ForceNull, err = columnFlags(option, columns, "FORCE_NULL")
	case "encoding":
		name, known, supported := charset.Find(option.Value)
		switch {
		case !known:
			return pgerr.New(pgerr.InvalidParameterValue, "argument to option \"encoding\" must be a valid encoding name").At(at)
		case !supported:
			return pgerr.New(pgerr.FeatureNotSupported, "COPY in the encoding %s is not supported", name)
		}
		o.Encoding = name
	case "delimiter", "null", "quote", "escape", "freeze":
	default:
		return pgerr.New(pgerr.SyntaxError, "option \"%s\" not recognized", option.Name).At(at)
	}
	return err
}

// columnFlags marks the columns that an option names.
func columnFlags(option planner.CopyOption, columns []pgwire.Column, name string) ([]bool, error) {
	flags := make([]bool, len(columns))
	for _, wanted := range option.Values {
		found := false
		for i, c := range columns {
			if wanted == "*" || c.Name == wanted {
				flags[i], found = true, true
			}
		}
		if !found && wanted != "*" {
			return nil, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", wanted)
		}
	}
	return flags, nil
}

// defaultCopyOptions fills in what was not said, and checks what belongs together.
func defaultCopyOptions(o *pgwire.Copy, c planner.Copying, given map[string]string) error {
	csv := o.Format == pgwire.CopyCSV
	if o.Format == pgwire.CopyBinary {
		for _, name := range []string{"delimiter", "null"} {
			if _, ok := given[name]; ok {
				return pgerr.New(pgerr.SyntaxError, "cannot specify %s in BINARY mode", strings.ToUpper(name))
			}
		}
		if o.Header {
			return pgerr.New(pgerr.FeatureNotSupported, "cannot specify HEADER in BINARY mode")
		}
		return nil
	}
	delimiter, null := "\t", `\N`
	if csv {
		delimiter, null = ",", ""
	}
	var err error
	if o.Delimiter, err = oneByte(given, "delimiter", delimiter, "COPY delimiter must be a single one-byte character"); err != nil {
		return err
	}
	if text, ok := given["null"]; ok {
		null = text
	}
	o.Null = null
	if !csv {
		return checkTextOptions(o, given)
	}
	if o.Quote, err = oneByte(given, "quote", `"`, "COPY quote must be a single one-byte character"); err != nil {
		return err
	}
	if o.Escape, err = oneByte(given, "escape", string(o.Quote), "COPY escape must be a single one-byte character"); err != nil {
		return err
	}
	return checkCSVOptions(o, c)
}

func oneByte(given map[string]string, name, initial, complaint string) (byte, error) {
	value, ok := given[name]
	if !ok {
		value = initial
	}
	if len(value) != 1 {
		return 0, pgerr.New(pgerr.FeatureNotSupported, "%s", complaint)
	}
	return value[0], nil
}

func checkTextOptions(o *pgwire.Copy, given map[string]string) error {
	for _, name := range []string{"quote", "escape", "force_quote", "force_not_null", "force_null"} {
		if _, ok := given[name]; ok {
			return pgerr.New(pgerr.FeatureNotSupported, "COPY %s available only in CSV mode", strings.ReplaceAll(name, "_", " "))
		}
	}
	if strings.IndexByte("\\.abcdefghijklmnopqrstuvwxyz0123456789", o.Delimiter) >= 0 {
		return pgerr.New(pgerr.InvalidParameterValue, "COPY delimiter cannot be \"%s\"", string(o.Delimiter))
	}
	return checkLines(o)
}

func checkLines(o *pgwire.Copy) error {
	switch {
	case o.Delimiter == '\n' || o.Delimiter == '\r':
		return pgerr.New(pgerr.InvalidParameterValue, "COPY delimiter cannot be newline or carriage return")
	case strings.ContainsAny(o.Null, "\r\n"):
		return pgerr.New(pgerr.InvalidParameterValue, "COPY null representation cannot use newline or carriage return")
	case strings.IndexByte(o.Null, o.Delimiter) >= 0:
		return pgerr.New(pgerr.FeatureNotSupported, "COPY delimiter must not appear in the NULL specification")
	}
	return nil
}

func checkCSVOptions(o *pgwire.Copy, c planner.Copying) error {
	switch {
	case o.Delimiter == o.Quote:
		return pgerr.New(pgerr.InvalidParameterValue, "COPY delimiter and quote must be different")
	case o.Null != "" && strings.IndexByte(o.Null, o.Quote) >= 0:
		return pgerr.New(pgerr.FeatureNotSupported, "CSV quote character must not appear in the NULL specification")
	case c.From && slices.Contains(o.ForceQuote, true):
		return pgerr.New(pgerr.FeatureNotSupported, "COPY force quote only available using COPY TO")
	case !c.From && slices.Contains(o.ForceNotNull, true):
		return pgerr.New(pgerr.FeatureNotSupported, "COPY force not null only available using COPY FROM")
	case !c.From && slices.Contains(o.ForceNull, true):
		return pgerr.New(pgerr.FeatureNotSupported, "COPY force null only available using COPY FROM")
	}
	return checkLines(o)
}
