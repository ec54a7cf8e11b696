-- A member of a JSON object as text: strings as they are, other values as JSON
-- writes them, null and absent as NULL. PostgreSQL's text has no NUL character, so
-- one is written as JSON writes it.
CREATE OR REPLACE MACRO cloudtrail_store.text_member(o, name) AS
    CASE json_type(o, '$.' || name)
        WHEN 'NULL' THEN NULL
        ELSE replace(o ->> ('$.' || name), chr(0), '\u0000')
    END;

CREATE OR REPLACE MACRO cloudtrail_store.bool_member(o, name) AS
    TRY_CAST(cloudtrail_store.text_member(o, name) AS BOOLEAN);

CREATE OR REPLACE MACRO cloudtrail_store.json_member(o, name) AS
    CASE json_type(o, '$.' || name) WHEN 'NULL' THEN NULL ELSE o -> ('$.' || name) END;

-- One member of every resource in an envelope.
CREATE OR REPLACE MACRO cloudtrail_store.members(e, name) AS
    list_filter(json_extract_string(e, '$.resources[*].' || name), lambda x: x IS NOT NULL);
