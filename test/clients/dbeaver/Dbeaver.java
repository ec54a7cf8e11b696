import java.sql.Connection;
import java.sql.Statement;

/** What DBeaver sends: the navigator's statements, and with the argument "grid" those of the grid. */
public final class Dbeaver {
    private Dbeaver() {}

    public static void main(String[] args) throws Exception {
        try (Connection c = Server.connect("ApplicationName=DBeaver 24.2.0 - Main", "autosave=never"); Connection watch = Server.connect()) {
            boolean ours = Queries.one(c, "SELECT version()").contains("trailgres");
            if (args.length == 0 || args[0].equals("navigator")) {
                Navigator.browse(c);
            } else if (args[0].equals("grid")) {
                Grid.open(c, ours ? watch : null);
            }
        }
        System.out.flush();
    }
}
