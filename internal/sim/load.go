package sim

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Add puts raw records into the indexes, as one record set for Options.Relocate.
// Records that came in before, byte for byte, are left out.
func (s *Server) Add(records iter.Seq[[]byte]) error {
	set := recordSet{server: s}
	n := 0
	for raw := range records {
		n++
		if err := set.take(string(raw)); err != nil {
			return fmt.Errorf("read record %d: %w", n, err)
		}
	}
	set.keep()
	return nil
}

// Load reads files and directories of raw records: JSON lines (.jsonl) and whole
// JSON files (.json) with {"Records":[…]}, as trails and console downloads have
// them, with {"Events":[…]}, as LookupEvents answers, with a list of either, or with
// one record; each also gzipped (.gz). A directory is read recursively, other files
// and CloudTrail-Digest/ left out. Each path is one record set for Options.Relocate.
func (s *Server) Load(paths ...string) error {
	for _, path := range paths {
		set := recordSet{server: s}
		if err := set.loadPath(path); err != nil {
			return fmt.Errorf("load %s: %w", path, err)
		}
		set.keep()
	}
	return nil
}

// recordSet gathers records until all are there and can be relocated together.
type recordSet struct {
	server *Server
	events []parsed
}

func (set *recordSet) take(raw string) error {
	p, err := parseRecord(raw)
	if err != nil {
		if !set.server.malformed() {
			return err
		}
		p = malformedRecord(raw)
	}
	if p.category != unserved && set.server.store.fresh(p.raw) {
		set.events = append(set.events, p)
	}
	if len(set.events) >= batch && !set.server.options.Relocate {
		set.keep()
	}
	return nil
}

// batch is how many events are gathered before they are kept, if they can be kept
// without knowing the rest: they take much memory until then.
const batch = 20_000

func (s *Server) malformed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.Malformed
}

func (set *recordSet) keep() {
	now := set.server.options.Clock()
	if set.server.options.Relocate {
		relocate(set.events, now)
	}
	set.server.store.add(set.events, now)
	clear(set.events)
	set.events = set.events[:0]
}

func (set *recordSet) loadPath(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return set.loadFile(path)
	}
	return filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "CloudTrail-Digest":
			return filepath.SkipDir
		case entry.IsDir() || kindOf(file) == "":
			return nil
		}
		if err := set.loadFile(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		return nil
	})
}

// kindOf is .json or .jsonl; "" for other files.
func kindOf(file string) string {
	switch kind := filepath.Ext(strings.TrimSuffix(file, ".gz")); kind {
	case ".json", ".jsonl":
		return kind
	}
	return ""
}

func (set *recordSet) loadFile(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	in := io.Reader(bufio.NewReaderSize(f, 1<<16))
	if strings.HasSuffix(file, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			return fmt.Errorf("unzip: %w", err)
		}
	}
	switch kindOf(file) {
	case ".jsonl":
		return set.readLines(in)
	case ".json":
		return set.readWhole(in)
	}
	return errors.New("want a name that ends in .jsonl or .json, or one of them and .gz")
}

func (set *recordSet) readLines(in io.Reader) error {
	lines := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("read line %d: %w", n, err)
		}
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			if err := set.take(trimmed); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readWhole reads a file that is one JSON text, or JSON lines in disguise.
func (set *recordSet) readWhole(in io.Reader) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	list, err := recordsOf(text)
	if err != nil {
		if set.readLines(strings.NewReader(string(text))) == nil {
			return nil
		}
		return err
	}
	for i, raw := range list {
		if err := set.takeEnvelope(raw); err != nil {
			return fmt.Errorf("record %d: %w", i+1, err)
		}
	}
	return nil
}

// recordsOf finds the list of records in a JSON text.
func recordsOf(text []byte) ([]json.RawMessage, error) {
	var list []json.RawMessage
	if json.Unmarshal(text, &list) == nil {
		return list, nil
	}
	var file map[string]json.RawMessage
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	for _, name := range []string{"Records", "Events"} {
		if json.Unmarshal(file[name], &list) == nil {
			return list, nil
		}
	}
	if file["eventName"] == nil && file["eventTime"] == nil {
		return nil, errors.New(`neither "Records" nor "Events" is a list, and it is no record`)
	}
	return []json.RawMessage{text}, nil
}

// takeEnvelope takes a raw record, or an event of a LookupEvents answer that has
// one inside.
func (set *recordSet) takeEnvelope(raw json.RawMessage) error {
	var envelope struct{ CloudTrailEvent *string }
	if json.Unmarshal(raw, &envelope) == nil && envelope.CloudTrailEvent != nil {
		return set.take(*envelope.CloudTrailEvent)
	}
	return set.take(string(raw))
}
