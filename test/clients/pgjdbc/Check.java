import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What a check found wrong is counted and printed; the program goes on. */
final class Check {
    /** A piece of a program that may fail with the database's error. */
    interface Body {
        void run() throws Exception;
    }

    private static int failures;
    private static final Map<String, String> known = new TreeMap<>();
    private static final Set<String> knownStatements = new HashSet<>();
    private static String section = "";
    private static String found;

    private Check() {}

    /** Reads which sections are known to fail, a line each: its name, a colon, the reason. */
    static void know(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(": ");
            if (colon > 0 && !line.startsWith("#")) {
                known.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
    }

    /** Reads which statements of the shared list are known to fail: their texts are lines of the file. */
    static void knowStatements(Path file) throws IOException {
        knownStatements.addAll(Files.readAllLines(file));
    }

    static void fail(String text) {
        found = text;
        if (known.containsKey(section)) {
            return;
        }
        failures++;
        System.out.println(text);
    }

    /** Judges a statement of the shared list. */
    static void statement(String mode, String sql, Object want, Object got) throws IOException {
        boolean same = Objects.equals(want, got);
        report(same, mode, sql, "got " + got + ", want " + want);
        if (!same && !knownStatements.contains(sql)) {
            equal(mode + " " + sql, want, got);
        }
    }

    /** Adds a line to the runner's report: what passed, or how it failed. */
    private static void report(boolean passed, String mode, String what, String difference) throws IOException {
        String line = passed ? line("pass", mode, what) : line("fail", mode, what, difference);
        append(line);
    }

    /** Adds the driver's version to the runner's report. */
    static void version(String text) throws IOException {
        append(line("version", text));
    }

    private static String line(String... fields) {
        StringBuilder b = new StringBuilder();
        for (String f : fields) {
            b.append(b.length() == 0 ? "" : "\t").append(f.replaceAll("\\s+", " "));
        }
        return b.append('\n').toString();
    }

    private static void append(String line) throws IOException {
        if (System.getenv("RESULT") != null) {
            Files.writeString(Path.of(System.getenv("RESULT")), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    static void equal(String about, Object want, Object got) {
        if (!Objects.equals(want, got)) {
            fail(about + "\ngot  " + got + "\nwant " + want);
        }
    }

    /** Wants the body to fail with an SQLSTATE. */
    static void error(String about, String state, Body body) throws Exception {
        try {
            body.run();
            fail(about + ": no error, want " + state);
        } catch (SQLException e) {
            equal(about + ": " + e.getMessage(), state, e.getSQLState());
        }
    }

    /** Runs a section; an exception is a failure of it. One that is known to fail must do so. */
    static void section(String name, Body body) throws IOException {
        section = name;
        found = null;
        try {
            body.run();
        } catch (Exception e) {
            StackTraceElement[] stack = e.getStackTrace();
            for (int i = 0; i < stack.length && !known.containsKey(name); i++) {
                if (!stack[i].getClassName().contains(".")) {
                    System.out.println("  at " + stack[i]);
                }
            }
            fail(name + ": " + e);
        }
        report(found == null, "driver", name, String.valueOf(found));
        if (known.containsKey(name) && found == null) {
            failures++;
            System.out.println(name + " does not fail any more: take it out of the known ones");
        }
    }

    /** Ends the program, with success if nothing was wrong. */
    static void exit() {
        System.out.flush();
        System.exit(failures == 0 ? 0 : 1);
    }
}
