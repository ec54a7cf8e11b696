import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws what pgJDBC tells of a server: the tree of DatabaseMetaData and a grid of the events, for docs/dbeaver.md. */
public final class Pictures {
    private static final Color INK = new Color(0x24292f);
    private static final Color FAINT = new Color(0x8c959f);
    private static final Color LINE = new Color(0xd8dee4);
    private static final int ROW = 20;

    private Pictures() {}

    /** Writes navigator.png and grid.png to a folder. */
    public static void main(String[] args) throws Exception {
        try (Connection c = Server.connect()) {
            ImageIO.write(tree(c.getMetaData()), "png", new File(args[0], "navigator.png"));
            ImageIO.write(grid(c), "png", new File(args[0], "grid.png"));
        }
    }

    /** A line of the tree: how deep it stands, its name, what is said of it. */
    private record Line(int depth, String name, String note) {}

    private static BufferedImage tree(DatabaseMetaData meta) throws SQLException {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(0, meta.getConnection().getCatalog(), meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion()));
        for (List<String> schema : read(meta.getSchemas(), "TABLE_SCHEM")) {
            List<List<String>> tables = read(meta.getTables(null, schema.get(0), "%", new String[] {"TABLE", "VIEW", "SYSTEM TABLE", "SYSTEM VIEW"}),
                "TABLE_NAME", "TABLE_TYPE", "REMARKS");
            lines.add(new Line(1, schema.get(0), tables.size() + " tables and views"));
            if (schema.get(0).startsWith("pg_") || schema.get(0).equals("information_schema")) {
                continue;
            }
            for (List<String> table : tables) {
                lines.add(new Line(2, table.get(0), table.get(1).toLowerCase() + (table.get(2) == null ? "" : " – " + table.get(2))));
                if (table.get(0).equals("cloudtrail_events")) {
                    columns(meta, table.get(0), lines);
                }
            }
        }
        BufferedImage image = new BufferedImage(900, lines.size() * ROW + 16, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D g = start(image);
        for (int i = 0; i < lines.size(); i++) {
            Line l = lines.get(i);
            int x = 14 + l.depth * 22;
            int y = 22 + i * ROW;
            g.setColor(l.depth == 3 ? FAINT : INK);
            g.setStroke(new BasicStroke(1.2f));
            if (l.depth == 3) {
                g.drawOval(x, y - 8, 7, 7);
            } else {
                g.drawRect(x, y - 9, 9, 9);
                g.drawLine(x, y - 6, x + 9, y - 6);
            }
            g.setColor(INK);
            g.setFont(new Font("DejaVu Sans", l.depth == 3 ? Font.PLAIN : Font.BOLD, 12));
            g.drawString(l.name, x + 18, y);
            int after = Math.max(x + 32 + g.getFontMetrics().stringWidth(l.name), l.depth == 3 ? 260 : 0);
            g.setFont(new Font("DejaVu Sans", Font.PLAIN, 11));
            g.setColor(FAINT);
            g.drawString(fit(g, l.note, image.getWidth() - after - 12), after, y);
        }
        return image;
    }

    private static void columns(DatabaseMetaData meta, String table, List<Line> lines) throws SQLException {
        List<List<String>> columns = read(meta.getColumns(null, "public", table, "%"), "COLUMN_NAME", "TYPE_NAME", "REMARKS");
        for (List<String> c : columns.subList(0, 12)) {
            lines.add(new Line(3, c.get(0), c.get(1) + " – " + c.get(2)));
        }
        lines.add(new Line(3, "…", columns.size() - 12 + " more columns"));
    }

    private static BufferedImage grid(Connection c) throws SQLException {
        int[] widths = {160, 150, 170, 110, 130, 150, 85, 130};
        BufferedImage image = new BufferedImage(1100, 17 * ROW + 6, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D g = start(image);
        try (Statement s = c.createStatement()) {
            s.setMaxRows(200);
            try (ResultSet rs = s.executeQuery("SELECT x.* FROM public.cloudtrail_events x")) {
                ResultSetMetaData meta = rs.getMetaData();
                int y = 18;
                cells(g, widths, y, Font.BOLD, i -> meta.getColumnLabel(i));
                for (int n = 0; n < 15 && rs.next(); n++) {
                    y += ROW;
                    g.setColor(LINE);
                    g.drawLine(0, y - 14, image.getWidth(), y - 14);
                    cells(g, widths, y, Font.PLAIN, rs::getString);
                }
                int rest = 15;
                while (rs.next()) {
                    rest++;
                }
                g.setColor(FAINT);
                g.drawString(rest + " rows, " + meta.getColumnCount() + " columns: SELECT x.* FROM public.cloudtrail_events x", 10, y + ROW + 4);
            }
        }
        return image;
    }

    /** What a column shows. */
    private interface Cell {
        String text(int column) throws SQLException;
    }

    private static void cells(Graphics2D g, int[] widths, int y, int style, Cell cell) throws SQLException {
        g.setFont(new Font("DejaVu Sans", style, 11));
        int x = 10;
        for (int i = 0; i < widths.length; i++) {
            String text = cell.text(i + 1);
            g.setColor(text == null ? FAINT : INK);
            g.drawString(fit(g, text == null ? "[NULL]" : text, widths[i] - 10), x, y);
            x += widths[i];
        }
    }

    private static Graphics2D start(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        return g;
    }

    /** Shortens a text to a width. */
    private static String fit(Graphics2D g, String text, int width) {
        String out = text;
        while (g.getFontMetrics().stringWidth(out) > width && out.length() > 1) {
            out = out.substring(0, out.length() - 2) + "…";
        }
        return out;
    }

    private static List<List<String>> read(ResultSet rs, String... columns) throws SQLException {
        List<List<String>> out = new ArrayList<>();
        try (rs) {
            while (rs.next()) {
                List<String> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(rs.getString(column));
                }
                out.add(row);
            }
        }
        return out;
    }
}
