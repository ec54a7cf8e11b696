SELECT s, s ~ '^(?!Get)', s ~ '^(?!Get|List)[A-Z]', s !~ '^(?!.*User)', s ~ '^(?=.*User)(?!Delete).*$', s ~* '^(?!get)(?=.*a)', s ~ 'Get(?=Obj)', s ~ '^Create(?=User|Role)', s ~ 'e(?=r$)' FROM (VALUES ('GetObject'), ('ListUsers'), ('CreateUser'), ('DeleteUser'), (''), (NULL), ('AssumeRole'), ('GetUser')) v(s) ORDER BY s

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^(?!(Get|List|Describe)).*'

SELECT count(*) FROM cloudtrail_events WHERE event_name ~ '^(?!Get)(?=[A-Z][a-z]+Role)' AND user_agent !~ '^(?=aws-cli)'

SELECT 'ab)c' ~ '^(?!a[)])b', 'ab)c' ~ '^(?=a[b)]\))', 'x|y' ~ '^(?!x\|z)x', 'foobar' ~ 'foo(?=b|c)', 'a(?=b' ~ 'a\(\?=b', 'foo' ~ '^(?!bar)', 'bar' ~ '^(?!bar)', 'a]b' ~ '^(?=[]a])a', 'a]b' ~ '^(?![^]a])a'

SELECT 'foobaz' ~ 'foo(?!bar)'

SELECT 'foobaz' ~ '^(?!foo)a|baz'

SELECT 'abab' ~ '(ab)\1'

SELECT 'foobaz' ~ '(?<=foo)baz'
