--- message
SHOW shared_preload_libraries

--- message
SELECT current_setting('log_directory')

--- message
SHOW work_mem

--- message
SET work_mem='5MB'

--- message
SHOW work_mem

--- message
SELECT setting,unit,source,reset_val from pg_settings where name='work_mem'

--- message
RESET work_mem

--- message
SHOW work_mem

--- message
BEGIN

--- message
SET local work_mem='7MB'

--- message
SHOW work_mem

--- message
COMMIT

--- message
SHOW work_mem

--- message
BEGIN

--- message
SET work_mem='9MB'

--- message
ROLLBACK

--- message
SHOW work_mem

--- message
SELECT set_config('work_mem','11MB',false)

--- message
SELECT current_setting('work_mem')

--- message
SELECT current_setting('autovacuum_vacuum_cost_delay')

--- message
SET log_connections=on

--- message
SET ignore_system_indexes=on

--- message
SET log_statement='all'

--- message
SET autovacuum=off

--- message
SET shared_buffers='1GB'

--- message
SET server_version='3'

--- message
SET work_mem='abc'

--- message
SET work_mem='5XB'

--- message
SET random_page_cost='x'

--- message
SET random_page_cost=-1

--- message
SET geqo_seed=2

--- message
SET vacuum_cost_delay='200ms'

--- message
SET constraint_exclusion='foo'

--- message
SET constraint_exclusion=true

--- message
SHOW constraint_exclusion

--- message
SET work_mem='1.5MB'

--- message
SHOW work_mem

--- message
SET work_mem=70000

--- message
SHOW work_mem

--- message
SET default_statistics_target = 10.4

--- message
SHOW default_statistics_target

--- message
SET random_page_cost = 1.10

--- message
SHOW random_page_cost

--- message
SET wal_skip_threshold='1TB'

--- message
SHOW wal_skip_threshold

--- message
SET enable_sort=of

--- message
SET enable_sort=o

--- message
SHOW enable_sort

--- message
SET work_mem to '4096B'

--- message
SET work_mem to '100GB '

--- message
SHOW work_mem

--- message
SET work_mem='99999999999'

--- message
SET effective_cache_size='1GB'

--- message
SHOW effective_cache_size

--- message
SET cursor_tuple_fraction=5

--- message
SET lock_timeout=maybe

--- message
SET row_security=maybe

--- message
SET hash_mem_multiplier = 1e1

--- message
SHOW hash_mem_multiplier

--- message
SET vacuum_cost_delay='1.5ms'

--- message
SHOW vacuum_cost_delay

--- message
SET vacuum_cost_delay='500us'

--- message
SHOW vacuum_cost_delay

--- message
SET transform_null_equals=off

--- message
SET default_tablespace=''

--- message
SET default_table_access_method=heap

--- message
SET check_function_bodies=false

--- message
SET xmloption=content

--- message
SET statement_timeout='90s'

--- message
SELECT setting, unit, source from pg_settings where name='statement_timeout'

--- message
RESET all

--- message
SHOW random_page_cost

--- message
RESET shared_buffers

--- message
RESET log_connections

--- message
RESET autovacuum

--- message
RESET nosuch

--- message
SELECT name, setting, source FROM pg_settings WHERE name IN ('DateStyle', 'work_mem', 'enable_seqscan', 'log_directory') ORDER BY 1
