// Package generate makes up CloudTrail records that look like a company's: people
// with habits and working hours, roles, services calling each other around the
// clock, errors, console logins, and in the last days an attack with a stolen
// access key. The same Options give the same records, byte for byte.
//
// Records are made in three steps. The world is drawn first: accounts, people,
// roles, and the things they work on, all from the seed. Then episodes follow, each
// one actor doing a few things in a row at a time that fits its habits. Each thing
// done is a kind of event from events.txt, whose requestParameters and
// responseElements are templates; the record around it is written by append.
//
// Shares are those of real accounts, with more assumed roles: of 35,005 researched
// records 78 % were of AWS services, 17 % of IAM users, 2 % of root and 2 % of
// assumed roles; here services have about 69 %, assumed roles 18 %, IAM users 12 %,
// root under 1 %, as in accounts where people come through single sign-on.
//
// The package knows nothing of LookupEvents: what that derives from a record is
// package sim's matter.
package generate
