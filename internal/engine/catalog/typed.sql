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
    CASE WHEN b = 0 AND NOT isnan(a) THEN error('SQLSTATE 22012 division by zero') WHEN b = 0 THEN a
        WHEN a / b = 0 AND a <> 0 AND NOT isinf(b) THEN error('SQLSTATE 22003 value out of range: underflow')
        ELSE trailgres.float_result(a / b, a, b) END;
CREATE OR REPLACE MACRO trailgres.power_float(a, b) AS
    CASE WHEN a = 0 AND b < 0 THEN error('SQLSTATE 2201F zero raised to a negative power is undefined')
        WHEN a < 0 AND b <> floor(b) AND NOT isinf(b) THEN error('SQLSTATE 2201F a negative number raised to a non-integer power yields a complex result')
        WHEN isnan(b) AND a = 1 OR isnan(a) AND b = 0 THEN 1
        WHEN pow(a, b) = 0 AND a <> 0 AND NOT isinf(a) AND NOT isinf(b) THEN error('SQLSTATE 22003 value out of range: underflow')
        ELSE trailgres.float_result(pow(a, b), a, b) END;

-- Functions of angles (src/backend/utils/adt/float.c): those in degrees are exact where the
-- result is, because both sides of a quotient are rounded alike.
CREATE OR REPLACE MACRO trailgres.float_out_of_range() AS error('SQLSTATE 22003 input is out of range');
CREATE OR REPLACE MACRO trailgres.acos_float(x) AS CASE WHEN abs(x) > 1 AND NOT isnan(x) THEN trailgres.float_out_of_range() ELSE acos(x) END;
CREATE OR REPLACE MACRO trailgres.asin_float(x) AS CASE WHEN abs(x) > 1 AND NOT isnan(x) THEN trailgres.float_out_of_range() ELSE asin(x) END;
CREATE OR REPLACE MACRO trailgres.acosh_float(x) AS CASE WHEN x < 1 THEN trailgres.float_out_of_range() ELSE acosh(x) END;
CREATE OR REPLACE MACRO trailgres.atanh_float(x) AS CASE WHEN abs(x) > 1 AND NOT isnan(x) THEN trailgres.float_out_of_range()
    WHEN abs(x) = 1 THEN CAST('inf' AS DOUBLE) * x ELSE atanh(x) END;
CREATE OR REPLACE MACRO trailgres.sin_float(x) AS CASE WHEN isinf(x) THEN trailgres.float_out_of_range() ELSE sin(x) END;
CREATE OR REPLACE MACRO trailgres.cos_float(x) AS CASE WHEN isinf(x) THEN trailgres.float_out_of_range() ELSE cos(x) END;
CREATE OR REPLACE MACRO trailgres.tan_float(x) AS CASE WHEN isinf(x) THEN trailgres.float_out_of_range() ELSE tan(x) END;
CREATE OR REPLACE MACRO trailgres.cot_float(x) AS CASE WHEN isinf(x) THEN trailgres.float_out_of_range() WHEN tan(x) = 0 THEN CAST(CASE WHEN signbit(x) THEN '-inf' ELSE 'inf' END AS DOUBLE) ELSE 1 / tan(x) END;
CREATE OR REPLACE MACRO trailgres.degrees_float(x) AS trailgres.float_result(x / '0.0174532925199432957692'::DOUBLE, x, x);
CREATE OR REPLACE MACRO trailgres.radians_float(x) AS trailgres.multiply_float(x, '0.0174532925199432957692'::DOUBLE);
CREATE OR REPLACE MACRO trailgres.sind_to_30(x) AS sin(x * '0.0174532925199432957692'::DOUBLE) / sin(30 * '0.0174532925199432957692'::DOUBLE) / 2;
CREATE OR REPLACE MACRO trailgres.cosd_to_60(x) AS 1 - (1 - cos(x * '0.0174532925199432957692'::DOUBLE)) / (1 - cos(60 * '0.0174532925199432957692'::DOUBLE)) / 2;
CREATE OR REPLACE MACRO trailgres.sind_to_90(x) AS CASE WHEN x <= 30 THEN trailgres.sind_to_30(x) ELSE trailgres.cosd_to_60(90 - x) END;
CREATE OR REPLACE MACRO trailgres.cosd_to_90(x) AS CASE WHEN x <= 60 THEN trailgres.cosd_to_60(x) ELSE trailgres.sind_to_30(90 - x) END;
CREATE OR REPLACE MACRO trailgres.sind_to_180(x) AS CASE WHEN x > 90 THEN trailgres.sind_to_90(180 - x) ELSE trailgres.sind_to_90(x) END;
CREATE OR REPLACE MACRO trailgres.cosd_to_180(x) AS CASE WHEN x > 90 THEN -trailgres.cosd_to_90(180 - x) ELSE trailgres.cosd_to_90(x) END;
CREATE OR REPLACE MACRO trailgres.sind_to_360(x) AS CASE WHEN x > 180 THEN -trailgres.sind_to_180(360 - x) ELSE trailgres.sind_to_180(x) END;
CREATE OR REPLACE MACRO trailgres.cosd_to_360(x) AS CASE WHEN x > 180 THEN trailgres.cosd_to_180(360 - x) ELSE trailgres.cosd_to_180(x) END;
CREATE OR REPLACE MACRO trailgres.sind_float(x) AS CASE WHEN isnan(x) THEN x WHEN isinf(x) THEN trailgres.float_out_of_range()
    WHEN x % 360 < 0 THEN -trailgres.sind_to_360(-(x % 360)) ELSE trailgres.sind_to_360(x % 360) END;
