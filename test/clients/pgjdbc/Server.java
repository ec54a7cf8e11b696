import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The server that the environment's DSN names, in libpq's words. */
final class Server {
    private Server() {}

    /** Connects with settings of pgJDBC: "name=value", … */
    static Connection connect(String... settings) throws SQLException {
        Map<String, String> dsn = new HashMap<>();
        for (String word : System.getenv("DSN").trim().split("\\s+")) {
            int equals = word.indexOf('=');
            dsn.put(word.substring(0, equals), word.substring(equals + 1));
        }
        Properties p = new Properties();
        p.setProperty("user", dsn.get("user"));
        p.setProperty("password", dsn.getOrDefault("password", ""));
        p.setProperty("sslmode", dsn.getOrDefault("sslmode", "prefer"));
        for (String s : settings) {
            int equals = s.indexOf('=');
            p.setProperty(s.substring(0, equals), s.substring(equals + 1));
        }
        return DriverManager.getConnection("jdbc:postgresql://" + dsn.get("host") + ":" + dsn.get("port") + "/" + dsn.get("dbname"), p);
    }
}
