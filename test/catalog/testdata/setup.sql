CREATE SCHEMA lab;
CREATE TABLE notes (
    id integer PRIMARY KEY,
    title text NOT NULL,
    body varchar(200) DEFAULT 'empty',
    score numeric(10,2) DEFAULT 0,
    tags text[],
    made timestamp with time zone DEFAULT now(),
    owner_id bigint,
    UNIQUE (title, owner_id),
    CHECK (owner_id > id)
);
CREATE INDEX notes_owner ON notes (owner_id);
COMMENT ON TABLE notes IS 'What we noted';
COMMENT ON COLUMN notes.title IS 'In a few words';
CREATE TABLE lab.lines (
    note_id integer NOT NULL,
    line_no smallint NOT NULL,
    content text,
    PRIMARY KEY (note_id, line_no)
);
CREATE TABLE lab.words (
    id serial PRIMARY KEY,
    note_id integer,
    line_no smallint,
    word text DEFAULT 'none',
    FOREIGN KEY (note_id, line_no) REFERENCES lab.lines (note_id, line_no)
);
CREATE VIEW busy AS SELECT event_name, count(*) AS n FROM cloudtrail_events GROUP BY event_name;
CREATE VIEW lab.titles AS SELECT notes.id, notes.title FROM notes WHERE notes.id = 1 ORDER BY notes.title;
COMMENT ON VIEW busy IS 'How often each happens';
CREATE SEQUENCE lab.counter START 5 INCREMENT 2;
GRANT ALL ON ALL TABLES IN SCHEMA lab TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA lab TO PUBLIC;
GRANT ALL ON SCHEMA lab TO PUBLIC;
GRANT ALL ON notes, busy TO PUBLIC;
INSERT INTO notes (id, title, owner_id) VALUES (1, 'one', 7), (2, 'two', 8)
