-- $1 is the whole map as a JSON list.
INSERT INTO cloudtrail_store.coverage
SELECT c.source, c.attribute, c.value, c."from", c."to", c.as_of
FROM (SELECT unnest(from_json($1::VARCHAR, '[{
    "source": "VARCHAR", "attribute": "VARCHAR", "value": "VARCHAR",
    "from": "BIGINT", "to": "BIGINT", "as_of": "BIGINT"
}]')) AS c)
