package io.pilothouse.packaging;

import java.util.List;

/**
 * Something that a plugin's classes do and that an operator should know.
 *
 * @param use what it comes to
 * @param jar the file that the class is in
 * @param method class and method, such as {@code com.example.Sender.send}
 * @param what what it uses there, such as {@code java.net.Socket}
 * @param way the methods that lead there, from the plugin's own; empty when it is one of those
 */
public record Finding(Use use, String jar, String method, String what, List<String> way) {
    /** What a use comes to. */
    public enum Use {
        /** {@link Capability#NETWORK}. */
        NETWORK,
        /** {@link Capability#FILES}. */
        FILES,
        /** {@link Capability#THREADS}. */
        THREADS,
        /** {@link Capability#PROCESSES}. */
        PROCESSES,
        /** {@link Capability#NATIVE}. */
        NATIVE,
        /** Nothing that a plugin may do. */
        FORBIDDEN,
        /** Allowed, but not to be overlooked: the scan cannot see through it. */
        NOTED;

        /** The capability that has to be declared, if one makes it right. */
        public boolean covers(Capability capability) {
            return name().equals(capability.name());
        }
    }

    public Finding {
        way = List.copyOf(way);
    }

    @Override
    public String toString() {
        return method + " (" + jar + ") uses " + what
                + (way.isEmpty() ? "" : ", reached by " + String.join(" → ", way));
    }
}
