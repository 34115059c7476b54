package io.pilothouse.spi;

import java.io.IOException;

/** Tells somebody else's system of one event at a time, so that it can act on it. */
public interface WebhookSink extends Component {
    /**
     * Whether it wants to be told of an action; what it does not want is passed over.
     *
     * <p>Threads: any, many at once. Order: constant for the life of the component. Failure: a throw counts as yes.
     *
     * @param action for example {@code member.kicked}
     */
    default boolean wants(String action) {
        return true;
    }

    /**
     * Tells of an event.
     *
     * <p>Threads: one at a time, of its own; it may block. Order: of ids, each event after the one before it was done with; the
     * same event may come again with the same id. Failure: an {@link IOException} and any other throw count as
     * {@link Delivery.Retry}, as does no answer before the kernel's deadline (then the thread is interrupted). After a few of them
     * an event is a dead letter; a {@link java.net.ConnectException} or {@link java.net.UnknownHostException} does not count, as
     * nobody was there to refuse it.
     */
    Delivery deliver(AuditEntry event) throws IOException, InterruptedException;

    /**
     * Tells of an event once more: at every attempt after the first, and when the operator sends a dead letter again. Whoever acts
     * on each event alone need not know the difference and leaves this as it is.
     *
     * <p>Threads: as {@link #deliver}. Order: none for a dead letter, it comes between newer events; the attempt before may have
     * been made by an earlier component, with other settings, which remembered what this one does not. Failure: as
     * {@link #deliver}; a dead letter that is not delivered stays one.
     */
    default Delivery redeliver(AuditEntry event) throws IOException, InterruptedException {
        return deliver(event);
    }

    /**
     * Whether it says itself, by {@link Delivery.Refused}, when an event is to be given up. Then the operator's bound on attempts
     * is not applied, and the pauses that it asks for are kept as they are.
     *
     * <p>Threads: any. Order: asked once, before the first event. Failure: a throw counts as no.
     */
    default boolean givesUpItself() {
        return false;
    }

    /** Makes sinks of one type. */
    non-sealed interface Factory extends ComponentFactory<WebhookSink> {}
}
