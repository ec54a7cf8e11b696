-- The SELECT that dumps a relation's built-in rows: arrays and vectors as elements
-- between commas, access lists with our owner, inner trees as a mark only, and files
-- left out (they are of the server that was asked). A table's rows come in the order in
-- which it has them, which aggregates show.
SELECT 'SELECT ' || string_agg(
           CASE WHEN a.attname IN ('sourcefile', 'sourceline') THEN 'NULL'
                WHEN t.typname = '_aclitem' THEN format('replace(array_to_string(%I::text[], '',''), %L, %L)', a.attname, current_user, 'trailgres')
                WHEN t.typname = 'pg_node_tree' THEN format('CASE WHEN %I IS NOT NULL THEN ''<>'' END', a.attname)
                WHEN t.typname IN ('int2vector', 'oidvector') THEN format('replace(%I::text, '' '', '','')', a.attname)
                WHEN t.typname = 'anyarray' THEN format('%I::text', a.attname)
                WHEN t.typcategory = 'A' THEN format('array_to_string(%I::text[], '','')', a.attname)
                WHEN t.typname LIKE 'reg%' THEN format('%I::oid', a.attname)
                ELSE quote_ident(a.attname) END, ', ' ORDER BY a.attnum)
       || ' FROM ' || :'relation' || ' WHERE ' || :'condition' || CASE c.relkind WHEN 'r' THEN ' ORDER BY ctid' ELSE ' ORDER BY 1, 2, 3' END
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
WHERE c.oid = :'relation'::regclass AND a.attnum > 0
GROUP BY c.relkind
