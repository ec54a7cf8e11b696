SELECT '10.0.0.1'::inet, '10.0.0.0/8'::cidr, inet '::1/64', cidr '2001:db8::/32', '10/8'::cidr, NULL::inet

SELECT count(*) FROM cloudtrail_events WHERE source_ip_address ~ '^[0-9.]+$' AND source_ip_address::inet <<= '10.0.0.0/8'

SELECT count(*) FROM cloudtrail_events WHERE source_ip_address::inet <<= '10.0.0.0/8'

SELECT source_ip_address::inet AS ip, count(*) FROM cloudtrail_events WHERE source_ip_address ~ '^[0-9.]+$' GROUP BY 1 ORDER BY ip DESC LIMIT 10

SELECT source_ip_address, set_masklen(source_ip_address::inet, 16), network(set_masklen(source_ip_address::inet, 16)), host(source_ip_address::inet) FROM cloudtrail_events WHERE source_ip_address ~ '^[0-9.]+$' ORDER BY source_ip_address::inet, event_id LIMIT 10

SELECT network(set_masklen(source_ip_address::inet, 16)) AS net, count(*) FROM cloudtrail_events WHERE source_ip_address ~ '^[0-9.]+$' GROUP BY net ORDER BY 2 DESC, 1 LIMIT 10

SELECT count(*) FROM cloudtrail_events WHERE CASE WHEN source_ip_address ~ '^[0-9.]+$' THEN source_ip_address::inet <<= ANY(ARRAY['10.0.0.0/8', '192.168.0.0/16', '203.0.113.0/24']::inet[]) END

SELECT count(*) FROM cloudtrail_events WHERE CASE WHEN source_ip_address ~ '^[0-9.]+$' THEN source_ip_address::inet <<= ANY('{10.0.0.0/8,198.51.0.0/16}'::cidr[]) END

SELECT count(*) FROM cloudtrail_events WHERE CASE WHEN source_ip_address ~ '^[0-9.]+$' THEN NOT source_ip_address::inet << ALL('{10.0.0.0/8,198.51.0.0/16}'::inet[]) END

SELECT count(*) FROM cloudtrail_events e JOIN (VALUES ('10.0.0.0/8'::cidr), ('203.0.113.0/24'), ('198.51.100.0/24')) n(net) ON CASE WHEN source_ip_address ~ '^[0-9.]+$' THEN e.source_ip_address::inet << n.net END

SELECT n.net, count(e.event_id) FROM (VALUES ('10.0.0.0/8'::cidr), ('203.0.113.0/24')) n(net) LEFT JOIN cloudtrail_events e ON e.source_ip_address ~ '^[0-9.]+$' AND CASE WHEN source_ip_address ~ '^[0-9.]+$' THEN e.source_ip_address::inet <<= n.net END GROUP BY 1 ORDER BY 1

SELECT '10.0.0.0/8'::inet >> '10.1.2.3', '10.0.0.0/8'::inet >>= '10.0.0.0/8', inet '10.1.2.3' << '10.0.0.0/8', inet '10.1.2.3/8' && '10.0.0.0/16', inet '::1' << '0.0.0.0/0'

SELECT inet '10.1.2.3' = '10.1.2.3/32', inet '10.1.2.3' < '10.1.2.4', inet '10.0.0.0/8' < '10.0.0.0/16', cidr '10.0.0.0/8' = inet '10.0.0.0/8', inet '1.2.3.4' <> '::1', inet '1.2.3.4' IN ('1.2.3.4', '5.6.7.8'), inet '1.2.3.4' = ANY('{1.2.3.4,::1}'), inet '1.2.3.4' BETWEEN '1.2.3.0' AND '1.2.4.0'

SELECT ~ inet '10.1.2.3/8', inet '10.1.2.3' & '255.0.0.0', inet '10.1.2.3' | '0.0.0.255', inet '10.1.2.3' + 5, 5 + inet '10.1.2.3', inet '10.1.2.3' - 5, inet '10.1.2.3' - '10.1.0.0'

SELECT '10.0.0.1'::inet::text, '10.0.0.0/8'::cidr::text, '10.0.0.1'::inet || '', concat('10.0.0.1'::inet, 'x'), format('%s', '10.0.0.1'::inet), '10.0.0.1'::inet::varchar(5), '10.0.0.1'::inet::varchar

SELECT to_json('10.0.0.1'::inet), to_jsonb('10.0.0.0/8'::cidr), jsonb_build_object('ip', '10.0.0.1'::inet), json_agg('10.0.0.1'::inet), ARRAY['10.0.0.1'::inet, '::1'], array_agg('10.0.0.1'::inet), ARRAY['10.0.0.1'::inet]::text, row('10.0.0.1'::inet), array_to_string(ARRAY['10.0.0.1'::inet, '::1'], ',')

SELECT host('10.0.0.1/8'), text('10.0.0.1'::inet), abbrev(inet '10.1.0.0/16'), abbrev(cidr '10.1.0.0/16'), family('::1'), masklen('10.0.0.0/8'), netmask('10.0.0.0/8'), hostmask('10.0.0.0/8'), broadcast('10.0.0.0/8'), network('10.1.2.3/8'), inet_same_family('10.0.0.1', '::1'), inet_merge('10.0.0.1', '10.0.0.9'), set_masklen(cidr '10.0.0.0/8', 4), set_masklen('10.1.2.3', 8)

