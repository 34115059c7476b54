package io.pilothouse.cli;

import io.pilothouse.protocol.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows replies to people: facts as two columns, lists as a table. */
public final class View {
    private static final Set<String> SECONDS = Set.of("created", "time", "timestamp", "last_seen_unix");
    private static final String GAP = "  ";

    private View() {}

    /** One line per member. */
    static String facts(JsonObject object) {
        List<List<String>> rows = new ArrayList<>();
        object.members().forEach((name, value) -> {
            if (!name.equals("type")) {
                rows.add(List.of(name, cell(name, value)));
            }
        });
        return rows.isEmpty() ? "done" : aligned(rows);
    }

    /** One line per object and a heading; a column that is empty everywhere is left out. */
    static String table(List<JsonObject> objects, List<String> columns) {
        if (objects.isEmpty()) {
            return "none";
        }
        List<String> used = columns.stream().filter(column -> objects.stream().anyMatch(object -> object.has(column)))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(used.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
        objects.forEach(object -> rows
                .add(used.stream().map(column -> cell(column, object.value(column).orElse("-"))).toList()));
        return aligned(rows);
    }

    /** Text without characters that a terminal would obey: names come from strangers. */
    public static String printable(String text) {
        return text.codePoints().map(point -> Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String cell(String name, Object value) {
        return switch (value) {
            case Double number when SECONDS.contains(name) && number > 0 ->
                Instant.ofEpochSecond(number.longValue()).toString();
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                Long.toString(number.longValue());
            case Boolean flag -> flag ? "yes" : "no";
            case String text -> text.isEmpty() ? "-" : printable(text);
            case Collection<?> list when list.isEmpty() -> "-";
            case Collection<?> list ->
                list.stream().map(element -> cell("", element)).collect(Collectors.joining(", "));
            case JsonObject object -> object.members().entrySet().stream().map(View::pair)
                    .collect(Collectors.joining(" "));
            default -> printable(value.toString());
        };
    }

    private static String pair(Map.Entry<String, Object> member) {
        return printable(member.getKey()) + "=" + cell(member.getKey(), member.getValue());
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)).toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
