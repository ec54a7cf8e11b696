// What the clients in JavaScript share: the list of statements, and the report of a
// run. common.py is the same for those in Python.
const fs = require("fs");
const path = require("path");

const STATEMENTS = JSON.parse(fs.readFileSync(process.env.STATEMENTS, "utf8"));
const OIDS = JSON.parse(fs.readFileSync(path.join(__dirname, "types.json"), "utf8"));
const NAMES = Object.fromEntries(Object.entries(OIDS).map(([name, oid]) => [oid, name]));
const ENDLESS = "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a.a + b.b = 0";
const SENT = " (its values as parameters)";

const result = fs.openSync(process.env.RESULT, "w");
let failed = false;

function line(...fields) {
  fs.writeSync(result, fields.map((f) => String(f).replace(/\s+/g, " ").trim() || "-").join("\t") + "\n");
}

const version = (text) => line("version", text);
const skip = (mode, what, why) => line("skip", mode, what, why);

// done ends the run; the exit status says whether everything passed.
const done = () => process.exit(failed ? 1 : 0);

// check is a check by its name: it passes unless something is thrown.
async function check(mode, what, run) {
  try {
    await run();
    line("pass", mode, what);
  } catch (e) {
    failed = true;
    line("fail", mode, what, e);
  }
}

function equal(got, want) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`got ${a}, PostgreSQL gives ${b}`);
}

// cast gives the name of a type in SQL: pg_type's _int4 is int4[].
const cast = (type) => (type.startsWith("_") ? type.slice(1) + "[]" : type);

// shown gives a value's text after a cast to text, which is not always what is on the wire.
function shown(type, text) {
  if (type === "bool") return { t: "true", f: "false" }[text];
  return type === "bpchar" ? text.trimEnd() : text;
}

// statements runs the list in a mode. ask(sql, block) gives types and rows; send(type,
// value) passes a value as a parameter and gives the server's text of it; text says
// that rows hold the server's text; cannot(s) says why the client cannot read one.
// In the short form, only the first mode runs, and nothing is sent back.
let first;
async function statements(mode, { ask, send, text, cannot = () => null }) {
  first = first || mode;
  if (process.env.SHORT && mode !== first) return;
  for (const s of STATEMENTS) {
    const why = cannot(s);
    if (why) {
      skip(mode, s.sql, why);
      continue;
    }
    let rows;
    await check(mode, s.sql, async () => {
      let answer;
      try {
        answer = await ask(s.sql, s.block);
      } catch (e) {
        if (!e.code || e.code.length !== 5) throw e;
        if (e.code !== s.error) throw new Error(`${e.code} ${e.message}, PostgreSQL gives ${s.error}`);
        return;
      }
      if (s.error) throw new Error(`no error, PostgreSQL gives ${s.error}`);
      equal(answer.rows.length, s.rows.length);
      if (text) equal(answer.rows, s.rows);
      if (s.types && answer.types) equal(answer.types.map((t) => NAMES[t] || t), s.types);
      rows = answer.rows;
    });
    if (process.env.SHORT || !send || !rows || !rows.flat().some((v) => v !== null)) continue;
    await check(mode, s.sql + SENT, async () => {
      for (const [i, row] of rows.entries())
        for (const [j, value] of row.entries())
          if (value !== null) equal(await send(cast(s.types[j]), value), shown(s.types[j], s.rows[i][j]));
    });
  }
}

// What JavaScript's values do not hold.
function jsCannot(s) {
  const types = s.types || [];
  if (/\.\d{4,}/.test(JSON.stringify(s.rows || [])) && types.some((t) => t.startsWith("timestamp")))
    return "JavaScript's Date has milliseconds only";
  if (/infinity'|0001-01-01/.test(s.sql)) return "JavaScript's Date has no such moment";
  return null;
}

module.exports = { ENDLESS, check, done, equal, jsCannot, skip, statements, version };