SELECT min(a), max(a), count(DISTINCT a), string_agg(a::text, ',' ORDER BY a), string_agg(host(a), ',' ORDER BY a DESC) FROM (VALUES (inet '10.0.0.2'), ('10.0.0.10'), ('9.255.0.1'), ('::1'), ('10.0.0.2')) v(a)

SELECT DISTINCT a FROM (VALUES (inet '10.0.0.2'), ('10.0.0.10'), (NULL), ('10.0.0.2')) v(a) ORDER BY a NULLS FIRST

SELECT a FROM (SELECT '10.0.0.0/8'::cidr AS a UNION ALL SELECT '1.2.3.4'::inet) q ORDER BY a

SELECT coalesce('10.0.0.0/32'::cidr, '1.2.3.4'::inet), greatest('10.0.0.0/32'::cidr, '1.2.3.4'::inet), CASE WHEN true THEN '10.0.0.0/32'::cidr ELSE '1.2.3.4'::inet END, ARRAY['10.0.0.0/32'::cidr, '1.2.3.4'::inet], nullif('10.0.0.0/8'::cidr, '1.2.3.4'::inet)

SELECT '10.0.0.0/8'::cidr UNION SELECT '1.2.3.4'::inet ORDER BY 1

SELECT '10.1.2.3/8'::inet::cidr, '10.0.0.0/32'::cidr::inet, '10.0.0.0/8'::inet::cidr::text::cidr, max('10.0.0.0/32'::cidr), pg_typeof(max('10.0.0.0/32'::cidr)), pg_typeof(inet '::1'), pg_typeof('{::1}'::inet[])

SELECT 'x'::inet

SELECT '10.0.0.1/8'::cidr

SELECT inet '300.1.1.1'

SELECT source_ip_address::cidr FROM cloudtrail_events WHERE source_ip_address ~ '[a-z]' ORDER BY event_id LIMIT 1

SELECT set_masklen('10.0.0.1', 40)

SELECT inet '255.255.255.255' + 1

SELECT inet '10.0.0.1' - '::1'

SELECT '10.0.0.1'::inet + 'x'

SELECT upper('10.0.0.1'::inet)

SELECT 1::inet

SELECT '{10.0.0.1,::1}'::inet[], ('{10.0.0.1,::1}'::inet[])[2], unnest('{10.0.0.1,::1}'::inet[]), '{10.0.0.0/8}'::cidr[], ARRAY['1.2.3.4','::1']::inet[]

SELECT '{10.0.0.1,x}'::inet[]

SELECT i <<= '10.0.0.0/8' FROM unnest(ARRAY['10.1.1.1', '11.1.1.1']::inet[]) i ORDER BY i

SELECT i::text, i = '10.1.1.1', i > '10.1.1.1' FROM unnest(ARRAY['10.1.1.1', '11.1.1.1']::text[]::inet[]) i ORDER BY 1

WITH nets AS (SELECT 'corp' AS name, '10.0.0.0/8'::cidr AS net UNION ALL SELECT 'vpn', '203.0.113.0/24') SELECT name, net, net >>= '10.2.3.4' FROM nets ORDER BY net

SELECT row_number() OVER (ORDER BY a), lag(a) OVER (ORDER BY a), first_value(a) OVER (ORDER BY a DESC) FROM (VALUES (inet '10.0.0.2'), ('9.0.0.10')) v(a) ORDER BY 1

SELECT inet '10.0.0.1' IS NULL, inet '10.0.0.1' IS DISTINCT FROM '10.0.0.2', (SELECT inet '1.2.3.4'), EXISTS (SELECT 1 WHERE inet '1.2.3.4' <<= '1.0.0.0/8'), inet '1.2.3.4' IN (SELECT '1.2.3.4'::inet)

SELECT inet_client_addr() IS NULL, pg_typeof(inet_client_addr())

SELECT '10.0.0.1'::text::inet, trim(' 10.0.0.1 ')::inet, ('10.0.0.' || 5)::inet

SELECT a::varchar(4), a::char(3), a::name FROM (SELECT inet '10.0.0.1' AS a) q

SELECT '10.0.0.1'::inet LIKE '10.%'

SELECT length('10.0.0.1'::inet::text), '10.0.0.1'::inet::text LIKE '10.%', left('10.0.0.1'::inet::text, 3), host('10.0.0.1') LIKE '10.%'

SELECT md5('10.0.0.1'::inet::text), quote_literal('10.0.0.1'::inet), '10.0.0.1'::inet::bytea

SELECT concat_ws('-', '10.0.0.1'::inet, 1), concat('10.0.0.0/8'::cidr), json_build_array('10.0.0.1'::inet), array_agg(a ORDER BY a DESC)::text, jsonb_agg(a) FROM (VALUES (inet '10.0.0.2'), ('9.0.0.10')) v(a)

SELECT '10.0.0.0/8' >> inet '10.0.0.1', '10.0.0.1' << '10.0.0.0/8'::cidr, '1.2.3.4' = '1.2.3.4'::inet

SELECT count(*) FROM (SELECT * FROM cloudtrail_events WHERE source_ip_address ~ '^[0-9.]+$') q WHERE source_ip_address::inet << '203.0.0.0/8' OR source_ip_address::inet << '198.0.0.0/8'

SELECT count(*) FROM cloudtrail_events WHERE source_ip_address NOT LIKE '%amazonaws.com' AND source_ip_address <> 'AWS Internal' AND source_ip_address::inet << '0.0.0.0/0' AND event_time > '2026-01-01'
