-- What operators and functions mean for operands of known types: the dialect chooses
-- by PostgreSQL's types, so nothing here is overloaded.

-- Integers. A division by zero raises 22012 where DuckDB gives NULL.
CREATE OR REPLACE MACRO trailgres.divide_whole(a, b) AS
    CASE WHEN b = 0 AND a IS NOT NULL THEN error('SQLSTATE 22012 division by zero') ELSE a // b END;

-- Floats, with the errors of src/include/utils/float.h.
CREATE OR REPLACE MACRO trailgres.float_result(r, a, b) AS
    CASE WHEN isinf(r) AND NOT isinf(a) AND NOT isinf(b) THEN error('SQLSTATE 22003 value out of range: overflow') ELSE r END;
CREATE OR REPLACE MACRO trailgres.add_float(a, b) AS trailgres.float_result(a + b, a, b);
CREATE OR REPLACE MACRO trailgres.subtract_float(a, b) AS trailgres.float_result(a - b, a, b);
CREATE OR REPLACE MACRO trailgres.multiply_float(a, b) AS
    CASE WHEN a * b = 0 AND a <> 0 AND b <> 0 THEN error('SQLSTATE 22003 value out of range: underflow')
        ELSE trailgres.float_result(a * b, a, b) END;
CREATE OR REPLACE MACRO trailgres.divide_float(a, b) AS
    CASE WHEN b = 0 AND NOT isnan(a) THEN error('SQLSTATE 22012 division by zero')
        WHEN a / b = 0 AND a <> 0 AND NOT isinf(b) THEN error('SQLSTATE 22003 value out of range: underflow')
        ELSE trailgres.float_result(a / b, a, b) END;
CREATE OR REPLACE MACRO trailgres.power_float(a, b) AS
    CASE WHEN a = 0 AND b < 0 THEN error('SQLSTATE 2201F zero raised to a negative power is undefined')
        WHEN a < 0 AND b <> floor(b) AND NOT isinf(b) THEN error('SQLSTATE 2201F a negative number raised to a non-integer power yields a complex result')
        WHEN isnan(b) AND a = 1 OR isnan(a) AND b = 0 THEN 1
        ELSE trailgres.float_result(pow(a, b), a, b) END;

-- Times and intervals.
CREATE OR REPLACE MACRO trailgres.time_difference(a, b) AS
    to_microseconds(date_part('microsecond', a) + 60000000 * (date_part('minute', a) + 60 * date_part('hour', a))
        - date_part('microsecond', b) - 60000000 * (date_part('minute', b) + 60 * date_part('hour', b)));
CREATE OR REPLACE MACRO trailgres.interval_months(i) AS date_part('year', i) * 12 + date_part('month', i);
CREATE OR REPLACE MACRO trailgres.interval_days(i) AS date_part('day', i);
CREATE OR REPLACE MACRO trailgres.interval_micros(i) AS
    (date_part('hour', i) * 3600 + date_part('minute', i) * 60) * 1000000 + date_part('microsecond', i);
CREATE OR REPLACE MACRO trailgres.interval_of(months, days, micros) AS
    to_months(CAST(months AS INTEGER)) + to_days(CAST(days AS INTEGER)) + to_microseconds(CAST(micros AS BIGINT));
-- A month's fraction becomes days, a day's becomes time (src/backend/utils/adt/timestamp.c, interval_div).
CREATE OR REPLACE MACRO trailgres.interval_divide(i, n) AS
    CASE WHEN n = 0 THEN error('SQLSTATE 22012 division by zero') ELSE
        to_months(CAST(trunc(trailgres.interval_months(i) / n) AS INTEGER))
        + to_days(CAST(trunc(trailgres.interval_days(i) / n + (trailgres.interval_months(i) / n - trunc(trailgres.interval_months(i) / n)) * 30) AS INTEGER))
        + to_microseconds(CAST(round(trailgres.interval_micros(i) / n
            + ((trailgres.interval_days(i) / n + (trailgres.interval_months(i) / n - trunc(trailgres.interval_months(i) / n)) * 30)
                - trunc(trailgres.interval_days(i) / n + (trailgres.interval_months(i) / n - trunc(trailgres.interval_months(i) / n)) * 30)) * 86400000000) AS BIGINT)) END;

-- pg_typeof(): the dialect knows the name; the value stays, for it may be an aggregate.
CREATE OR REPLACE MACRO trailgres.named_type(x, name) AS list_extract([name, CAST(x AS VARCHAR)], 1);

