package pgfunc

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/trailgres/trailgres/internal/pgerr"
)

// formats are templates of times.
var formats = []string{
	"YYYY-MM-DD HH24:MI:SS", "DD Mon YYYY", "HH12:MI AM", "HH:MI:SS p.m.", "Day", "day", "DAY", "Dy", "dy", "FMDay, FMMonth DD",
	"Month|month|MONTH|Mon|mon|MON", "DDD DD D ID IDDD", "IYYY-IW IYY IY I", "Q", "WW W J", "SSSS SSSSS", "MS US FF1 FF2 FF3 FF4 FF5 FF6",
	"YYY YY Y Y,YYY", "CC", "RM|rm|FMRM", "AD BC a.d. b.c.", "DDth DDTH FMDDth HH24th", `YYYY-MM-DD"T"HH24:MI:SS"Z"`, "TMMonth TMDay",
	"FMMM FMDD FMHH24 FMMI FMSS FMDDD", `"quoted \"text\" YYYY" YYYY`, `\"YYYY\"`, "yyyy-mm-dd", "FXYYYY", "é YYYY ü", "DD.MM.YYYYTH",
}

func TestToCharTimestamp(t *testing.T) {
	real := realPostgres(t)
	random := rand.New(rand.NewPCG(1, 2))
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	real.exec("SET timezone = 'America/New_York'")
	for range 40 {
		micros := random.Int64N(400*365*microsPerDay) - 200*365*microsPerDay
		if random.IntN(4) == 0 {
			micros = -micros * 10
		}
		for _, format := range formats {
			ours, _, err := ToCharTimestamp(micros, format)
			real.compare(fmt.Sprintf("SELECT to_char(timestamp '1970-01-01' + make_interval(days => %d) + %d * interval '1 microsecond', %s)", micros/microsPerDay, micros%microsPerDay, literal(format)), ours, err)
			zoned := format + " TZ tz TZH TZM OF"
			ours, _, err = ToCharTimestampTZ(micros, zoned, zone)
			if micros > -86*365*microsPerDay { // before, there was local mean time
				real.compare(fmt.Sprintf("SELECT to_char((timestamp '1970-01-01' + make_interval(days => %d) + %d * interval '1 microsecond') AT TIME ZONE 'UTC', %s)", micros/microsPerDay, micros%microsPerDay, literal(zoned)), ours, err)
			}
		}
	}
}

func TestToCharInterval(t *testing.T) {
	real := realPostgres(t)
	for _, v := range []Interval{{}, {Micros: 7384000000}, {Months: 14, Days: 3, Micros: -5000001}, {Days: 40, Micros: 90 * 3600 * microsPerSecond}, {Months: -5, Days: -3, Micros: -13 * 3600 * microsPerSecond}} {
		for _, format := range append([]string{"HH24:MI:SS", "HH12", "YYYY MM DD", "SSSS", "AM"}, formats...) {
			if strings.Contains(format, "IW") || strings.Contains(format, "ID") || strings.Contains(format, "J") {
				continue
			}
			ours, _, err := ToCharInterval(v, format)
			real.compare(fmt.Sprintf("SELECT to_char(make_interval(months => %d, days => %d) + %d * interval '1 microsecond', %s)", v.Months, v.Days, v.Micros, literal(format)), ours, err)
		}
	}
}

var numberFormats = []string{
	"9999.99", "000", "9,999,999", "99", "0.00", "FM999", "FM999.00", "FM00", "FM999,999.00", "S9999", "9999S", "9999MI", "MI9999", "PL9999",
	"SG9999", "9999PR", "FM9999PR", "RN", "FMRN", "rn", "99999th", "FM99999TH", "L9999", "9999V99", "9.99EEEE", "9D99", "9G999G999D99", "B9999", "B9",
	"FM9.99", "FM0.99", "FM9990.0099", "0999", "09.90", "99.", "FM99.", ".99", "FM.99", "S.99", "FMS999.9", "9 9 9", `9"text"9`, "FM9,999,999.99", "0,000.0",
	"999999999999999.9999999999", "PL9999.9", "9999.9PL", "99S9", "S99.9S", "99PR9", "9.9.9", "9V9.9", "9EEEE9", "SS9", "MI9S", "", "x",
}

func TestToCharNumeric(t *testing.T) {
	real := realPostgres(t)
	for _, number := range []string{"0", "1", "-1", "12", "-5", "0.5", "-0.5", "1234.5", "-1234.567", "12.345", "1234567", "999.999", "0.004", "123456.789", "100", "0.1", "-0.01", "3999", "4000", "99.995", "0.00", "1e10"} {
		plain, _ := plainNumber(number)
		for _, format := range numberFormats {
			ours, err := ToCharNumeric(plain, format)
			real.compare(fmt.Sprintf("SELECT to_char(%s::numeric, %s)", number, literal(format)), ours, err)
			if n, bad := strconv.ParseInt(number, 10, 32); bad == nil {
				ours, err = ToCharInteger(n, format)
				real.compare(fmt.Sprintf("SELECT to_char((%s)::int, %s)", number, literal(format)), ours, err)
			}
			f, _ := strconv.ParseFloat(number, 64)
			ours, err = ToCharFloat(f, format, false)
			real.compare(fmt.Sprintf("SELECT to_char((%s)::float8, %s)", number, literal(format)), ours, err)
		}
	}
}

