package pgfunc

import (
	"fmt"
	"testing"
	"time"
)

var timeTexts = []string{
	"2020-01-02", "2020-1-2", "2020/01/02", "1/2/2020", "1/2/20", "1-2-99", "20200102", "200102", "Jan 2 2020", "2 Jan 2020", "Jan 2, 2020", "2-Jan-2020", "Jan-02-2020", "2020-Jan-02", "02-Jan-20", "January 8, 1999",
	"2020-01-02 10:00", "2020-01-02 10:00 PM", "2020-01-02 12:30 am", "2020-01-02 10:00:00.5", "2020-01-02T10:00:00", "2020-01-02T10:00:00Z", "2020-01-02 10:00+02", "2020-01-02 10:00:00-05:30", "2020-01-02 10:00 +0530",
	"2020-01-02 10:00 UTC", "2020-01-02 10:00 EST", "2020-01-02 10:00 America/New_York", "2020-07-02 10:00 america/new_york", "2020-01-02 10:00 PST", "20200102T101112", "20200102 101112", "2020-01-02 1011", "20200102T101112.5Z",
	"epoch", "infinity", "-infinity", "2020.034", "2020-034", "J2451187", "10:11:12", "10:11", "101112", "10:11:12 PM", "04:05 AM", "24:00:00", "24:00:01", "25:00", "10:60", "10:11:60", "10:11:61",
	"garbage", "", "2020-13-01", "2020-02-30", "2020-00-10", "0000-01-01", "13/13/2020", "2020-01-02 10:00 Nowhere/Land", "2020-01-02 foo", "2020-01-02 25:00", "0044-03-15 BC", "10000-01-01", "Thu Jan 02 10:00:00 2020 UTC",
	"Thursday, January 2, 2020", "2020-01-02 10:00:00.1234567", "2020-01-02 23:59:59.9999999", "2020-01-02 10:00:00 +16", "1.2.2020", "2020-1", "2020", "Jan 2020", "5", "2020-01-02 2020-01-03", "2020-01-02 10:00 11:00", "Feb 29 2021", "99-01-01", "2020-01-02 10:00 z", "jan 1 bc 5", "2020-01-02 13:00 PM", "2020-01-02 at 10:00", "t", "2020-01-02t10:00",
	"'2020-01-02'", "2020-01-02 10.5", "  2020-01-02  ", "2020-01-02 10:00:00+02:30:15", "08-Jan-1999", "1999-01-08", "January 8, 99 BC", "x2020", "10:00:00 2020-01-02", "2020-01-02 GMT", "Mon", "1999-01-08 04:05:06 -8:00",
}

func TestTimeInput(t *testing.T) {
	real := realPostgres(t)
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	real.exec("SET timezone = 'Europe/Berlin'")
	c := TimeContext{Now: time.Now(), Zone: zone}
	const form = "YYYY-MM-DD HH24:MI:SS.US BC"
	for _, text := range timeTexts {
		micros, err := c.Timestamp(text)
		real.compare(fmt.Sprintf("SELECT to_char(timestamp %s, '%s')", literal(text), form), shownTime(micros, form), err)
		micros, err = c.TimestampTZ(text)
		real.compare(fmt.Sprintf("SELECT to_char(timestamptz %s AT TIME ZONE 'UTC', '%s')", literal(text), form), shownTime(micros, form), err)
		days, err := c.Date(text)
		ours := ""
		if days != InfiniteDate && days != -InfiniteDate {
			ours = shownTime(int64(days)*microsPerDay, "YYYY-MM-DD BC")
		}
		real.compare(fmt.Sprintf("SELECT to_char(date %s, 'YYYY-MM-DD BC')", literal(text)), ours, err)
		micros, err = c.Time(text)
		if codeOf(err) == "0A000" {
			continue
		}
		real.compare(fmt.Sprintf("SELECT (extract(epoch from time %s) * 1000000)::bigint", literal(text)), fmt.Sprint(micros), err)
	}
}

func shownTime(micros int64, form string) string {
	s, _, _ := ToCharTimestamp(micros, form)
	return s
}

func TestIntervalInput(t *testing.T) {
	real := realPostgres(t)
	for _, text := range []string{
		"1 day ago", "3 days 04:05:06", "1-2", "1 week", "1 mon", "P1DT2H", "00:00:01.5", "1 day 25:00:00", "1 month -1 day", "-1 year 2 days", "0", "1.5 days", "1 second 500 milliseconds",
		"1 year 2 months 3 days 4 hours 5 minutes 6 seconds", "1.5 years", "1.5 months", "1.5 weeks", "2.5 hours", "0.1 second", "@ 1 minute ago", "1 day 2 days", "1 fortnight", "", "day", "1", "1 2", "1 2:03", "1 +02:03", "1 -02:03", "-1-2", "+1-2",
		"1-2 3 4:05:06", "P1Y2M3DT4H5M6S", "P1W", "PT1.5H", "P-1Y", "P", "PT", "1 century", "1 decade", "1 millennium", "1 y 2 mon 3 d 4 h 5 m 6 s", "10 us", "10 ms", "1 day 2", "100000000 years", "3000000000 days", "1 hour 30 min", "-00:00:01", "01:02", "01:02.5", "1:2:3.4567891", "1.5 days 2 hours", "1 day ago 2 hours", "1 hour ago ago", "abc", "1 year 13 months", "1.123456789 seconds", "1-13", ".5 day", "1d", "2h30m", "1 d 1:00", "1 month 1 month", "yesterday",
	} {
		v, err := ParseInterval(text, "")
		real.compare(fmt.Sprintf("SELECT extract(year from i) * 12 + extract(month from i) || ' ' || extract(day from i) || ' ' || (extract(hour from i) * 3600000000 + extract(minute from i) * 60000000 + extract(microseconds from i))::bigint FROM (SELECT interval %s AS i) x", literal(text)),
			fmt.Sprintf("%d %d %d", v.Months, v.Days, v.Micros), err)
	}
}