-- length() of a text: DuckDB cannot choose between overloads in a constraint.
CREATE OR REPLACE MACRO trailgres.characters(s) AS CAST(len(s) AS INTEGER);

-- Texts of a fixed length (https://www.postgresql.org/docs/15/datatype-character.html).
CREATE OR REPLACE MACRO trailgres.blank_padded(s, n) AS rpad(left(s, n), n, ' ');
CREATE OR REPLACE MACRO trailgres.char_of_integer(i) AS
    CASE WHEN i BETWEEN -128 AND 127 THEN CASE WHEN i = 0 THEN '' ELSE chr(CAST(i AS INTEGER)) END
        ELSE error('SQLSTATE 22003 "char" out of range') END;

-- Addresses of texts. decode(encode()) changes nothing: it is a function of DuckDB's that
-- can fail, and so DuckDB leaves a condition that calls it behind those before it.
CREATE OR REPLACE MACRO trailgres.inet_of_text(s) AS pg_inet(decode(encode(s)));
CREATE OR REPLACE MACRO trailgres.cidr_of_text(s) AS pg_cidr(decode(encode(s)));
CREATE OR REPLACE MACRO trailgres.range_disordered() AS
    CAST(error('SQLSTATE 22000 range lower bound must be less than or equal to range upper bound') AS BOOLEAN);

-- Hypothetical-set aggregates, of what was counted.
CREATE OR REPLACE MACRO trailgres.hypothetical_rank(n) AS n + 1;
CREATE OR REPLACE MACRO trailgres.hypothetical_dense_rank(n, nulls) AS n + 1 + CASE WHEN nulls > 0 THEN 1 ELSE 0 END;
CREATE OR REPLACE MACRO trailgres.share_of(n, total) AS CASE WHEN total = 0 THEN 0 ELSE CAST(n AS DOUBLE) / total END;

-- Arrays of addresses.
CREATE OR REPLACE MACRO trailgres.list_inet(a) AS list_transform(a, lambda e: pg_inet(e));
CREATE OR REPLACE MACRO trailgres.list_cidr(a) AS list_transform(a, lambda e: pg_cidr(e));

-- AT TIME ZONE with an offset, and OVERLAPS, whose spans are half open.
CREATE OR REPLACE MACRO trailgres.shifted_local(x, zone_offset) AS timezone('UTC', x) + zone_offset;
CREATE OR REPLACE MACRO trailgres.shifted_moment(x, zone_offset) AS timezone('UTC', x - zone_offset);
CREATE OR REPLACE MACRO trailgres.spans_overlap(a, b, c, d) AS
    CASE WHEN a IS NULL OR b IS NULL OR c IS NULL OR d IS NULL THEN error('SQLSTATE 0A000 OVERLAPS with NULL is not supported')
        WHEN least(a, b) = least(c, d) THEN true
        WHEN least(a, b) < least(c, d) THEN least(c, d) < greatest(a, b)
        ELSE least(a, b) < greatest(c, d) END;

-- Comparisons with the elements of an array: NULL, neither true nor false, when a NULL
-- element leaves it open (https://www.postgresql.org/docs/15/functions-comparisons.html).
CREATE OR REPLACE MACRO trailgres.some_true(flags) AS CASE WHEN flags IS NULL THEN NULL WHEN list_contains(flags, true) THEN true
    WHEN len(list_filter(flags, lambda f: f IS NULL)) > 0 THEN NULL ELSE false END;
CREATE OR REPLACE MACRO trailgres.all_true(flags) AS CASE WHEN flags IS NULL THEN NULL WHEN list_contains(flags, false) THEN false
    WHEN len(list_filter(flags, lambda f: f IS NULL)) > 0 THEN NULL ELSE true END;
CREATE OR REPLACE MACRO trailgres.any_equal(a, x) AS trailgres.some_true(list_transform(a, lambda e: x = e));
CREATE OR REPLACE MACRO trailgres.all_equal(a, x) AS trailgres.all_true(list_transform(a, lambda e: x = e));
CREATE OR REPLACE MACRO trailgres.any_different(a, x) AS trailgres.some_true(list_transform(a, lambda e: x <> e));
CREATE OR REPLACE MACRO trailgres.all_different(a, x) AS trailgres.all_true(list_transform(a, lambda e: x <> e));
CREATE OR REPLACE MACRO trailgres.any_less(a, x) AS trailgres.some_true(list_transform(a, lambda e: x < e));
CREATE OR REPLACE MACRO trailgres.all_less(a, x) AS trailgres.all_true(list_transform(a, lambda e: x < e));
CREATE OR REPLACE MACRO trailgres.any_at_most(a, x) AS trailgres.some_true(list_transform(a, lambda e: x <= e));
CREATE OR REPLACE MACRO trailgres.all_at_most(a, x) AS trailgres.all_true(list_transform(a, lambda e: x <= e));
CREATE OR REPLACE MACRO trailgres.any_greater(a, x) AS trailgres.some_true(list_transform(a, lambda e: x > e));
CREATE OR REPLACE MACRO trailgres.all_greater(a, x) AS trailgres.all_true(list_transform(a, lambda e: x > e));
CREATE OR REPLACE MACRO trailgres.any_at_least(a, x) AS trailgres.some_true(list_transform(a, lambda e: x >= e));
CREATE OR REPLACE MACRO trailgres.all_at_least(a, x) AS trailgres.all_true(list_transform(a, lambda e: x >= e));
CREATE OR REPLACE MACRO trailgres.any_within(a, x) AS trailgres.some_true(list_transform(a, lambda e: pg_inet_within(x, e)));
CREATE OR REPLACE MACRO trailgres.all_within(a, x) AS trailgres.all_true(list_transform(a, lambda e: pg_inet_within(x, e)));
CREATE OR REPLACE MACRO trailgres.any_within_or_equal(a, x) AS trailgres.some_true(list_transform(a, lambda e: pg_inet_within_or_equal(x, e)));
CREATE OR REPLACE MACRO trailgres.all_within_or_equal(a, x) AS trailgres.all_true(list_transform(a, lambda e: pg_inet_within_or_equal(x, e)));
CREATE OR REPLACE MACRO trailgres.any_contains(a, x) AS trailgres.some_true(list_transform(a, lambda e: pg_inet_within(e, x)));
CREATE OR REPLACE MACRO trailgres.all_contains(a, x) AS trailgres.all_true(list_transform(a, lambda e: pg_inet_within(e, x)));
CREATE OR REPLACE MACRO trailgres.any_contains_or_equals(a, x) AS trailgres.some_true(list_transform(a, lambda e: pg_inet_within_or_equal(e, x)));
CREATE OR REPLACE MACRO trailgres.all_contains_or_equals(a, x) AS trailgres.all_true(list_transform(a, lambda e: pg_inet_within_or_equal(e, x)));
CREATE OR REPLACE MACRO trailgres.any_overlaps(a, x) AS trailgres.some_true(list_transform(a, lambda e: pg_inet_overlaps(e, x)));
CREATE OR REPLACE MACRO trailgres.all_overlaps(a, x) AS trailgres.all_true(list_transform(a, lambda e: pg_inet_overlaps(e, x)));
CREATE OR REPLACE MACRO trailgres.any_like(a, x) AS trailgres.some_true(list_transform(a, lambda e: x LIKE e));
CREATE OR REPLACE MACRO trailgres.all_like(a, x) AS trailgres.all_true(list_transform(a, lambda e: x LIKE e));

-- The modifiers of arrays' elements.
CREATE OR REPLACE MACRO trailgres.list_pg_varchar(l, n) AS list_transform(l, lambda e: pg_varchar(e, n));
CREATE OR REPLACE MACRO trailgres.list_pg_character(l, n) AS list_transform(l, lambda e: pg_character(e, n));
CREATE OR REPLACE MACRO trailgres.list_pg_rounded(l, n) AS list_transform(l, lambda e: pg_rounded(e, n));

-- ON CONFLICT DO UPDATE: a row of the table is changed once at most. A key with a NULL
-- conflicts with none.
CREATE OR REPLACE MACRO trailgres.row_key(a) AS CASE WHEN a IS NOT NULL THEN true END,
    (a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN true END,
    (a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN true END,
    (a, b, c, d) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND d IS NOT NULL THEN true END;
CREATE OR REPLACE MACRO trailgres.changed_once(x, n) AS CASE WHEN n > 1 THEN error('SQLSTATE 21000 ON CONFLICT DO UPDATE command cannot affect row a second time'
    || chr(30) || 'HINT Ensure that no rows proposed for insertion within the same command have duplicate constrained values.') ELSE x END;