func TestToNumber(t *testing.T) {
	real := realPostgres(t)
	for _, c := range [][2]string{{"1,234.5", "9,999.9"}, {"12", "99"}, {"-12.5", "S99.9"}, {"12.5-", "99.9S"}, {"12-", "99MI"}, {"-12", "MI99"}, {"<12>", "99PR"},
		{"$12", "L99"}, {"12th", "99th"}, {"  12", "9999"}, {"1234", "99"}, {"12.345", "99.99"}, {"12345", "999V99"}, {"x", "9"}, {"", "9"}, {"+5", "SG9"}, {"-5", "9"},
		{"1 2 3", "9 9 9"}, {"0.5", ".9"}, {".5", "9.9"}, {"5.", "9.9"}, {"12,454.8-", "99G999D9S"}, {"1e3", "9EEEE"}} {
		ours, err := ToNumber(c[0], c[1])
		if strings.Contains(ours, ".") {
			ours = strings.TrimSuffix(strings.TrimRight(ours, "0"), ".")
		}
		real.compare(fmt.Sprintf("SELECT trim_scale(to_number(%s, %s))", literal(c[0]), literal(c[1])), ours, err)
	}
}

func TestToTimestamp(t *testing.T) {
	real := realPostgres(t)
	for _, c := range [][2]string{
		{"2020-02-03", "YYYY-MM-DD"}, {"03/02/2020", "DD/MM/YYYY"}, {"2020-02-03 04:05:06", "YYYY-MM-DD HH24:MI:SS"}, {"20200203", "YYYYMMDD"},
		{"2020-02-03 04:05 PM", "YYYY-MM-DD HH12:MI AM"}, {"3 Feb 2020", "DD Mon YYYY"}, {"3 February 2020", "DD Month YYYY"}, {"Monday 3 feb 20", "Day DD mon YY"},
		{"2020-13-01", "YYYY-MM-DD"}, {"2020-02-30", "YYYY-MM-DD"}, {"2020/02/03", "YYYY-MM-DD"}, {"2020 02 03", "YYYY-MM-DD"}, {"20-2-3", "YY-MM-DD"}, {"95-1-1", "YY-MM-DD"},
		{"2020-034", "YYYY-DDD"}, {"2020-05-3", "IYYY-IW-ID"}, {"2020-05", "IYYY-IW"}, {"12:34:56.789", "HH24:MI:SS.MS"}, {"12:34:56.7", "HH24:MI:SS.MS"}, {"12:34:56.789012", "HH24:MI:SS.US"},
		{"2458883", "J"}, {"44 BC", "YYYY BC"}, {"20 44", "CC YY"}, {"2020-02-03 10:00:00+02", "YYYY-MM-DD HH24:MI:SSTZH"}, {"2020-02-03 10:00:00-05:30", "YYYY-MM-DD HH24:MI:SSTZH:TZM"},
		{"hello", "YYYY"}, {"2020-2", "YYYYMMDD"}, {"13:00 PM", "HH12:MI AM"}, {"2020", "YYYY IYYY"}, {"2020-06-01 2021", "YYYY-MM-DD YYYY"}, {"  2020  02  03", "YYYY MM DD"},
		{"2020x02x03", "YYYY MM DD"}, {"IV 2020", "RM YYYY"}, {"3rd Feb 2020", "DDth Mon YYYY"}, {"1,999", "Y,YYY"}, {"2020-02-03T04:05:06Z", `YYYY-MM-DD"T"HH24:MI:SS"Z"`},
		{"86399", "SSSS"}, {"2020-02-03", "FXYYYY-MM-DD"}, {"2020- 02-03", "FXYYYY-MM-DD"}, {"", "YYYY"}, {"2020", ""}, {"2 2020", "WW YYYY"}, {"2 02 2020", "W MM YYYY"}, {"2020 xyz", "YYYY Mon"}, {"1 2 2020", "Q MM YYYY"},
		{"25:00", "HH24:MI"}, {"10:61", "HH24:MI"}, {"2020-02-03", "YYYY-MM-DD TZ"}, {"2020-02-03 UTC", "YYYY-MM-DD TZ"}, {"2020-366", "YYYY-DDD"}, {"2021-366", "YYYY-DDD"}, {"5", "Y"}, {"520", "YYY"}, {"2020-02-03 04:05:06.5", "YYYY-MM-DD HH24:MI:SS.FF3"},
	} {
		micros, err := ToTimestamp(c[0], c[1], time.UTC)
		ours := ""
		if err == nil {
			ours, _, _ = ToCharTimestamp(micros, "YYYY-MM-DD HH24:MI:SS.US BC")
		}
		real.compare(fmt.Sprintf("SELECT to_char(to_timestamp(%s, %s), 'YYYY-MM-DD HH24:MI:SS.US BC')", literal(c[0]), literal(c[1])), ours, err)
		days, err := ToDate(c[0], c[1])
		if err == nil {
			ours, _, _ = ToCharTimestamp(int64(days)*microsPerDay, "YYYY-MM-DD BC")
		}
		real.compare(fmt.Sprintf("SELECT to_char(to_date(%s, %s), 'YYYY-MM-DD BC')", literal(c[0]), literal(c[1])), ours, err)
	}
}

func literal(s string) string {
	return "E'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(s) + "'"
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return pgerr.Flatten(err).Code
}
