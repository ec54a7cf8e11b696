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
        Check.section("simple", () -> Statements.run("simple", "preferQueryMode=simple"));
        Check.section("extended", () -> Statements.run("extended", "preferQueryMode=extended"));
        Check.section("extended for prepared", () -> Statements.run("extended for prepared", "preferQueryMode=extendedForPrepared", "prepareThreshold=1"));
        Check.section("cache everything", () -> Statements.run("cache everything", "preferQueryMode=extendedCacheEverything"));
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
}
