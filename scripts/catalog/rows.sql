-- The SELECT that dumps a relation's built-in rows: arrays and vectors as elements
-- between commas, access lists left out and files left out (they are of the
-- server that was asked).
SELECT 'SELECT ' || string_agg(
           CASE WHEN t.typname = '_aclitem' OR a.attname IN ('sourcefile', 'sourceline') THEN 'NULL'
                WHEN t.typname IN ('int2vector', 'oidvector') THEN format('replace(%I::text, '' '', '','')', a.attname)
                WHEN t.typname = 'anyarray' THEN format('%I::text', a.attname)
                WHEN t.typcategory = 'A' THEN format('array_to_string(%I::text[], '','')', a.attname)
                WHEN t.typname LIKE 'reg%' THEN format('%I::oid', a.attname)
                ELSE quote_ident(a.attname) END, ', ' ORDER BY a.attnum)
       || ' FROM ' || :'relation' || ' WHERE ' || :'condition' || ' ORDER BY 1, 2, 3'
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = :'relation'::regclass AND a.attnum > 0
