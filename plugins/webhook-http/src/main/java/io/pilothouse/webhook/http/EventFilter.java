package io.pilothouse.webhook.http;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which actions are wanted.
 *
 * @param globs each with {@code *} for any text; none for all actions
 */
record EventFilter(List<Pattern> globs) implements Predicate<String> {
    static EventFilter parse(String events) {
        return new EventFilter(Arrays.stream(events.split(",")).map(String::strip).filter(glob -> !glob.isEmpty())
                .map(EventFilter::pattern).toList());
    }

    private static Pattern pattern(String glob) {
        String text = Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(text, Pattern.DOTALL);
    }

    @Override
    public boolean test(String action) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matcher(action).matches());
    }
}
