package io.pilothouse.demo;

import java.io.PrintWriter;
import java.util.List;

/**
 * What is printed, step by step.
 *
 * <p>Threads: one.
 */
final class Story {
    private static final int WIDTH = 120;
    private static final String ARROW = "     -> ";

    private final PrintWriter out;
    private final boolean bold;
    private int steps;
    private String step = "the start";

    /**
     * One that is told there.
     *
     * @param bold whether titles may have the codes of a terminal
     */
    Story(PrintWriter out, boolean bold) {
        this.out = out;
        this.bold = bold;
    }

    /** Begins a step. */
    void step(String title) {
        steps++;
        step = "step " + steps + ", " + title;
        line((bold ? "\033[1m" : "") + steps + ". " + title + (bold ? "\033[0m" : ""));
    }

    /** What the present step is called. */
    String step() {
        return step;
    }

    /** Something that was done in this step. */
    void tell(String text) {
        text.lines().forEach(one -> line("   " + one));
    }

    /** What was seen to come of it, as many as fit in a line. */
    void seen(String where, List<Event> events) {
        StringBuilder text = new StringBuilder(ARROW).append(where);
        for (int i = 0; i < events.size(); i++) {
            String one = events.get(i).told() + (i < events.size() - 1 ? "," : "");
            if (text.length() + 1 + one.length() > WIDTH) {
                line(text.toString());
                text = new StringBuilder(" ".repeat(ARROW.length() - 1));
            }
            text.append(' ').append(one);
        }
        line(text.toString());
    }

    /** A line as it is. */
    void line(String text) {
        out.println(text);
        out.flush();
    }
}
