package io.pilothouse.kernel.model;

import java.util.Locale;

/**
 * An expected "no": the answer to a request that must not or cannot be fulfilled. It has no stack trace, because it is no
 * defect and costs nothing to make.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public Refusal(Code code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** The kind of "no". */
    public Code code() {
        return code;
    }

    /** Code and text in one, for example {@code forbidden: node 7 has no role in network 3}. */
    public String words() {
        return code.name().toLowerCase(Locale.ROOT) + ": " + getMessage();
    }

    /** Kinds of "no", for metrics and clients that want to decide without reading texts. */
    public enum Code {
        /** What was asked about does not exist, or the caller may not know that it does. */
        NOT_FOUND,
        /** A field is malformed, missing or out of range. */
        INVALID,
        /** Proof is missing or wrong. */
        UNAUTHENTICATED,
        /** The caller is known but may not. */
        FORBIDDEN,
        /** It contradicts what is. */
        CONFLICT,
        /** A limit is reached. */
        LIMIT,
        /** This registry does not do that. */
        UNSUPPORTED,
        /** Not now: standby, read-only, overloaded, shutting down. */
        UNAVAILABLE,
        /** A defect of ours; the text holds an incident id. */
        INTERNAL
    }
}
