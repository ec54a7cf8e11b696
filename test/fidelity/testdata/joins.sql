CREATE TABLE emp (id int PRIMARY KEY, name text, dept_id int, salary numeric(10,2), hired date, boss int, tags text[])

INSERT INTO emp VALUES (1,'Ann',10,5000.00,'2020-01-15',NULL,'{a,b}'),(2,'Bob',10,4000.50,'2021-03-01',1,'{b}'),(3,'Cid',20,3000.25,'2019-07-09',1,'{}'),(4,'Dee',20,3000.25,'2022-11-30',3,NULL),(5,'Eve',NULL,7000,'2018-05-05',NULL,'{c,a,NULL}'),(6,'Fay',40,NULL,NULL,2,'{x}')

CREATE TABLE dept (dept_id int, name varchar(20), budget bigint)

INSERT INTO dept VALUES (10,'Eng',100000),(20,'Ops',50000),(30,'Law',NULL)

SELECT * FROM emp JOIN dept USING (dept_id) ORDER BY id

SELECT * FROM emp LEFT JOIN dept USING (dept_id) ORDER BY id

SELECT * FROM emp FULL JOIN dept USING (dept_id) ORDER BY id, dept_id

SELECT * FROM emp RIGHT JOIN dept USING (dept_id) ORDER BY dept_id, id

SELECT * FROM emp NATURAL JOIN dept

SELECT * FROM emp e JOIN dept d USING (dept_id) JOIN emp f USING (id) ORDER BY id

SELECT * FROM (SELECT * FROM emp FULL JOIN dept USING (dept_id)) q ORDER BY id, 1

SELECT * FROM emp JOIN (SELECT 10::bigint AS dept_id, 'x' AS y) q USING (dept_id) ORDER BY id

SELECT * FROM (emp JOIN dept USING (dept_id)) AS j ORDER BY j.id

SELECT j.* FROM emp JOIN dept USING (dept_id) AS j ORDER BY 1

SELECT x.*, emp.name, x.dept_id FROM emp JOIN dept USING (dept_id) AS x ORDER BY emp.id

SELECT count(*) FROM emp NATURAL JOIN (VALUES (1), (2)) v(nothing)

SELECT dept FROM dept ORDER BY dept.dept_id

SELECT emp, dept FROM emp JOIN dept USING (dept_id) ORDER BY emp.id LIMIT 1

SELECT count(dept), count(*) FROM emp LEFT JOIN dept USING (dept_id)

SELECT dept, emp.id FROM emp LEFT JOIN dept USING (dept_id) ORDER BY 2

SELECT (emp).* FROM emp ORDER BY id LIMIT 2

SELECT (ROW(1, 2)).*

SELECT emp IS NULL, emp IS NOT NULL FROM emp ORDER BY id

SELECT emp = emp FROM emp ORDER BY id

SELECT count(*) FROM emp WHERE emp IS NOT NULL

SELECT array_agg(d ORDER BY dept_id)::text, json_agg(d ORDER BY dept_id) FROM dept d

SELECT ROW(id, name)::text, emp::text, ROW(1, 2.50, true, 'a b', NULL)::text FROM emp ORDER BY id

WITH t AS (SELECT 1 AS a) SELECT t FROM t

SELECT x FROM generate_series(1, 2) AS x(y)

SELECT id, name FROM emp GROUP BY id ORDER BY id

SELECT e.name, count(*), upper(e.name) FROM emp e GROUP BY e.id HAVING e.salary > 1 ORDER BY e.hired

SELECT name FROM emp GROUP BY dept_id

SELECT id FROM emp ORDER BY id USING >

SELECT name FROM emp ORDER BY name USING <

SELECT id, sum(id) OVER (w ORDER BY id), array_agg(id) OVER (w ORDER BY id ROWS 1 PRECEDING) FROM emp WINDOW w AS (PARTITION BY dept_id) ORDER BY id

SELECT id, sum(id) OVER (w2) FROM emp WINDOW w AS (PARTITION BY dept_id), w2 AS (w ORDER BY id) ORDER BY id

SELECT id, sum(id) OVER (ORDER BY id ROWS -1 PRECEDING) FROM emp

SELECT id, sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM emp

SELECT nth_value(id, 0) OVER () FROM emp

SELECT ntile(0) OVER () FROM emp

WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a

SELECT (SELECT id FROM emp)

SELECT 2147483647 + 1

DROP TABLE emp, dept