CREATE OR REPLACE MACRO trailgres.cosd_float(x) AS CASE WHEN isnan(x) THEN x WHEN isinf(x) THEN trailgres.float_out_of_range()
    ELSE trailgres.cosd_to_360(abs(x % 360)) END;
CREATE OR REPLACE MACRO trailgres.tand_float(x) AS CASE WHEN isnan(x) THEN x WHEN isinf(x) THEN trailgres.float_out_of_range()
    WHEN trailgres.cosd_float(x) = 0 THEN CAST('inf' AS DOUBLE) * sign(trailgres.sind_float(x))
    ELSE trailgres.sind_float(x) / trailgres.cosd_float(x) / (trailgres.sind_to_90(45.0::DOUBLE) / trailgres.cosd_to_90(45.0::DOUBLE)) + 0 END;
CREATE OR REPLACE MACRO trailgres.cotd_float(x) AS CASE WHEN isnan(x) THEN x WHEN isinf(x) THEN trailgres.float_out_of_range()
    WHEN trailgres.sind_float(x) = 0 THEN CAST(CASE WHEN signbit(trailgres.sind_float(x)) THEN '-inf' ELSE 'inf' END AS DOUBLE) * sign(trailgres.cosd_float(x))
    ELSE trailgres.cosd_float(x) / trailgres.sind_float(x) / (trailgres.cosd_to_90(45.0::DOUBLE) / trailgres.sind_to_90(45.0::DOUBLE)) + 0 END;
CREATE OR REPLACE MACRO trailgres.asind_to_90(x) AS CASE WHEN x <= 0.5 THEN asin(x) / asin(0.5::DOUBLE) * 30 ELSE 90 - acos(x) / acos(0.5::DOUBLE) * 60 END;
CREATE OR REPLACE MACRO trailgres.acosd_to_90(x) AS CASE WHEN x <= 0.5 THEN 90 - asin(x) / asin(0.5::DOUBLE) * 30 ELSE acos(x) / acos(0.5::DOUBLE) * 60 END;
CREATE OR REPLACE MACRO trailgres.asind_float(x) AS CASE WHEN isnan(x) THEN x WHEN abs(x) > 1 THEN trailgres.float_out_of_range()
    WHEN x < 0 THEN -trailgres.asind_to_90(-x) ELSE trailgres.asind_to_90(x) END;
CREATE OR REPLACE MACRO trailgres.acosd_float(x) AS CASE WHEN isnan(x) THEN x WHEN abs(x) > 1 THEN trailgres.float_out_of_range()
    WHEN x < 0 THEN 90 + trailgres.asind_to_90(-x) ELSE trailgres.acosd_to_90(x) END;
