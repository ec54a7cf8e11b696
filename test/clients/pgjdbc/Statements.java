import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The list of statements that all clients run. */
final class Statements {
    private Statements() {}

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list() throws IOException {
        return (List<Map<String, Object>>) Json.read(Files.readString(Path.of(System.getenv("STATEMENTS"))));
    }

    /** Runs the list with one connection's settings, as text. */
    static void run(String mode, String... settings) throws Exception {
        try (Connection c = Server.connect(settings)) {
            for (Map<String, Object> s : list()) {
                Result r = execute(c, s);
                Object want = s.get("error") != null ? s.get("error") : s.get("types") == null ? s.get("rows") : s.get("types") + " " + s.get("rows");
                Check.statement(mode, (String) s.get("sql"), want, r.error != null ? r.error : s.get("types") == null ? r.texts : r.types + " " + r.texts);
            }
        }
    }

    /** Runs the list in PostgreSQL's text and binary formats side by side: the values must be the same. */
    static void formats() throws Exception {
        try (Connection text = Server.connect("binaryTransfer=false"); Connection binary = Server.connect("prepareThreshold=-1")) {
            for (Map<String, Object> s : list()) {
                Result t = execute(text, s);
                Result b = execute(binary, s);
                if (!Objects.deepEquals(t.objects.toArray(), b.objects.toArray())) {
                    Check.fail(s.get("sql") + "\ntext   " + show(t) + "\nbinary " + show(b));
                }
            }
        }
    }

    private static String show(Result r) {
        return r.error + " " + Arrays.deepToString(r.objects.toArray());
    }

    private static final class Result {
        final List<List<String>> texts = new ArrayList<>();
        final List<Object[]> objects = new ArrayList<>();
        final List<String> types = new ArrayList<>();
        String error;
    }

    private static Result execute(Connection c, Map<String, Object> statement) throws SQLException {
        Result out = new Result();
        boolean block = Boolean.TRUE.equals(statement.get("block"));
        c.setAutoCommit(!block);
        try (PreparedStatement p = c.prepareStatement(((String) statement.get("sql")).replace("?", "??"))) {
            if (p.execute()) {
                read(p.getResultSet(), out);
            }
        } catch (SQLException e) {
            out.error = e.getSQLState();
        }
        if (block) {
            c.commit();
        }
        return out;
    }

    private static void read(ResultSet rs, Result out) throws SQLException {
        ResultSetMetaData meta = rs.getMetaData();
        int n = meta.getColumnCount();
        for (int i = 1; i <= n; i++) {
            out.types.add(meta.getColumnTypeName(i));
        }
        while (rs.next()) {
            List<String> texts = new ArrayList<>();
            Object[] objects = new Object[n];
            for (int i = 1; i <= n; i++) {
                texts.add(rs.getString(i));
                Object o = rs.getObject(i);
                objects[i - 1] = o instanceof Array ? ((Array) o).getArray() : o;
            }
            out.texts.add(texts);
            out.objects.add(objects);
        }
    }
}
