package io.pilothouse.client;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ErrorReply;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.ValidateToken;
import io.pilothouse.protocol.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One command on its way. Its counters are touched by one thread at a time: whoever has taken it out of a queue.
 *
 * @param <C> the command
 * @param <R> its success reply
 */
final class Exchange<C extends Command, R extends Reply> {
    private static final int MOST_SENDS = 2;

    private final CommandType<C, R> type;
    private final C command;
    private final boolean awaited;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private Runnable done = () -> {};
    private int sends;
    private boolean clockCorrected;

    /**
     * A command to send.
     *
     * @param awaited whether one thread waits for the result and nobody hangs callbacks on it
     */
    Exchange(CommandType<C, R> type, C command, boolean awaited) {
        this.type = type;
        this.command = command;
        this.awaited = awaited;
    }

    Command command() {
        return command;
    }

    CompletableFuture<R> result() {
        return result;
    }

    /** Says what to run when this is settled. Not a callback of the caller's: it runs on whatever thread. */
    void whenSettled(Runnable action) {
        done = action;
    }

    /** Nothing more will happen with this. */
    void settle() {
        if (settled.compareAndSet(false, true)) {
            done.run();
        }
    }

    void sent() {
        sends++;
    }

    boolean maySendAgain() {
        return sends < MOST_SENDS && !result.isDone();
    }

    /** Whether this may be sent once more because of a wrong clock; true at most once. */
    boolean correctClock() {
        boolean first = !clockCorrected && !result.isDone();
        clockCorrected = true;
        if (first) {
            sends--;
        }
        return first;
    }

    void fail(RuntimeException failure) {
        complete(() -> result.completeExceptionally(failure));
    }

    // A callback may send the next command and wait for it. On the thread that reads replies it would wait for ever.
    private void complete(Runnable completion) {
        settle();
        if (awaited || result.getNumberOfDependents() == 0) {
            completion.run();
        } else {
            Thread.ofVirtual().name("registry-callback").start(completion);
        }
    }

    /** The text of the error, if the answer is one. Anybody's error is told by its type: some success replies have a
     * member {@code error} too ({@code wire.md} 4.1). */
    Optional<String> refusal(Answer answer) {
        return switch (answer) {
            case Answer.Failure failure -> Optional.of(failure.text());
            case Answer.Message(JsonObject body) when body.text("type").equals(ErrorReply.NAME) ->
                Optional.of(body.text("error"));
            case Answer.Message(JsonObject body) when !body.text("error").isEmpty()
                    && !type.command().equals(ValidateToken.class) ->
                Optional.of(body.text("error"));
            default -> Optional.empty();
        };
    }

    void refuse(String text) {
        fail(new RegistryRefusal(type.name(), text, null));
    }

    /**
     * Takes the success reply.
     *
     * @throws UnexpectedReplyException if it is the reply to something else: then the order of replies is lost
     */
    @SuppressWarnings("unchecked")
    void accept(Answer answer) {
        switch (answer) {
            case Answer.Message(JsonObject body) when body.text("type").equals(type.replyName()) ->
                succeed(type.replyReader().apply(body));
            case Answer.Message(JsonObject body) -> throw unexpected("a message of type '" + body.text("type") + "'");
            case Answer.Native(Reply reply) -> {
                // Native replies are classes nested in their command.
                if (reply.getClass().getEnclosingClass() != type.command()) {
                    throw unexpected("a native " + reply.getClass().getName());
                }
                succeed((R) reply);
            }
            case Answer.Failure(String text) -> refuse(text);
        }
    }

    private void succeed(R reply) {
        complete(() -> result.complete(reply));
    }

    private UnexpectedReplyException unexpected(String what) {
        return new UnexpectedReplyException("the registry answered " + type.name() + " with " + what, null);
    }

    @Override
    public String toString() {
        return type.name();
    }
}