CREATE OR REPLACE MACRO trailgres.atand_float(x) AS atan(x) / atan(1.0::DOUBLE) * 45;
CREATE OR REPLACE MACRO trailgres.atan2d_float(y, x) AS CASE WHEN isnan(y) OR isnan(x) THEN CAST('nan' AS DOUBLE) ELSE atan2(y, x) / atan(1.0::DOUBLE) * 45 END;

-- Times and intervals. Of an infinite time most fields are NULL, and some infinite.
CREATE OR REPLACE MACRO trailgres.finite_time(x) AS CASE WHEN isinf(x) THEN error('SQLSTATE 0A000 numeric Infinity is not supported') ELSE x END;
CREATE OR REPLACE MACRO trailgres.common_era(x) AS CASE WHEN isinf(x) OR x < TIMESTAMP '0001-01-01'
    THEN error('SQLSTATE 0A000 the year of a time that is infinite or before Christ is not supported') ELSE x END;
CREATE OR REPLACE MACRO trailgres.days_between(a, b) AS
    CASE WHEN isinf(a) OR isinf(b) THEN error('SQLSTATE 22008 cannot subtract infinite dates') ELSE CAST(a - b AS INTEGER) END;
CREATE OR REPLACE MACRO trailgres.finite_age(a, b) AS
    CASE WHEN isinf(a) OR isinf(b) THEN error('SQLSTATE 0A000 age() of an infinite time is not supported') ELSE age(a, b) END;
CREATE OR REPLACE MACRO trailgres.infinite_or(x, part) AS CASE WHEN isinf(x) THEN CASE WHEN x > TIMESTAMP '2000-01-01' THEN CAST('inf' AS DOUBLE) ELSE CAST('-inf' AS DOUBLE) END ELSE part END;
CREATE OR REPLACE MACRO trailgres.trunc_local(unit, x) AS timezone('UTC', pg_date_trunc(unit, timezone('UTC', x), 'UTC'));
CREATE OR REPLACE MACRO trailgres.moment_of_epoch(x) AS CASE WHEN isnan(x) THEN error('SQLSTATE 22008 timestamp cannot be NaN')
    WHEN isinf(x) THEN CASE WHEN x > 0 THEN CAST('infinity' AS TIMESTAMPTZ) ELSE CAST('-infinity' AS TIMESTAMPTZ) END ELSE to_timestamp(x) END;
CREATE OR REPLACE MACRO trailgres.make_timestamptz_here(y, mo, d, h, mi, s) AS pg_make_timestamptz(y, mo, d, h, mi, s, current_setting('TimeZone'));
CREATE OR REPLACE MACRO trailgres.time_difference(a, b) AS
    to_microseconds(date_part('microsecond', a) + 60000000 * (date_part('minute', a) + 60 * date_part('hour', a))
        - date_part('microsecond', b) - 60000000 * (date_part('minute', b) + 60 * date_part('hour', b)));
CREATE OR REPLACE MACRO trailgres.interval_months(i) AS date_part('year', i) * 12 + date_part('month', i);
CREATE OR REPLACE MACRO trailgres.interval_days(i) AS date_part('day', i);
CREATE OR REPLACE MACRO trailgres.interval_micros(i) AS
    (date_part('hour', i) * 3600 + date_part('minute', i) * 60) * 1000000 + date_part('microsecond', i);
-- The months go first, then the days, then the time.
CREATE OR REPLACE MACRO trailgres.later_by(x, i) AS
    x + to_months(CAST(trailgres.interval_months(i) AS INTEGER)) + to_days(CAST(trailgres.interval_days(i) AS INTEGER)) + to_microseconds(CAST(trailgres.interval_micros(i) AS BIGINT));
CREATE OR REPLACE MACRO trailgres.earlier_by(x, i) AS
    x - to_months(CAST(trailgres.interval_months(i) AS INTEGER)) - to_days(CAST(trailgres.interval_days(i) AS INTEGER)) - to_microseconds(CAST(trailgres.interval_micros(i) AS BIGINT));
CREATE OR REPLACE MACRO trailgres.time_of_interval(i) AS CAST(TIME '00:00:00' + to_microseconds(CAST(
    ((trailgres.interval_micros(i) % 86400000000) + 86400000000) % 86400000000 AS BIGINT)) AS TIME);
CREATE OR REPLACE MACRO trailgres.interval_of(months, days, micros) AS
    to_months(CAST(months AS INTEGER)) + to_days(CAST(days AS INTEGER)) + to_microseconds(CAST(micros AS BIGINT));
