-- The statements that make the schemas, tables, views and comments of a server of ours.
SELECT ddl FROM (
  SELECT 1, nspname, 'CREATE SCHEMA ' || quote_ident(nspname)
  FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
  UNION ALL
  SELECT 2, relname, CASE relkind
    WHEN 'v' THEN 'CREATE VIEW ' || nspname || '.' || quote_ident(relname) || ' AS SELECT '
      || string_agg('NULL::' || format_type(atttypid, atttypmod) || ' AS ' || quote_ident(attname), ', ' ORDER BY attnum)
    ELSE 'CREATE TABLE ' || nspname || '.' || quote_ident(relname) || ' ('
      || string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) || ')' END
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_attribute ON attrelid = c.oid
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND attnum > 0 AND relkind IN ('r', 'v')
  GROUP BY nspname, relname, relkind
  UNION ALL
  SELECT 3, relname, 'COMMENT ON ' || CASE WHEN objsubid > 0 THEN 'COLUMN ' WHEN relkind = 'v' THEN 'VIEW ' ELSE 'TABLE ' END
    || nspname || '.' || quote_ident(relname) || coalesce('.' || quote_ident(attname), '') || ' IS ' || quote_literal(description)
  FROM pg_description JOIN pg_class c ON c.oid = objoid JOIN pg_namespace n ON n.oid = relnamespace
    LEFT JOIN pg_attribute ON attrelid = c.oid AND attnum = objsubid AND objsubid > 0
  WHERE classoid = 'pg_class'::regclass AND nspname !~ '^pg_' AND nspname <> 'information_schema'
  UNION ALL
  SELECT 4, nspname, 'COMMENT ON SCHEMA ' || quote_ident(nspname) || ' IS ' || quote_literal(obj_description(oid, 'pg_namespace'))
  FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND obj_description(oid, 'pg_namespace') IS NOT NULL
) o (step, name, ddl) ORDER BY step, name
