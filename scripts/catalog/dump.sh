#!/bin/sh
# Regenerates internal/pgdata/data from a pristine PostgreSQL 15:
#
#   initdb -D data -U postgres -E UTF8 --locale=C   (and start it)
#   PGHOST=… PGUSER=postgres scripts/catalog/dump.sh
#
# A file is COPY's text format, compressed; \N is NULL.
set -eu
cd "$(dirname "$0")"
out=../../internal/pgdata/data
ask() { psql --no-psqlrc --quiet --tuples-only --no-align --dbname "${PGDATABASE:-postgres}" "$@"; }
save() { gzip --best --no-name > "$out/$1.tsv.gz"; }

case $(ask -c 'SHOW server_version') in
15.*) ;;
*) echo "dump.sh: the server is not PostgreSQL 15" >&2; exit 1 ;;
esac
mkdir -p "$out"
ask --field-separator "	" -f relations.sql > "$out/relations.tsv"

# relation and the rows that are true of every server
while read -r relation condition; do
	query=$(ask -v relation="$relation" -v condition="$condition" -f rows.sql)
	ask -c "COPY ($query) TO STDOUT" | save "$relation"
done <<'ROWS'
pg_aggregate true
pg_am true
pg_amop true
pg_amproc true
pg_cast true
pg_collation collprovider <> 'i'
pg_conversion true
pg_language lanname <> 'plpgsql'
pg_opclass true
pg_operator true
pg_opfamily true
pg_proc proname !~ '^plpgsql_'
pg_range true
pg_settings name NOT IN ('config_file', 'data_directory', 'hba_file', 'ident_file', 'unix_socket_directories', 'port', 'external_pid_file')
pg_tablespace true
pg_timezone_abbrevs true
pg_ts_config true
pg_ts_config_map true
pg_ts_dict true
pg_ts_parser true
pg_ts_template true
pg_type typnamespace <> 99
pg_class relnamespace <> 99 AND oid < 16384
pg_attribute attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99 AND oid < 16384)
pg_index indrelid < 16384 AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99)
pg_constraint oid < 16384
pg_rewrite oid < 16384
pg_description true
information_schema.sql_features true
information_schema.sql_implementation_info true
information_schema.sql_parts true
information_schema.sql_sizing true
ROWS
ask -c "COPY (SELECT oid, format_type(oid, NULL) FROM pg_type WHERE typnamespace <> 99 ORDER BY oid) TO STDOUT" | save type_names
ask -c "COPY (SELECT oid, pg_get_function_arguments(oid), pg_get_function_identity_arguments(oid), pg_get_function_result(oid), oid::regproc FROM pg_proc WHERE proname !~ '^plpgsql_' ORDER BY 1) TO STDOUT" | save function_texts
ask -c "COPY (SELECT oid, pg_get_function_sqlbody(oid) FROM pg_proc WHERE prosqlbody IS NOT NULL ORDER BY oid) TO STDOUT" | save function_bodies
ask -c "COPY (SELECT roleid, member, grantor, admin_option FROM pg_auth_members ORDER BY 1, 2) TO STDOUT" | save pg_auth_members
ask -c "COPY (SELECT indexrelid, pg_get_indexdef(indexrelid), (SELECT string_agg(pg_get_indexdef(indexrelid, n::int, false), ',' ORDER BY n) FROM generate_series(1, indnatts) n) FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99 AND oid < 16384) ORDER BY 1) TO STDOUT" | save pg_index_texts
ask -c "COPY (SELECT oid, pg_get_constraintdef(oid), nullif(pg_get_constraintdef(oid, true), pg_get_constraintdef(oid)) FROM pg_constraint WHERE oid < 16384 ORDER BY 1) TO STDOUT" | save pg_constraint_texts
ask -c "COPY (SELECT oid, pg_get_viewdef(oid), pg_get_viewdef(oid, true) FROM pg_class WHERE relkind = 'v' AND oid < 16384 ORDER BY 1) TO STDOUT" | save pg_view_texts
ask --field-separator "	" -f functions.sql > "$out/functions.tsv"
ask -c "COPY (SELECT tokid, alias, description FROM ts_token_type('default')) TO STDOUT" | save ts_tokens
ask -c "COPY (SELECT word, catcode, barelabel, catdesc, baredesc FROM pg_get_keywords()) TO STDOUT" | save keywords
