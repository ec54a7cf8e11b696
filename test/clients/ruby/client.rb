# pg: text and binary results, typed by its type map.
require "json"
begin
  require "pg"
rescue LoadError => e
  puts e
  exit 77
end

LIST = JSON.parse(File.read(ENV["STATEMENTS"]))
NAMES = JSON.parse(File.read(File.join(__dir__, "../types.json"))).invert
RESULT = File.open(ENV["RESULT"], "w")
$failed = false

def line(*fields) = RESULT.puts(fields.map { |f| f.to_s.gsub(/\s+/, " ").strip }.join("\t"))

# A check by its name: it passes unless something is raised in it.
def check(mode, what)
  yield
  line("pass", mode, what)
rescue StandardError => e
  $failed = true
  line("fail", mode, what, e.message)
end

def equal(got, want)
  raise "got #{got.inspect}, PostgreSQL gives #{want.inspect}" if got != want
end

def connect = PG.connect(ENV["DSN"]).tap { |c| c.set_notice_receiver { |_| nil } }

# Runs the list; ask gives the answer of a statement.
def list(mode, conn)
  LIST.each do |s|
    check(mode, s["sql"]) do
      conn.exec("BEGIN") if s["block"]
      begin
        r = yield(conn, s["sql"])
      rescue PG::Error => e
        state = e.result&.error_field(PG::PG_DIAG_SQLSTATE)
        raise if state != s["error"]
        next
      ensure
        conn.exec("COMMIT") if s["block"]
      end
      raise "no error, PostgreSQL gives #{s["error"]}" if s["error"]
      equal(r.values, s["rows"])
      equal((0...r.nfields).map { |i| NAMES[r.ftype(i)] }, s["types"]) if s["types"]
    end
  end
end

line("version", PG::VERSION)
list("simple", connect) { |c, sql| c.exec(sql) }
list("extended", connect) { |c, sql| c.exec_params(sql, []) } unless ENV["SHORT"]

mode = "particulars"
conn = connect
conn.exec("CREATE TEMP TABLE t (a int, b text)")
check(mode, "type map: Ruby's values") do
  conn.type_map_for_results = PG::BasicTypeMapForResults.new(conn)
  equal(conn.exec("SELECT 1, 2.5::float8, true, ARRAY[1, 2], 'x'").values, [[1, 2.5, true, [1, 2], "x"]])
  conn.type_map_for_results = PG::TypeMapAllStrings.new
end
check(mode, "binary results") do
  equal(conn.exec_params("SELECT 258::int4", [], 1).getvalue(0, 0), "\x00\x00\x01\x02".b)
end
check(mode, "a prepared statement") do
  conn.prepare("n", "SELECT $1::int + 1")
  equal(conn.exec_prepared("n", [41]).getvalue(0, 0), "42")
end
check(mode, "single row mode") do
  conn.send_query("SELECT i FROM generate_series(1, 1000) g(i)")
  conn.set_single_row_mode
  sum = 0
  conn.get_result.stream_each { |r| sum += r["i"].to_i }
  conn.get_result
  equal(sum, 500_500)
end
check(mode, "COPY FROM and TO") do
  conn.copy_data("COPY t FROM STDIN") { conn.put_copy_data("1\tone\n2\t\\N\n") }
  out = +""
  conn.copy_data("COPY t TO STDOUT") { while (row = conn.get_copy_data) do out << row end }
  equal(out, "1\tone\n2\t\\N\n")
end
check(mode, "pipeline mode") do
  conn.enter_pipeline_mode
  3.times { |i| conn.send_query_params("SELECT $1::int", [i]) }
  conn.pipeline_sync
  got = 3.times.map { conn.get_result.getvalue(0, 0).tap { conn.get_result } }
  equal(got, %w[0 1 2])
  equal(conn.get_result.result_status, PG::PGRES_PIPELINE_SYNC)
  conn.exit_pipeline_mode
end
exit($failed ? 1 : 0)
