import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of navigator.sql, and what they answer: "name, tab, columns" and a line for each row to compare. */
final class Navigator {
    /** Columns that mean the same on every server: names and texts, no OIDs or sizes. */
    private static final Set<String> COMPARED = Set.of("nspname", "relname", "attname", "typname", "proname", "lanname", "datname", "spcname", "extname", "description",
        "relkind", "attnum", "attnotnull", "typcategory", "base_type_name", "prokind", "privilege_type", "name", "setting_name", "partition_key", "def_value");
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z]+)");

    private Navigator() {}

    /** The named statements of the file. */
    static Map<String, String> statements() throws IOException {
        Map<String, String> out = new java.util.LinkedHashMap<>();
        for (String block : Files.readString(Path.of(System.getenv("FLOWS"))).split("\n\n")) {
            int end = block.indexOf('\n');
            if (!block.startsWith("-- What")) {
                out.put(block.substring(3, end), block.substring(end + 1).trim());
            }
        }
        return out;
    }

    static void browse(Connection c) throws Exception {
        Map<String, Object> values = values(c);
        for (Map.Entry<String, String> e : statements().entrySet()) {
            String name = e.getKey().replace(" /rows/", "");
            try (PreparedStatement p = prepare(c, e.getValue(), values); ResultSet rs = p.executeQuery()) {
                print(name, e.getKey().endsWith("/rows/"), rs);
            } catch (SQLException error) {
                System.out.println(name + "\tERROR " + error.getSQLState() + " " + error.getMessage().replaceAll("\\s+", " "));
            }
        }
    }

    /** What is bound: OIDs that the tree has by then. */
    private static Map<String, Object> values(Connection c) throws SQLException {
        Map<String, Object> v = new HashMap<>(Map.of("database", c.getCatalog(), "user", "trail", "name", "cloudtrail_events", "like", "%event%", "catalog", 11L));
        v.put("schema", Long.valueOf(Queries.one(c, "SELECT oid FROM pg_catalog.pg_namespace WHERE nspname='public'")));
        v.put("table", Long.valueOf(Queries.one(c, "SELECT oid FROM pg_catalog.pg_class WHERE relname='cloudtrail_events'")));
        v.put("view", Long.valueOf(Queries.one(c, "SELECT oid FROM pg_catalog.pg_class WHERE relname='jdbc_view'")));
        return v;
    }

    private static PreparedStatement prepare(Connection c, String sql, Map<String, Object> values) throws SQLException {
        List<Object> bound = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Matcher m = PARAMETER.matcher(sql);
        while (m.find()) {
            bound.add(values.get(m.group(1)));
            m.appendReplacement(text, "?");
        }
        PreparedStatement p = c.prepareStatement(m.appendTail(text).toString());
        for (int i = 0; i < bound.size(); i++) {
            p.setObject(i + 1, bound.get(i));
        }
        return p;
    }

    private static void print(String name, boolean all, ResultSet rs) throws SQLException {
        ResultSetMetaData meta = rs.getMetaData();
        StringBuilder head = new StringBuilder("columns");
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            head.append(' ').append(meta.getColumnLabel(i)).append(':').append(meta.getColumnTypeName(i));
        }
        System.out.println(name + "\t" + head);
        Set<String> rows = new TreeSet<>();
        while (rs.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                if (all || COMPARED.contains(meta.getColumnLabel(i))) {
                    row.append(' ').append(rs.getString(i));
                }
            }
            rows.add(row.toString().replaceAll("\\s+", " "));
        }
        rows.forEach(row -> System.out.println(name + "\t" + row));
    }
}
