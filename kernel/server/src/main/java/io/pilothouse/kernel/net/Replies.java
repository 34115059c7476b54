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
    static void write(CommandType<?, ?> type, NetMetrics.Form form, Outcome outcome, Port port, Outbox out) {
        if (form == NetMetrics.Form.NATIVE) {
            out.raw(nativeFrame(type, outcome));
            return;
        }
        boolean typed = form == NetMetrics.Form.PASSTHROUGH;
        int cap = port.settings().frames().replyCap() - (typed ? 1 : 0);
        Pages pages = Workbench.mine().pages().begin(out.allocator(), cap);
        JsonWriter writer = Workbench.mine().writer().reset(pages);
        switch (outcome) {
            case Outcome.Done done -> JsonMessages.write(type, done.reply(), writer);
            case Outcome.Refused refused -> error(port.settings().errorTexts().of(refused.text()), writer);
        }
        long size = pages.length() + writer.length();
        if (size > cap) {
            error("reply too large: " + (size + (typed ? 1 : 0)) + " bytes exceed the client's limit of "
                    + port.settings().frames().replyCap() + "; ask for less at a time",
                    writer.reset(pages.begin(out.allocator(), cap)));
        } else if (pages.length() > 0 && !port.unread().take(size)) {
            error("registry is overloaded: too many large replies wait for slow readers, try again",
                    writer.reset(pages.begin(out.allocator(), cap)));
        }
        frame(typed, writer, pages, port.unread(), out);
    }

    private static void frame(boolean typed, JsonWriter writer, Pages pages, ByteBudget unread, Outbox out) {
        int length = writer.length();
        if (pages.length() > 0) {
            out.frame(typed ? Frames.JSON : -1, pages, writer.buffer(), length, (int) pages.length() + length, unread);
        } else if (typed) {
            out.frame(Frames.JSON, writer.buffer(), length);
        } else {
            out.frame(writer.buffer(), length);
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