-- A month's fraction becomes days, a day's becomes time (src/backend/utils/adt/timestamp.c, interval_div).
CREATE OR REPLACE MACRO trailgres.fraction(x) AS x - trunc(x);
CREATE OR REPLACE MACRO trailgres.interval_divide(i, n) AS
    CASE WHEN n = 0 THEN error('SQLSTATE 22012 division by zero') ELSE
        to_months(CAST(trunc(trailgres.interval_months(i) / n) AS INTEGER))
        + to_days(CAST(trunc(trailgres.interval_days(i) / n) + trunc(trailgres.fraction(trailgres.interval_months(i) / n) * 30) AS INTEGER))
        + to_microseconds(CAST(round(trailgres.interval_micros(i) / n
            + (trailgres.fraction(trailgres.interval_days(i) / n) + trailgres.fraction(trailgres.fraction(trailgres.interval_months(i) / n) * 30)) * 86400000000) AS BIGINT)) END;

-- pg_typeof(): the dialect knows the name; the value stays, for it may be an aggregate.
CREATE OR REPLACE MACRO trailgres.named_type(x, name) AS list_extract([name, CAST(x AS VARCHAR)], 1);

-- Dates before Christ, which the engine writes as 0044-03-15 (BC).
CREATE OR REPLACE MACRO trailgres.era_text(t) AS CASE WHEN contains(t, ' (BC)') THEN replace(t, ' (BC)', '') || ' BC' ELSE t END;

-- Texts. The engine makes an ẞ of ß.
CREATE OR REPLACE MACRO trailgres.upper_text(s) AS CASE WHEN contains(s, 'ß') THEN pg_upper(s) ELSE upper(s) END;
CREATE OR REPLACE MACRO trailgres.repeat_text(s, n) AS CASE WHEN CAST(strlen(s) AS BIGINT) * n > 1073741800 THEN error('SQLSTATE 54000 requested length too large') ELSE repeat(s, n) END;

-- Arrays. What has a NULL among its elements is contained in nothing.
CREATE OR REPLACE MACRO trailgres.contains_all(a, b) AS CASE WHEN len(list_filter(b, lambda e: e IS NULL)) > 0 AND a IS NOT NULL THEN false ELSE list_has_all(a, b) END;
CREATE OR REPLACE MACRO trailgres.joined_arrays(a, b) AS CASE WHEN a IS NOT NULL OR b IS NOT NULL THEN list_concat(a, b) END;
CREATE OR REPLACE MACRO trailgres.trimmed_array(a, n) AS CASE WHEN n < 0 OR n > len(a)
    THEN error('SQLSTATE 2202E number of elements to trim must be between 0 and ' || CAST(len(a) AS VARCHAR)) ELSE a[1:len(a) - n] END;
CREATE OR REPLACE MACRO trailgres.array_position_from(a, x, start) AS CASE WHEN start IS NULL THEN error('SQLSTATE 22004 initial position must not be null')
    ELSE CAST(list_extract(list_filter(range(greatest(start, 1), len(a) + 1), lambda i: a[i] IS NOT DISTINCT FROM x), 1) AS INTEGER) END;
CREATE OR REPLACE MACRO trailgres.array_filled(x, sizes) AS CASE WHEN len(sizes) <> 1 THEN error('SQLSTATE 0A000 array_fill() of several dimensions is not supported')
    WHEN sizes[1] < 0 THEN error('SQLSTATE 2202E array size exceeds the maximum allowed') ELSE list_transform(range(0, sizes[1]), lambda i: x) END;

-- percentile_cont(), of the sorted values (src/backend/utils/adt/orderedsetaggs.c).
CREATE OR REPLACE MACRO trailgres.percentile_place(l, p) AS CASE WHEN p < 0 OR p > 1
    THEN CAST(error('SQLSTATE 22003 percentile value ' || printf('%g', p) || ' is not between 0 and 1') AS DOUBLE) ELSE p * (len(l) - 1) END;
