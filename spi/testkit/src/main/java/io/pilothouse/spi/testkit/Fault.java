package io.pilothouse.spi.testkit;

/** How a {@link Receiver} can fail. */
public enum Fault {
    /** Takes the request and never answers. */
    SILENT,
    /** Takes the connection and closes it at once. */
    CLOSES,
    /** Promises more than it sends, and closes. */
    CUTS,
    /** Answers something that is no HTTP. */
    GARBAGE,
    /** Sends a body that does not end. */
    ENDLESS,
    /** Sends its answer a byte at a time. */
    DRIPS,
    /** Status 500. */
    BROKEN,
    /** Status 503 with {@code Retry-After: 7}. */
    BUSY,
    /** Status 429 with {@code Retry-After: 7}. */
    TOO_MANY,
    /** Status 302 to a place where everything is fine. */
    REDIRECTS,
    /** Status 200 with a body that says nothing. */
    EMPTY,
    /** Status 200 with JSON that is nested 10,000 deep. */
    DEEP
}
