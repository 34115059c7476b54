package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the trail from which a search goes on; as a cursor {@code newest-7.0}.
 *
 * @param oldestFirst in which direction
 * @param sequence the record that comes next
 * @param event which of its events comes next
 */
public record TrailPosition(boolean oldestFirst, long sequence, int event) {
    /** Stands for the last event of a record, however many it has. */
    public static final int LAST_EVENT = 999_999_999;

    private static final Pattern CURSOR = Pattern.compile("(newest|oldest)-([0-9]{1,18})\\.([0-9]{1,9})");

    /** The cursor. */
    public String cursor() {
        return (oldestFirst ? "oldest-" : "newest-") + sequence + "." + event;
    }

    static TrailPosition parse(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new Refusal(Refusal.Code.INVALID, "cursor: " + Quoted.text(cursor)
                    + " is not what next_cursor of an earlier reply said");
        }
        return new TrailPosition(matcher.group(1).equals("oldest"), Long.parseLong(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }
}
