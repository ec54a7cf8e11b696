CREATE TABLE nn (id int, a numeric, b numeric(10), c numeric(10, 3))

INSERT INTO nn VALUES (1, 1.10, 1.5, 1.5), (2, 1.1, 2.5, 2), (3, 3456789012345678.123456789, 3, 3), (4, NULL, NULL, NULL), (5, 100.000, 0, 0)

INSERT INTO nn (id, a) VALUES (6, 1 / 3.0), (7, '2.50'), (8, 3), (9, 4.5::float8), (10, 1e3), (11, 7.00::numeric)

INSERT INTO nn (id, a) SELECT id + 5, a * 1.00 FROM nn WHERE id IN (7, 8)

INSERT INTO nn (id, a) SELECT id + 100, a FROM nn WHERE id = 5 OR a = 7

INSERT INTO nn (id, a) SELECT 200 + count(*), sum(a) FROM nn WHERE id < 3

INSERT INTO nn (id, a) VALUES (14, 0.0) RETURNING a, *

SELECT * FROM nn ORDER BY id

SELECT a, a + 1, a * 2, a - 0.5, -a, a / 3, abs(a), round(a), round(a, 1), trunc(a, 2), ceil(a), a * 1.0 FROM nn WHERE id <> 3 ORDER BY id

SELECT a * a, a * c, a % 2 FROM nn WHERE id < 3 ORDER BY id

SELECT sum(a), avg(a), min(a), max(a), count(a), count(DISTINCT a) FROM nn WHERE id NOT IN (3, 6)

SELECT id % 2, sum(a), max(a) FILTER (WHERE id > 2), array_agg(a ORDER BY id) FROM nn WHERE id NOT IN (3, 6) GROUP BY 1 ORDER BY 1

SELECT a::text, a || '', to_char(a, 'FM9999990.000'), a::int, a::float8, a::numeric(20, 3), a::varchar(4), scale(a), trim_scale(a) FROM nn WHERE id NOT IN (3, 4) ORDER BY id

SELECT id FROM nn WHERE a = 1.1 OR a > 50 OR a IN (2.5, 3.0) ORDER BY a DESC NULLS LAST, id

SELECT id FROM nn WHERE a BETWEEN 1 AND 3 ORDER BY a, id

SELECT a FROM nn WHERE id IN (5, 7, 8) GROUP BY a ORDER BY a

SELECT a, count(*) FROM nn WHERE id <> 2 GROUP BY a ORDER BY a

SELECT a, count(*), sum(a), max(a), sum(a) OVER () FROM nn WHERE id IN (5, 7, 8) GROUP BY a ORDER BY a

SELECT DISTINCT a FROM nn WHERE id <> 2 ORDER BY a

SELECT x.a, y.a FROM nn x JOIN nn y ON x.a = y.a ORDER BY x.id, y.id

SELECT x.id, y.id FROM nn x JOIN nn y USING (a) ORDER BY 1, 2

SELECT x.a, y.a FROM nn x JOIN nn y USING (id) WHERE id < 3 ORDER BY id

SELECT id, lag(a) OVER w, sum(a) OVER w, first_value(a) OVER w FROM nn WHERE id IN (1, 2, 5, 7) WINDOW w AS (ORDER BY id) ORDER BY id

SELECT CASE WHEN id = 1 THEN a ELSE 0 END, coalesce(a, 0), nullif(a, 2.5) FROM nn WHERE id IN (1, 4, 7) ORDER BY id

SELECT count(*) FROM (SELECT * FROM nn) q WHERE a > 1.5

SELECT sum(c) FROM (SELECT * FROM nn WHERE a = 1.1) q

SELECT id FROM nn WHERE a = (SELECT max(a) FROM nn WHERE id < 3) ORDER BY id

SELECT id FROM nn o WHERE EXISTS (SELECT 1 FROM nn i WHERE i.a < o.a AND i.id > o.id) ORDER BY id

WITH q AS (SELECT * FROM nn) SELECT count(*) FROM q JOIN nn ON nn.a = q.a

UPDATE nn SET a = a + 1 WHERE a < 2 RETURNING id, a

UPDATE nn SET a = x.b FROM (VALUES (5, 9.990)) x(id, b) WHERE nn.id = x.id

UPDATE nn SET a = 8.880 WHERE id = 8 RETURNING *

DELETE FROM nn WHERE a = 2.5 RETURNING a

SELECT id, a FROM nn ORDER BY id

SELECT pg_typeof(a), json_build_object('a', a), (id, a) FROM nn WHERE id = 5

SELECT column_name, data_type, numeric_precision, numeric_scale FROM information_schema.columns WHERE table_name = 'nn' ORDER BY ordinal_position

BEGIN

INSERT INTO nn (id, a) VALUES (20, 20.200)

SAVEPOINT s

UPDATE nn SET a = 21.210 WHERE id = 20

ROLLBACK TO s

SELECT a FROM nn WHERE id = 20

COMMIT

SELECT a FROM nn WHERE id = 20

ALTER TABLE nn ALTER COLUMN a TYPE numeric(12, 4) USING a::numeric(12, 4)

CREATE TABLE nm (a numeric NOT NULL, t text)

INSERT INTO nm VALUES (NULL, 'y')

INSERT INTO nm VALUES ('x', 'y')

ALTER TABLE nm ALTER COLUMN a TYPE int

SELECT * FROM nm

CREATE TABLE np (a numeric PRIMARY KEY, b numeric DEFAULT 1.50 CHECK (b > 0))

INSERT INTO np VALUES (1.5), (2)

INSERT INTO np VALUES (1.50)

DROP TABLE nn, nm, np
