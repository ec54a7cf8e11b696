-- PostgreSQL's text has no NUL character: one is written as JSON writes it.
CREATE OR REPLACE MACRO cloudtrail_store.clean(s) AS replace(s, chr(0), '\u0000');

-- A JSON member that is null is an absent one.
CREATE OR REPLACE MACRO cloudtrail_store.present(j) AS CASE WHEN j::VARCHAR <> 'null' THEN j END;

-- One member of every resource in an envelope's list.
CREATE OR REPLACE MACRO cloudtrail_store.members(resources, name) AS
    list_transform(list_filter(json_extract_string(resources, '$[*].' || name), lambda x: x IS NOT NULL),
        lambda x: cloudtrail_store.clean(x));
