import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What pgJDBC changes: local tables, transactions, COPY. */
final class Changes {
    private Changes() {}

    static void batch() throws Exception {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.execute("CREATE TEMP TABLE b (a int PRIMARY KEY, t text)");
            try (PreparedStatement p = c.prepareStatement("INSERT INTO b VALUES (?, ?)")) {
                for (int i = 0; i < 300; i++) {
                    p.setInt(1, i);
                    p.setString(2, "n" + i);
                    p.addBatch();
                }
                Check.equal("counts", 300, Arrays.stream(p.executeBatch()).sum());
            }
            s.addBatch("UPDATE b SET t = 'x' WHERE a < 10");
            s.addBatch("DELETE FROM b WHERE a >= 290");
            Check.equal("updates", "[10, 10]", Arrays.toString(s.executeBatch()));
            s.addBatch("INSERT INTO b VALUES (1000, 'kept?')");
            s.addBatch("INSERT INTO b VALUES (1, 'twice')");
            c.setAutoCommit(false);
            try {
                s.executeBatch();
                Check.fail("a key came twice without an error");
            } catch (BatchUpdateException e) {
                Check.equal("state", "23505", e.getSQLState());
            }
            c.rollback();
            Check.equal("rows", "290", Queries.one(c, "SELECT count(*) FROM b"));
        }
        try (Connection c = Server.connect("reWriteBatchedInserts=true"); Statement s = c.createStatement()) {
            s.execute("CREATE TEMP TABLE b (a int, t text)");
            try (PreparedStatement p = c.prepareStatement("INSERT INTO b VALUES (?, ?)")) {
                for (int i = 0; i < 300; i++) {
                    p.setInt(1, i);
                    p.setString(2, "n" + i);
                    p.addBatch();
                }
                p.executeBatch();
            }
            Check.equal("rewritten", "300", Queries.one(c, "SELECT count(*) FROM b"));
        }
    }

    static void keys() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.execute("CREATE TEMP TABLE k (id int DEFAULT 7, t text)");
            s.executeUpdate("INSERT INTO k (t) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
            try (ResultSet rs = s.getGeneratedKeys()) {
                rs.next();
                Check.equal("all columns", "7 a", rs.getInt("id") + " " + rs.getString("t"));
            }
            s.executeUpdate("INSERT INTO k (t) VALUES ('b')", new String[] {"id"});
            try (ResultSet rs = s.getGeneratedKeys()) {
                rs.next();
                Check.equal("one column", "7 1", rs.getInt(1) + " " + rs.getMetaData().getColumnCount());
            }
        }
    }

    /** A grid that is edited: pgJDBC finds the primary key and writes by it. */
    static void updatable() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            s.execute("DROP TABLE IF EXISTS pgjdbc_u");
            s.execute("CREATE TABLE pgjdbc_u (a int PRIMARY KEY, t text)");
            s.execute("INSERT INTO pgjdbc_u VALUES (1, 'one'), (2, 'two')");
            try (ResultSet rs = s.executeQuery("SELECT a, t FROM pgjdbc_u ORDER BY a")) {
                rs.last();
                rs.updateString("t", "changed");
                rs.updateRow();
                rs.moveToInsertRow();
                rs.updateInt("a", 3);
                rs.updateString("t", "new");
                rs.insertRow();
                rs.first();
                rs.deleteRow();
            }
            Check.equal("edited", "2changed,3new", Queries.one(c, "SELECT string_agg(a || t, ',' ORDER BY a) FROM pgjdbc_u"));
            s.execute("DROP TABLE pgjdbc_u");
        }
    }

    static void copy() throws Exception {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.execute("CREATE TEMP TABLE c (a int, t text)");
            CopyManager copy = c.unwrap(PGConnection.class).getCopyAPI();
            Check.equal("in", 2L, copy.copyIn("COPY c FROM STDIN WITH (FORMAT csv)", new StringReader("1,\"x, y\"\n2,\n")));
            StringWriter out = new StringWriter();
            Check.equal("out", 2L, copy.copyOut("COPY c TO STDOUT", out));
            Check.equal("text", "1\tx, y\n2\t\\N\n", out.toString());
            ByteArrayOutputStream binary = new ByteArrayOutputStream();
            copy.copyOut("COPY c TO STDOUT WITH (FORMAT binary)", binary);
            Check.equal("binary", 4L, copy.copyIn("COPY c FROM STDIN WITH (FORMAT binary)", new java.io.ByteArrayInputStream(binary.toByteArray())) + 2);
            Check.error("bad", "22P02", () -> copy.copyIn("COPY c FROM STDIN", new StringReader("x\ty\n")));
            Check.equal("rows", "4", Queries.one(c, "SELECT count(*) FROM c"));
        }
    }

    static void savepoints() throws Exception {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.execute("CREATE TEMP TABLE s (a int)");
            c.setAutoCommit(false);
            s.execute("INSERT INTO s VALUES (1)");
            Savepoint first = c.setSavepoint("first");
            s.execute("INSERT INTO s VALUES (2)");
            Check.error("fails", "22012", () -> s.execute("SELECT 1/0"));
            Check.error("is aborted", "25P02", () -> s.execute("SELECT 1"));
            c.rollback(first);
            Savepoint second = c.setSavepoint();
            s.execute("INSERT INTO s VALUES (3)");
            c.releaseSavepoint(second);
            c.commit();
            Check.equal("rows", "1,3", Queries.one(c, "SELECT string_agg(a::text, ',' ORDER BY a) FROM s"));
        }
    }

    /** The driver sets a savepoint before each statement, and goes back to it when it fails. */
    static void autosave() throws Exception {
        try (Connection c = Server.connect("autosave=always"); Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            s.execute("CREATE TEMP TABLE a (a int)");
            s.execute("INSERT INTO a VALUES (1)");
            Check.error("fails", "22012", () -> s.execute("SELECT 1/0"));
            s.execute("INSERT INTO a VALUES (2)");
            c.commit();
            Check.equal("rows", "2", Queries.one(c, "SELECT count(*) FROM a"));
        }
    }

    static void listen() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.execute("LISTEN channel");
            Check.equal("none yet", 0, c.unwrap(PGConnection.class).getNotifications().length);
            s.execute("UNLISTEN *");
        }
    }

    static void readOnly() throws Exception {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            c.setReadOnly(true);
            c.setAutoCommit(false);
            Check.error("writes", "25006", () -> s.execute("CREATE TABLE r (a int)"));
            c.rollback();
            c.setAutoCommit(true);
            c.setReadOnly(false);
            c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Check.equal("isolation", Connection.TRANSACTION_REPEATABLE_READ, c.getTransactionIsolation());
            c.setClientInfo("ApplicationName", "grid");
            Check.equal("name", "grid", Queries.one(c, "SHOW application_name"));
        }
    }

    static void schema() throws SQLException {
        try (Connection c = Server.connect()) {
            Check.equal("catalog", "cloudtrail", c.getCatalog());
            Check.equal("first", "public", c.getSchema());
            c.setSchema("pg_catalog");
            Check.equal("set", "pg_catalog", c.getSchema());
        }
    }
}
