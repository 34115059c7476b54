package io.pilothouse.kernel.plugin;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a plugin's code threw, in a form that is the kernel's: class name, text, stack trace and causes as they were found. The
 * thrown object itself stays where it was thrown, because its methods are the plugin's too, and whoever logs it, or only puts it
 * into an {@code ExecutionException}, calls them.
 */
final class PluginFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_TEXT = 8_192;
    private static final int LONGEST_TRACE = 200;
    private static final int MOST_CAUSES = 8;

    private PluginFailure(String text, PluginFailure cause, StackTraceElement[] trace) {
        super(text, cause, false, true);
        setStackTrace(trace);
    }

    /**
     * Does something in a plugin. Whatever it throws comes out as this, as a refusal or as the end of a stopped call. Where the
     * plugin's code may run, and is watched: what it has thrown is asked here what it has to say.
     */
    static <T> T contained(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoppedCallError stopped) {
            throw stopped;
        } catch (PluginRefusal refusal) {
            throw refusal.getCause() == null
                    ? refusal
                    : new PluginRefusal(refusal.getMessage(), of(refusal.getCause()));
        } catch (Throwable thrown) {
            // Also errors: they come from the plugin's code.
            throw of(thrown);
        }
    }

    /** What was thrown, as the kernel keeps it. Runs the plugin's code. */
    static PluginFailure of(Throwable thrown) {
        return of(thrown, MOST_CAUSES);
    }

    private static PluginFailure of(Throwable thrown, int causes) {
        if (thrown instanceof PluginFailure known) {
            return known;
        }
        String name = thrown.getClass().getName();
        String message = asked(thrown, Throwable::getMessage, "(its message cannot be read)");
        Throwable cause = causes == 0 ? null : asked(thrown, Throwable::getCause, null);
        StackTraceElement[] trace = asked(thrown, each -> Arrays.stream(each.getStackTrace()).limit(LONGEST_TRACE)
                .map(Objects::requireNonNull).toArray(StackTraceElement[]::new), new StackTraceElement[0]);
        return new PluginFailure(shortened(message == null ? name : name + ": " + message),
                cause == null ? null : of(cause, causes - 1), trace);
    }

    private static <T> T asked(Throwable thrown, Function<Throwable, T> question, T otherwise) {
        try {
            return question.apply(thrown);
        } catch (Throwable again) {
            // It is as much the plugin's as the one that is asked.
            return otherwise;
        }
    }

    /** A text of a plugin, no longer than anybody reads. */
    static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /** What is known of a failure in a line: of this one the class and text that were thrown, as its own would tell nobody anything. */
    static String line(Throwable known) {
        return known instanceof PluginFailure failure ? failure.getMessage() : known.toString();
    }
}
