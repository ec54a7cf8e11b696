import java.nio.file.Path;

/** pgJDBC: the shared statements in every query mode and format, and the driver's own features. */
public final class Client {
    private Client() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            Check.know(Path.of(args[0]));
        }
        if (args.length > 1) {
            Check.knowStatements(Path.of(args[1]));
        }
        Check.version(org.postgresql.util.DriverInfo.DRIVER_VERSION);
        list("simple", "preferQueryMode=simple");
        list("extended", "preferQueryMode=extended");
        list("extended for prepared", "preferQueryMode=extendedForPrepared", "prepareThreshold=1");
        list("cache everything", "preferQueryMode=extendedCacheEverything");
        Check.section("formats", Statements::formats);
        Check.section("prepared", Queries::prepared);
        Check.section("fetch size", Queries::fetchSize);
        Check.section("maximum of rows", Queries::maxRows);
        Check.section("cancel", Queries::cancel);
        Check.section("timeout", Queries::timeout);
        Check.section("several", Queries::several);
        Check.section("result metadata", Queries::metadata);
        Check.section("batch", Changes::batch);
        Check.section("keys", Changes::keys);
        Check.section("updatable", Changes::updatable);
        Check.section("copy", Changes::copy);
        Check.section("savepoints", Changes::savepoints);
        Check.section("autosave", Changes::autosave);
        Check.section("listen", Changes::listen);
        Check.section("read only", Changes::readOnly);
        Check.section("schema", Changes::schema);
        Check.exit();
    }

    /** Runs the list; with SHORT set in one mode alone. */
    private static void list(String mode, String... settings) throws Exception {
        if (System.getenv("SHORT") == null || mode.equals("extended")) {
            Check.section(mode, () -> Statements.run(mode, settings));
        }
    }
}
