import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Calls every method of java.sql.DatabaseMetaData and prints the answers, a line for a scalar and for each row, each
 * with the call before it. The arguments name the objects of setup.sql.
 */
public final class Metadata {
    private static final Object[] ANY = {null, null, "%"};
    private static final Map<String, Object[][]> ARGUMENTS = Map.ofEntries(
        Map.entry("getTables", new Object[][] {
            {null, null, "%", new String[] {"TABLE", "VIEW", "FOREIGN TABLE", "PARTITIONED TABLE", "MATERIALIZED VIEW"}},
            {"cloudtrail", "public", "%", null}, {null, "pg_catalog", "pg\\_cl%", null}, {null, "information_schema", "%", null},
            {null, "", "%", null}}),
        Map.entry("getColumns", new Object[][] {{null, "public", "%", "%"}, {null, "trailgres", "%", "%"}, {null, "pg_catalog", "pg_class", "%"},
            {null, "pg_catalog", "pg_attribute", "%"}, {null, "information_schema", "columns", "%"}, {null, null, "cloudtrail\\_events", "event%"}}),
        Map.entry("getSchemas", new Object[][] {{}, {null, "p%"}}),
        Map.entry("getPrimaryKeys", tables()), Map.entry("getVersionColumns", tables()),
        Map.entry("getImportedKeys", tables()), Map.entry("getExportedKeys", tables()),
        Map.entry("getCrossReference", new Object[][] {{null, "public", "jdbc_parent", null, "public", "jdbc_child"}}),
        Map.entry("getIndexInfo", new Object[][] {{null, "public", "jdbc_parent", false, false}, {null, "public", "jdbc_parent", true, true},
            {null, "public", "cloudtrail_events", false, true}}),
        Map.entry("getBestRowIdentifier", new Object[][] {{null, "public", "jdbc_parent", 2, true}, {null, "public", "cloudtrail_events", 2, true}}),
        Map.entry("getTablePrivileges", new Object[][] {{null, "public", "%"}, {null, "pg_catalog", "pg_class"}}),
        Map.entry("getColumnPrivileges", new Object[][] {{null, "public", "jdbc_parent", "%"}, {null, "public", "cloudtrail_events", "event_id"}}),
        Map.entry("getProcedures", new Object[][] {ANY}),
        Map.entry("getProcedureColumns", new Object[][] {{null, "public", "%", "%"}}),
        Map.entry("getFunctions", new Object[][] {{null, "pg_catalog", "a%"}, {null, "public", "%"}}),
        Map.entry("getFunctionColumns", new Object[][] {{null, "pg_catalog", "date\\_tr%", "%"}, {null, "public", "%", "%"}}),
        Map.entry("getUDTs", new Object[][] {{null, "public", "%", null}, {null, null, "%", new int[] {Types.DISTINCT}}}),
        Map.entry("getSuperTypes", new Object[][] {ANY}), Map.entry("getSuperTables", new Object[][] {ANY}),
        Map.entry("getAttributes", new Object[][] {{null, null, "%", "%"}}),
        Map.entry("getPseudoColumns", new Object[][] {{null, null, "%", "%"}}));

    private Metadata() {}

    private static Object[][] tables() {
        return new Object[][] {{null, "public", "jdbc_parent"}, {null, "public", "jdbc_child"}, {null, "public", "cloudtrail_events"}};
    }

    public static void main(String[] args) throws Exception {
        try (Connection c = Server.connect()) {
            DatabaseMetaData meta = c.getMetaData();
            Method[] methods = DatabaseMetaData.class.getDeclaredMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount));
            for (Method m : methods) {
                for (Object[] values : arguments(m)) {
                    call(meta, m, values);
                }
            }
        }
        System.out.flush();
    }

    /** Gives the arguments to call a method with: those above, or a method of numbers' every meaningful number. */
    private static List<Object[]> arguments(Method m) {
        List<Object[]> all = new ArrayList<>();
        Object[][] given = ARGUMENTS.get(m.getName());
        if (given != null) {
            for (Object[] values : given) {
                if (values.length == m.getParameterCount()) {
                    all.add(values);
                }
            }
        } else if (m.getParameterCount() == 0) {
            all.add(new Object[0]);
        } else if (m.getName().equals("supportsTransactionIsolationLevel")) {
            List.of(0, 1, 2, 4, 8).forEach(n -> all.add(new Object[] {n}));
        } else if (m.getParameterCount() == 1 && m.getParameterTypes()[0] == int.class) {
            List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE,
                ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT).forEach(n -> all.add(new Object[] {n}));
        } else if (m.getName().equals("supportsResultSetConcurrency")) {
            List.of(1003, 1004, 1005).forEach(n -> all.add(new Object[] {n, ResultSet.CONCUR_UPDATABLE}));
        } else if (m.getName().equals("supportsConvert")) {
            all.add(new Object[] {Types.INTEGER, Types.VARCHAR});
        }
        if (all.isEmpty()) {
            System.out.println("no arguments for " + m);
        }
        return all;
    }

    private static void call(DatabaseMetaData meta, Method m, Object[] values) throws Exception {
        String about = m.getName() + Arrays.deepToString(values).replace('[', '(').replace(']', ')');
        try {
            Object answer = m.invoke(meta, values);
            if (answer instanceof ResultSet) {
                print(about, (ResultSet) answer);
            } else if (answer instanceof Connection) {
                System.out.println(about + "\t" + (answer == meta.getConnection()));
            } else {
                System.out.println(about + "\t" + (answer instanceof RowIdLifetime ? ((RowIdLifetime) answer).name() : answer));
            }
        } catch (InvocationTargetException e) {
            SQLException cause = (SQLException) e.getCause();
            System.out.println(about + "\tERROR " + cause.getSQLState() + " " + cause.getMessage().replaceAll("\\s+", " "));
        }
    }

    private static void print(String about, ResultSet rs) throws SQLException {
        ResultSetMetaData meta = rs.getMetaData();
        StringBuilder head = new StringBuilder();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            head.append(' ').append(meta.getColumnLabel(i)).append(':').append(meta.getColumnTypeName(i));
        }
        System.out.println(about + "\tcolumns" + head);
        int n = 0;
        while (rs.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                String value = rs.getString(i);
                row.append('\t').append(value == null ? "∅" : value.replaceAll("\\s+", " "));
            }
            System.out.println(about + row);
            n++;
        }
        System.out.println(about + "\trows " + n);
        rs.close();
    }
}
