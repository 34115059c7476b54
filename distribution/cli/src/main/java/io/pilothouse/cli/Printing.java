package io.pilothouse.cli;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** How a command shows its result. */
public final class Printing {
    @Option(names = "--json", description = "Print the reply as one line of JSON.")
    private boolean json;

    /** The members of an object, one a line. */
    public void facts(JsonWriter reply, PrintWriter out) {
        out.println(json ? reply.text() : View.facts(decoded(reply)));
    }

    /** One member as facts, whatever surrounds it. */
    void facts(JsonWriter reply, UnaryOperator<JsonObject> part, PrintWriter out) {
        JsonObject shown = part.apply(decoded(reply));
        out.println(json ? new JsonWriter().value(shown).text() : View.facts(shown));
    }

    /** A text for people, the whole reply for programs. */
    void text(JsonWriter reply, Supplier<String> text, PrintWriter out) {
        out.println(json ? reply.text() : text.get());
    }

    /** The objects in one member of the reply as a table. */
    void table(JsonWriter reply, String member, List<String> columns, PrintWriter out) {
        out.println(json ? reply.text() : View.table(decoded(reply).objects(member), columns));
    }

    private static JsonObject decoded(JsonWriter written) {
        try {
            return JsonReader.object(written.buffer(), 0, written.length());
        } catch (MalformedJsonException own) {
            throw new IllegalStateException("a written reply could not be read", own);
        }
    }
}
