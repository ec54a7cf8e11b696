import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** How pgJDBC asks. */
final class Queries {
    private static final String ENDLESS =
        "SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a + b = 3";

    private Queries() {}

    /** A statement is named by the server at its fifth run, and its results become binary. */
    static void prepared() throws SQLException {
        OffsetDateTime moment = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 600_000_000, ZoneOffset.UTC);
        UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        String sql = "SELECT ?::int + 1, ?::text, ?::timestamptz, ?::float8, ?::bool, ?::uuid, ?::date, ?::int = ANY(?::int[]), ?::bytea";
        try (Connection c = Server.connect("prepareThreshold=5"); PreparedStatement p = c.prepareStatement(sql)) {
            for (int i = 0; i < 8; i++) {
                p.setInt(1, i);
                p.setString(2, i % 2 == 0 ? null : "it's");
                p.setObject(3, moment);
                p.setDouble(4, 0.1);
                p.setBoolean(5, true);
                p.setObject(6, uuid);
                p.setObject(7, LocalDate.of(2026, 11, 23));
                p.setLong(8, i);
                p.setArray(9, c.createArrayOf("int4", new Object[] {1, 2, 3}));
                p.setBytes(10, new byte[] {0, -1});
                try (ResultSet rs = p.executeQuery()) {
                    rs.next();
                    Check.equal("int", i + 1, rs.getInt(1));
                    Check.equal("text", i % 2 == 0 ? null : "it's", rs.getString(2));
                    Check.equal("timestamptz", moment, rs.getObject(3, OffsetDateTime.class));
                    Check.equal("float8", 0.1, rs.getDouble(4));
                    Check.equal("bool", true, rs.getBoolean(5));
                    Check.equal("uuid", uuid, rs.getObject(6));
                    Check.equal("date", LocalDate.of(2026, 11, 23), rs.getObject(7, LocalDate.class));
                    Check.equal("any", i > 0 && i < 4, rs.getBoolean(8));
                    Check.equal("bytea", -1, (int) rs.getBytes(9)[1]);
                }
            }
            Check.equal("parameters", 10, p.getParameterMetaData().getParameterCount());
            Check.equal("parameter 1", "int4", p.getParameterMetaData().getParameterTypeName(1));
            Check.equal("parameter 3", Types.TIMESTAMP, p.getParameterMetaData().getParameterType(3));
        }
    }

    /** In a transaction the rows come in helpings, from a portal that other statements go past. */
    static void fetchSize() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            s.setFetchSize(100);
            try (ResultSet rs = s.executeQuery("SELECT i FROM generate_series(1, 1050) g(i)")) {
                int n = 0;
                while (rs.next()) {
                    Check.equal("row", ++n, rs.getInt(1));
                    if (n == 150) {
                        Check.equal("beside", "x", one(c, "SELECT 'x'"));
                    }
                }
                Check.equal("rows", 1050, n);
            }
            c.commit();
        }
    }

    static void maxRows() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.setMaxRows(200);
            try (ResultSet rs = s.executeQuery("SELECT i FROM generate_series(1, 1050) g(i)")) {
                int n = 0;
                while (rs.next()) {
                    n++;
                }
                Check.equal("rows", 200, n);
            }
            Check.equal("after", "x", one(c, "SELECT 'x'"));
        }
    }

    static void cancel() throws Exception {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            Thread canceller = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    s.cancel();
                } catch (InterruptedException | SQLException e) {
                    Check.fail("cancel: " + e);
                }
            });
            canceller.start();
            Check.error("cancelled", "57014", () -> s.executeQuery(ENDLESS));
            canceller.join();
            Check.equal("after a cancel", "1", one(c, "SELECT 1"));
        }
    }

    static void timeout() throws Exception {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.setQueryTimeout(1);
            Check.error("timed out", "57014", () -> s.executeQuery(ENDLESS));
            Check.equal("after a timeout", "1", one(c, "SELECT 1"));
        }
    }

    /** Several statements in one text, which pgJDBC splits, and an empty one, its ping. */
    static void several() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            Check.equal("first", true, s.execute("SELECT 1; CREATE TEMP TABLE u (a int); INSERT INTO u VALUES (1), (2); SELECT a FROM u"));
            Check.equal("create", false, s.getMoreResults());
            Check.equal("insert", false, s.getMoreResults());
            Check.equal("inserted", 2, s.getUpdateCount());
            Check.equal("last", true, s.getMoreResults());
            Check.equal("empty", false, s.execute(""));
            Check.equal("valid", true, c.isValid(5));
        }
    }

    /** The columns of a result are looked up by the table's OID and the attribute's number. */
    static void metadata() throws SQLException {
        try (Connection c = Server.connect(); Statement s = c.createStatement()) {
            s.execute("CREATE TABLE pgjdbc_m (a int PRIMARY KEY, b varchar(10) NOT NULL, c numeric(8,3), d timestamptz)");
            try (ResultSet rs = s.executeQuery("SELECT a AS x, b, c, d, a + 1 AS e FROM pgjdbc_m")) {
                ResultSetMetaData m = rs.getMetaData();
                StringBuilder got = new StringBuilder();
                for (int i = 1; i <= m.getColumnCount(); i++) {
                    org.postgresql.PGResultSetMetaData p = m.unwrap(org.postgresql.PGResultSetMetaData.class);
                    got.append(String.join(" ", m.getColumnLabel(i), p.getBaseSchemaName(i), p.getBaseTableName(i), p.getBaseColumnName(i),
                        m.getColumnTypeName(i), m.getPrecision(i) + "," + m.getScale(i), "" + m.isNullable(i), "" + m.isAutoIncrement(i))).append('\n');
                }
                Check.equal("metadata", "x public pgjdbc_m a int4 10,0 0 false\nb public pgjdbc_m b varchar 10,0 0 false\n"
                    + "c public pgjdbc_m c numeric 8,3 1 false\nd public pgjdbc_m d timestamptz 35,6 1 false\ne    int4 10,0 2 false\n", got.toString());
            } finally {
                s.execute("DROP TABLE pgjdbc_m");
            }
        }
    }

    static String one(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement(); ResultSet rs = s.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        }
    }
}