CREATE OR REPLACE MACRO trailgres.interpolated(l, place) AS CASE WHEN place = floor(place) THEN l[CAST(place AS BIGINT) + 1]
    ELSE l[CAST(floor(place) AS BIGINT) + 1] + (place - floor(place)) * (l[CAST(ceil(place) AS BIGINT) + 1] - l[CAST(floor(place) AS BIGINT) + 1]) END;
CREATE OR REPLACE MACRO trailgres.percentile_of(l, p) AS trailgres.interpolated(l, trailgres.percentile_place(l, p));
CREATE OR REPLACE MACRO trailgres.percentiles_of(l, fractions) AS CASE WHEN len(l) > 0 THEN list_transform(fractions, lambda p: trailgres.percentile_of(l, p)) END;

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

-- Texts that are cast to numbers: the engine also takes what PostgreSQL refuses.
CREATE OR REPLACE MACRO trailgres.text_of_int2(x) AS CASE WHEN NOT regexp_full_match(x, '\s*[+-]?[0-9]+\s*') THEN error('SQLSTATE 22P02 invalid input syntax for type smallint: "' || x || '"')
    WHEN x IS NOT NULL AND TRY_CAST(x AS SMALLINT) IS NULL THEN error('SQLSTATE 22003 value "' || x || '" is out of range for type smallint') ELSE x END;
CREATE OR REPLACE MACRO trailgres.text_of_int4(x) AS CASE WHEN NOT regexp_full_match(x, '\s*[+-]?[0-9]+\s*') THEN error('SQLSTATE 22P02 invalid input syntax for type integer: "' || x || '"')
    WHEN x IS NOT NULL AND TRY_CAST(x AS INTEGER) IS NULL THEN error('SQLSTATE 22003 value "' || x || '" is out of range for type integer') ELSE x END;
CREATE OR REPLACE MACRO trailgres.text_of_int8(x) AS CASE WHEN NOT regexp_full_match(x, '\s*[+-]?[0-9]+\s*') THEN error('SQLSTATE 22P02 invalid input syntax for type bigint: "' || x || '"')
    WHEN x IS NOT NULL AND TRY_CAST(x AS BIGINT) IS NULL THEN error('SQLSTATE 22003 value "' || x || '" is out of range for type bigint') ELSE x END;
CREATE OR REPLACE MACRO trailgres.text_of_float4(x) AS CASE WHEN contains(x, '_') THEN error('SQLSTATE 22P02 invalid input syntax for type real: "' || x || '"') ELSE x END;
CREATE OR REPLACE MACRO trailgres.text_of_float8(x) AS CASE WHEN contains(x, '_') THEN error('SQLSTATE 22P02 invalid input syntax for type double precision: "' || x || '"') ELSE x END;

-- The time between two moments is in days of 24 hours, whatever the zone.
CREATE OR REPLACE MACRO trailgres.moments_between(a, b) AS
    CASE WHEN isinf(a) OR isinf(b) THEN error('SQLSTATE 22008 cannot subtract infinite timestamps')
        ELSE to_days(CAST((epoch_us(a) - epoch_us(b)) // 86400000000 AS INTEGER)) + to_microseconds((epoch_us(a) - epoch_us(b)) % 86400000000) END;
CREATE OR REPLACE MACRO trailgres.zone_shift(i) AS CASE WHEN trailgres.interval_months(i) <> 0 OR trailgres.interval_days(i) <> 0
    THEN error('SQLSTATE 22023 interval time zone "' || pg_text('UTC', i) || '" must not include months or days') ELSE i END;

-- date_bin()
CREATE OR REPLACE MACRO trailgres.bin_width(i) AS CASE
    WHEN trailgres.interval_months(i) <> 0 THEN error('SQLSTATE 0A000 timestamps cannot be binned into intervals containing months or years')
    WHEN trailgres.interval_days(i) * 86400000000 + trailgres.interval_micros(i) <= 0 THEN error('SQLSTATE 22008 stride must be greater than zero')
    ELSE i END;

-- AT TIME ZONE with an offset, and OVERLAPS, whose spans are half open.
CREATE OR REPLACE MACRO trailgres.shifted_local(x, zone_offset) AS timezone('UTC', x) + trailgres.zone_shift(zone_offset);
CREATE OR REPLACE MACRO trailgres.shifted_moment(x, zone_offset) AS timezone('UTC', x - trailgres.zone_shift(zone_offset));
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
