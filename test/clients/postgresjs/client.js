// postgres.js: the extended protocol, statements prepared and kept; cursors, COPY, pipelining.
const fs = require("fs");
const path = require("path");
const postgres = require("postgres");
const { ENDLESS, check, done, equal, jsCannot, statements, version } = require("../common.js");

const connect = (more = {}) =>
  postgres(process.env.URL.replace("sslmode=prefer", "sslmode=disable"), { max: 1, onnotice: () => {}, ...more });

// Every type read as the server's text.
const text = (oids) => Object.fromEntries(oids.map((oid) => [`t${oid}`, { from: [oid], to: oid, parse: (x) => x, serialize: (x) => x }]));

const asker = (sql) => async (query, block) => {
  const run = (s) => s.unsafe(query, [], { prepare: true }).values();
  const r = block ? await sql.begin(run) : await run(sql);
  return { rows: [...r], types: r.columns && r.columns.length ? r.columns.map((c) => c.type) : undefined };
};

const sender = (sql) => async (type, value) => {
  if (type === "date" && value.toISOString) value = value.toISOString().slice(0, 10);
  if (type === "time") value = String(value);
  return (await sql.unsafe(`SELECT CAST($1 AS ${type})::text AS t`, [value]))[0].t;
};

function cannot(s) {
  const types = s.types || [];
  if (types.includes("json")) return "JSON read as JavaScript's values does not keep its text";
  if (types.some((t) => t.startsWith("_"))) return "arrays are typed by a query of pg_type at the connection's start, and are in particulars";
  return jsCannot(s);
}

async function particulars(sql) {
  const mode = "particulars";
  await check(mode, "arrays, by the types it looks up", async () => {
    const r = await sql`SELECT ${[1, 2, 3]}::int[] AS a, ${["x", "y z"]}::text[] AS t`;
    equal({ ...r[0] }, { a: [1, 2, 3], t: ["x", "y z"] });
  });
  await check(mode, "a template's parameters", async () => {
    const [r] = await sql`SELECT ${41}::int + 1 AS n, ${"x"}::text AS t, ${new Date(0)}::timestamptz AS d`;
    equal([r.n, r.t, r.d.getTime()], [42, "x", 0]);
  });
  await check(mode, "insert of objects", async () => {
    await sql`CREATE TEMP TABLE t (a int, b text)`;
    const r = await sql`INSERT INTO t ${sql([{ a: 1, b: "one" }, { a: 2, b: null }])} RETURNING a`;
    equal(r.map((x) => x.a), [1, 2]);
  });
  await check(mode, "savepoint", async () => {
    const got = await sql.begin(async (tx) => {
      await tx.savepoint((s) => s`SELECT 1/0`).catch((e) => equal(e.code, "22012"));
      return tx`SELECT 'still here' AS x`;
    });
    equal(got[0].x, "still here");
  });
  await check(mode, "cursor of 1,050 rows by 100", async () => {
    let n = 0;
    for await (const rows of sql`SELECT i FROM generate_series(1, ${1050}::int) g(i)`.cursor(100)) n += rows.length;
    equal(n, 1050);
  });
  await check(mode, "COPY FROM and TO", async () => {
    await sql`TRUNCATE t`;
    const w = await sql`COPY t FROM STDIN`.writable();
    await new Promise((ok, bad) => { w.on("finish", ok).on("error", bad); w.end("1\tone\n2\t\\N\n"); });
    let out = "";
    for await (const chunk of await sql`COPY t TO STDOUT`.readable()) out += chunk;
    equal(out, "1\tone\n2\t\\N\n");
  });
  await check(mode, "many queries at once on one connection", async () => {
    const all = await Promise.all([...Array(50).keys()].map((i) => sql`SELECT ${i}::int AS i`));
    equal(all.reduce((sum, r) => sum + r[0].i, 0), 1225);
  });
  await check(mode, "several statements: simple()", async () => {
    const r = await sql`SELECT 1 AS a; SELECT 2 AS b`.simple();
    equal([r[0][0].a, r[1][0].b], [1, 2]);
  });
  await check(mode, "100,000 rows", async () => {
    const r = await sql`SELECT i, 'row ' || i AS t FROM generate_series(1, 100000) g(i)`;
    equal(r.reduce((sum, x) => sum + Number(x.i), 0), 5000050000);
  });
  await check(mode, "cancel", async () => {
    const q = sql.unsafe(ENDLESS);
    setTimeout(() => q.cancel(), 300);
    equal((await q.catch((e) => e)).code, "57014");
  });
}

(async () => {
  version(JSON.parse(fs.readFileSync(path.join(path.dirname(require.resolve("postgres")), "../../package.json"), "utf8")).version);
  const oids = Object.values(JSON.parse(fs.readFileSync(`${__dirname}/../types.json`, "utf8")));
  const asText = connect({ fetch_types: false, types: text(oids) });
  await statements("text", { ask: asker(asText), send: sender(asText), text: true });
  const values = connect({ fetch_types: false });
  await statements("JavaScript's values", { ask: asker(values), send: sender(values), cannot });
  await particulars(connect());
  done();
})();
