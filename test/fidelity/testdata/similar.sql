SELECT substring('foobar' similar '%#"o_b#"%' escape '#')

SELECT substring('foobar' from '%#"o_b#"%' for '#'), substring('foobar' from 2 for 3), substring('foobar' from 'o.b'), substring('foobar', '%#"o_b#"%', '#'), substring('foobar' similar NULL escape '#') IS NULL

SELECT 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO '(b|c)%', 'abc' SIMILAR TO 'a_c', 'a.c' SIMILAR TO 'a\.c', 'abc' NOT SIMILAR TO 'x%', 'a%c' SIMILAR TO 'a#%c' ESCAPE '#', 'aab' SIMILAR TO 'a{2}b', 'a1' SIMILAR TO 'a[0-9]', 'a+' SIMILAR TO 'a\+', 'a%' SIMILAR TO 'a[%]', 'ab' SIMILAR TO 'a[%]', 'abc' SIMILAR TO NULL, NULL SIMILAR TO 'a'

SELECT event_name SIMILAR TO ('Get' || '%') FROM cloudtrail_events ORDER BY event_id LIMIT 3

SELECT count(*) FROM cloudtrail_events WHERE event_name SIMILAR TO '(Get|List)[A-Z]%'

SELECT count(*) FROM cloudtrail_events WHERE event_name NOT SIMILAR TO '(Get|List)%'

SELECT DISTINCT substring(event_source similar '#"%#".amazonaws.com' escape '#') FROM cloudtrail_events ORDER BY 1

SELECT substring('x' similar 'a#"b#"c#"' escape '#')

SELECT 'x' SIMILAR TO 'x' ESCAPE 'ab'

SELECT unistr('\0041'), unistr('d\0061t\+000061'), normalize('é') = 'é', U&'\0065\0301' IS NORMALIZED, normalize(U&'\0065\0301', NFC), 'é' IS NFD NORMALIZED, 'é' IS NOT NFKC NORMALIZED, normalize(U&'\FB01', NFKD)

SELECT unistr('\004')

SELECT count(*) FROM cloudtrail_events WHERE user_agent IS NORMALIZED
