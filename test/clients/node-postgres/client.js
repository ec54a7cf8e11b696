// node-postgres: the simple protocol without parameters, the extended one with; cursors, COPY.
const pg = require("pg");
const Cursor = require("pg-cursor");
const { from, to } = require("pg-copy-streams");
const { pipeline } = require("stream/promises");
const { Readable } = require("stream");
const { ENDLESS, check, done, equal, jsCannot, statements, version } = require("../common.js");

const options = { connectionString: process.env.URL.replace("sslmode=prefer", "sslmode=disable") };
const asText = { getTypeParser: () => (v) => (Buffer.isBuffer(v) ? v.toString() : v) };

async function connect(more = {}) {
  const c = new pg.Client({ ...options, ...more });
  await c.connect();
  return c;
}

// asker runs statements; queryMode "extended" has them prepared.
const asker = (c, more) => async (sql, block) => {
  if (block) await c.query("BEGIN");
  try {
    const r = await c.query({ text: sql, rowMode: "array", ...more });
    return { rows: r.rows || [], types: r.fields && r.fields.map((f) => f.dataTypeID) };
  } finally {
    if (block) await c.query("COMMIT");
  }
};

const sender = (c) => async (type, value) => {
  if (type === "json" || type === "jsonb") value = JSON.stringify(value);
  if (type === "date") value = value.toISOString().slice(0, 10);
  return (await c.query({ text: `SELECT CAST($1 AS ${type})::text AS t`, values: [value] })).rows[0].t;
};

function cannot(s) {
  const types = s.types || [];
  if (types.includes("_numeric")) return "an array of numeric is read as numbers";
  if (types.includes("json")) return "JSON read as JavaScript's values does not keep its text";
  if (types.some((t) => ["_jsonb", "_date", "_bytea", "_timestamp", "_timestamptz"].includes(t))) return "an array of such objects is sent as JSON";
  if (types.includes("interval") && s.sql.includes("SELECT *")) return null;
  return jsCannot(s);
}

async function particulars(c) {
  const mode = "particulars";
  await c.query("CREATE TEMP TABLE t (a int, b text)");
  await check(mode, "a named statement, run ten times", async () => {
    let sum = 0;
    for (let i = 0; i < 10; i++) sum += (await c.query({ name: "n", text: "SELECT $1::int + 1 AS n", values: [i] })).rows[0].n;
    equal(sum, 55);
  });
  await check(mode, "pg-cursor: 1,050 rows by 100", async () => {
    const cursor = c.query(new Cursor("SELECT i FROM generate_series(1, $1::int) g(i)", [1050]));
    let all = [];
    for (let rows; (rows = await cursor.read(100)).length; ) all = all.concat(rows.map((r) => Number(r.i)));
    equal([all.length, all[1049]], [1050, 1050]);
    await cursor.close();
  });
  await check(mode, "a cursor closed before its end", async () => {
    const cursor = c.query(new Cursor("SELECT i FROM generate_series(1, 100000) g(i)"));
    equal((await cursor.read(3)).length, 3);
    await cursor.close();
    equal((await c.query("SELECT 1 AS x")).rows, [{ x: 1 }]);
  });
  await check(mode, "COPY FROM and TO", async () => {
    await pipeline(Readable.from(["1\tone\n", "2\t\\N\n"]), c.query(from("COPY t FROM STDIN")));
    let out = "";
    await pipeline(c.query(to("COPY t TO STDOUT")), async (chunks) => { for await (const x of chunks) out += x; });
    equal(out, "1\tone\n2\t\\N\n");
  });
  await check(mode, "several statements in one query", async () => {
    equal((await c.query("SELECT 1 AS a; SELECT 2 AS b")).map((r) => r.rows[0]), [{ a: 1 }, { b: 2 }]);
  });
  await check(mode, "= ANY of an array parameter", async () => {
    equal((await c.query("SELECT 2 = ANY($1::int[]) AS x", [[1, 2]])).rows, [{ x: true }]);
  });
  await check(mode, "an error's fields", async () => {
    const e = await c.query("SELECT nope FROM t").catch((e) => e);
    equal([e.code, e.severity, e.position], ["42703", "ERROR", "8"]);
  });
  await check(mode, "100,000 rows", async () => {
    const r = await c.query("SELECT i, 'row ' || i AS t FROM generate_series(1, 100000) g(i)");
    equal(r.rows.reduce((sum, x) => sum + Number(x.i), 0), 5000050000);
  });
  await check(mode, "statement_timeout, and a pool that goes on", async () => {
    const pool = new pg.Pool({ ...options, max: 3, statement_timeout: 1500 });
    equal((await pool.query(ENDLESS).catch((e) => e)).code, "57014");
    const all = await Promise.all([...Array(9).keys()].map((i) => pool.query("SELECT $1::int AS i", [i])));
    equal(all.map((r) => r.rows[0].i), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    await pool.end();
  });
}

(async () => {
  version(require("pg/package.json").version);
  const simple = await connect({ types: asText });
  await statements("simple", { ask: asker(simple), send: textSender(simple), text: true });
  const extended = await connect({ types: asText });
  await statements("extended", { ask: asker(extended, { queryMode: "extended" }), text: true });
  const values = await connect();
  await statements("JavaScript's values", { ask: asker(values, { queryMode: "extended" }), send: sender(values), cannot });
  await particulars(await connect());
  done();
})();

// textSender passes the server's text back as it is.
function textSender(c) {
  return async (type, value) => (await c.query(`SELECT CAST($1 AS ${type})::text AS t`, [value])).rows[0].t;
}
