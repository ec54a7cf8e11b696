-- Every relation of pg_catalog and information_schema with its columns in order.
-- A column of a domain is served as the domain's base type, as PostgreSQL does.
SELECT n.nspname, c.relname, c.relkind, c.oid,
       string_agg(a.attname || ':' || coalesce(b.typname, t.typname), ',' ORDER BY a.attnum)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type b ON b.oid = t.typbasetype
WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v')
GROUP BY n.nspname, c.relname, c.relkind, c.oid
ORDER BY n.nspname DESC, c.relname
