-- The functions whose result type the engine cannot tell, for lack of such a type.
SELECT p.proname, min(t.typname)
FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype
WHERE p.pronamespace = 'pg_catalog'::regnamespace
GROUP BY p.proname
HAVING count(DISTINCT t.typname) = 1
   AND min(t.typname) IN ('name', '_name', 'oid', 'xid', 'xid8', 'char', 'inet', 'pg_lsn', '_aclitem', 'aclitem',
                          'regclass', 'regtype', 'regproc', 'regprocedure', 'regoper', 'regoperator', 'regrole', 'regnamespace')
   AND p.proname <> 'pg_typeof'
ORDER BY 1
