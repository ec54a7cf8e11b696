import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists, strings, numbers, booleans and nulls. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        return new Json(text).value();
    }

    private Object value() {
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            default:
                return word();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> m = new LinkedHashMap<>();
        at++;
        while (peek() != '}') {
            String key = string();
            take(':');
            m.put(key, value());
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return m;
    }

    private List<Object> array() {
        List<Object> l = new ArrayList<>();
        at++;
        while (peek() != ']') {
            l.add(value());
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return l;
    }

    private String string() {
        take('"');
        StringBuilder b = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            if (c != '\\') {
                b.append(c);
                continue;
            }
            c = text.charAt(at++);
            if (c == 'u') {
                b.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                int i = "bfnrt".indexOf(c);
                b.append(i < 0 ? c : "\b\f\n\r\t".charAt(i));
            }
        }
        return b.toString();
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "null":
                return null;
            case "true":
            case "false":
                return word.equals("true");
            default:
                return Double.valueOf(word);
        }
    }

    /** Skips white space and gives the next character. */
    private char peek() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    private void take(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("want " + c + " at " + at + ": " + text.substring(at, Math.min(at + 40, text.length())));
        }
        at++;
    }
}
