import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The grid of a table: what DBeaver sends when it opens, sorts, filters, counts and explains. */
final class Grid {
    private final Connection connection;
    private final Connection watch;

    private Grid(Connection connection, Connection watch) {
        this.connection = connection;
        this.watch = watch;
    }

    /** Goes through the grid; what each step cost in lookups is printed as "lookups, tab, step, tab, n". */
    static void open(Connection c, Connection watch) throws Exception {
        Grid g = new Grid(c, watch);
        String table = "public.cloudtrail_events x";
        g.rows("grid: open", "SELECT x.* FROM " + table, 200, 0);
        g.rows("grid: open again", "SELECT x.* FROM " + table, 200, 0);
        g.rows("grid: scroll", "SELECT x.* FROM " + table, 400, 0);
        g.rows("grid: sort", "SELECT x.* FROM " + table + "\nORDER BY x.event_time DESC", 200, 0);
        g.rows("grid: filter", "SELECT x.* FROM " + table + "\nWHERE event_name = 'ConsoleLogin'", 200, 0);
        g.rows("grid: filter not", "SELECT x.* FROM " + table + "\nWHERE NOT read_only AND error_code IS NOT NULL\nORDER BY event_time DESC", 200, 0);
        g.rows("grid: a row", "SELECT x.* FROM " + table + " WHERE event_id = 'none'", 200, 0);
        g.rows("grid: empty", "SELECT x.* FROM " + table + " WHERE 1=0", 200, 0);
        c.setAutoCommit(false);
        g.rows("grid: in a transaction", "SELECT x.* FROM " + table, 200, 200);
        c.commit();
        c.setAutoCommit(true);
        g.explain("explain", "EXPLAIN (FORMAT XML) SELECT x.* FROM " + table + " WHERE event_name = 'ConsoleLogin'");
        g.explain("explain: costs", "EXPLAIN (FORMAT XML, VERBOSE true, COSTS true, SETTINGS true, BUFFERS false) SELECT x.* FROM " + table);
        g.rows("grid: count rows", "SELECT count(*) FROM public.cloudtrail_events x", 200, 0);
        g.rows("grid: distinct values", "SELECT x.event_name, count(*) FROM " + table + " GROUP BY x.event_name ORDER BY 2 DESC, 1 LIMIT 200", 200, 0);
        g.explain("explain: analyze", "EXPLAIN (FORMAT XML, ANALYZE true) SELECT x.* FROM " + table + " WHERE event_name = 'ConsoleLogin'");
        g.rows("grid: open when all is known", "SELECT x.* FROM " + table, 200, 0);
    }

    /** Reads a result as the grid does, with a maximum of rows and a fetch size. */
    private void rows(String step, String sql, int max, int fetch) throws SQLException {
        long before = lookups();
        try (Statement s = connection.createStatement()) {
            s.setMaxRows(max);
            s.setFetchSize(fetch);
            s.execute(sql);
            try (ResultSet rs = s.getResultSet()) {
                ResultSetMetaData meta = rs.getMetaData();
                StringBuilder head = new StringBuilder();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    head.append(' ').append(meta.getColumnLabel(i)).append(':').append(meta.getColumnTypeName(i));
                }
                System.out.println(step + "\tcolumns" + head);
                int n = 0;
                for (; rs.next(); n++) {
                    for (int i = 1; i <= meta.getColumnCount(); i++) {
                        rs.getObject(i);
                    }
                }
                System.out.println("rows\t" + step + "\t" + n);
            }
        } catch (SQLException e) {
            System.out.println(step + "\tERROR " + e.getSQLState() + " " + e.getMessage().replaceAll("\\s+", " "));
        }
        System.out.println("lookups\t" + step + "\t" + (lookups() - before));
    }

    /** Reads a plan as DBeaver's plan tree does: explain, Query, Plan, Node-Type. */
    private void explain(String step, String sql) throws Exception {
        long before = lookups();
        try (Statement s = connection.createStatement(); ResultSet rs = s.executeQuery(sql)) {
            StringBuilder xml = new StringBuilder();
            while (rs.next()) {
                xml.append(rs.getString(1)).append('\n');
            }
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml.toString()))).getDocumentElement();
            Element query = child(root, "Query");
            Element plan = query == null ? null : child(query, "Plan");
            boolean node = plan != null && child(plan, "Node-Type") != null;
            System.out.println(step + "\t" + root.getTagName() + " " + root.getAttribute("xmlns") + " a plan's node " + node + " type " + rs.getMetaData().getColumnTypeName(1));
        } catch (SQLException e) {
            System.out.println(step + "\tERROR " + e.getSQLState() + " " + e.getMessage().replaceAll("\\s+", " "));
        }
        System.out.println("lookups\t" + step + "\t" + (lookups() - before));
    }

    private static Element child(Element e, String name) {
        return e.getElementsByTagName(name).getLength() == 0 ? null : (Element) e.getElementsByTagName(name).item(0);
    }

    /** The calls so far; 0 where nobody calls. */
    private long lookups() throws SQLException {
        return watch == null ? 0 : Long.parseLong(Queries.one(watch, "SELECT coalesce(sum(calls), 0) FROM trailgres.lookups"));
    }
}
