package io.pilothouse.kernel.net;

import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ErrorReply;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Resolve;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.wire.BinaryCodec;
import io.pilothouse.protocol.wire.Frames;
import io.pilothouse.protocol.wire.JsonMessages;

/** Writes outcomes in the form in which the request came. Threads: event loops. */
final class Replies {
    private Replies() {}

    /**
     * Writes the reply to a request.
     *
     * @param type the command; null when there is none of that name, and then the outcome is a refusal
     */
    static void write(CommandType<?, ?> type, NetMetrics.Form form, Outcome outcome, NetSettings settings,
            Outbox out) {
        if (form == NetMetrics.Form.NATIVE) {
            out.raw(nativeFrame(type, outcome));
            return;
        }
        JsonWriter writer = Workbench.mine().writer();
        switch (outcome) {
            case Outcome.Done done -> JsonMessages.write(type, done.reply(), writer);
            case Outcome.Refused refused -> error(settings.errorTexts().of(refused.text()), writer);
        }
        int size = writer.length() + (form == NetMetrics.Form.PASSTHROUGH ? 1 : 0);
        int cap = settings.frames().replyCap();
        if (size > cap) {
            error("reply too large: " + size + " bytes exceed the client's limit of " + cap
                    + "; ask for less at a time", writer.reset());
        }
        if (form == NetMetrics.Form.PASSTHROUGH) {
            out.frame(Frames.JSON, writer.buffer(), writer.length());
        } else {
            out.frame(writer.buffer(), writer.length());
        }
    }

    /** Writes an error that no filter touches, as a JSON frame. */
    static void error(String text, Outbox out) {
        JsonWriter writer = Workbench.mine().writer();
        error(text, writer);
        out.frame(writer.buffer(), writer.length());
    }

    private static void error(String text, JsonWriter writer) {
        JsonMessages.write(new ErrorReply(text), writer);
    }

    private static byte[] nativeFrame(CommandType<?, ?> type, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> BinaryCodec.error(NativeErrors.text(type, refused.text()));
            case Outcome.Done done -> nativeFrame(done.reply());
        };
    }

    private static byte[] nativeFrame(Reply reply) {
        return switch (reply) {
            case Heartbeat.Ok heartbeat -> BinaryCodec.reply(heartbeat);
            case Lookup.Ok lookup -> BinaryCodec.reply(lookup);
            case Resolve.Ok resolve -> BinaryCodec.reply(resolve);
            default -> throw new IllegalStateException("no native form for " + reply.getClass());
        };
    }
}
