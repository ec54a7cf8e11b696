import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a check found wrong is counted and printed; the program goes on. */
final class Check {
    /** A piece of a program that may fail with the database's error. */
    interface Body {
        void run() throws Exception;
    }

    private static int failures;
    private static final Map<String, String> known = new TreeMap<>();
    private static String section = "";
    private static boolean expected;

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

    static void fail(String text) {
        if (known.containsKey(section)) {
            expected = true;
            return;
        }
        failures++;
        System.out.println(text);
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
    static void section(String name, Body body) {
        section = name;
        expected = false;
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
        if (known.containsKey(name) && !expected) {
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
