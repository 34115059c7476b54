package io.pilothouse.protocol.wire;

import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Seal;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads, writes and makes sealed signatures ({@code distribution/docs/sealed-signatures.md}): the signed bytes are the
 * line {@code pilothouse-seal/v1} followed by the RFC 8785 form of the message with its {@code seal} but without
 * {@code seal.signature} and without the legacy field {@code signature}.
 */
public final class Seals {
    /** First line of every text that is sealed, so that it can never be mistaken for another signed text. */
    public static final String CONTEXT = "pilothouse-seal/v1\n";

    private static final String FIELD = "seal";
    private static final String SIGNATURE = "signature";

    private Seals() {}

    /** The seal of a message, if it has one; an object that lacks parts is still a seal, and will not verify. */
    public static Optional<Seal> read(JsonObject message) {
        return message.object(FIELD).map(seal -> new Seal(seal.node("node_id"), seal.text("registry"),
                seal.whole("time"), seal.text("nonce"), seal.text(SIGNATURE), canonical(message, seal)));
    }

    /** Writes a seal as a member of its message. */
    public static void write(Seal seal, JsonWriter out) {
        out.beginObject(FIELD).node("node_id", seal.node()).text("nonce", seal.nonce())
                .text("registry", seal.registry()).text(SIGNATURE, seal.signature()).number("time", seal.time())
                .endObject();
    }

    /**
     * Seals a request.
     *
     * @param request the request; its legacy signature and token stay as they are
     * @param draft who seals, for which registry, when, with which nonce; its signature is ignored
     * @param signer signs bytes with the node's key
     */
    public static Request seal(Request request, Seal draft, UnaryOperator<byte[]> signer) {
        Proof unsealed = request.proof();
        Request open = withSeal(request, unsealed, draft, "", new byte[0]);
        JsonWriter out = new JsonWriter();
        JsonMessages.write(open, out);
        try {
            JsonObject message = JsonReader.object(out.buffer(), 0, out.length());
            byte[] canonical = canonical(message, message.object(FIELD).orElseThrow());
            return withSeal(request, unsealed, draft, WireBase64.encode(signer.apply(canonical)), canonical);
        } catch (MalformedJsonException own) {
            throw new IllegalStateException("a written request could not be read", own);
        }
    }

    private static Request withSeal(Request request, Proof proof, Seal draft, String signature, byte[] canonical) {
        Seal seal = new Seal(draft.node(), draft.registry(), draft.time(), draft.nonce(), signature, canonical);
        return new Request(request.command(),
                new Proof(proof.signature(), proof.adminToken(), Optional.of(seal)), request.subject());
    }

    private static byte[] canonical(JsonObject message, JsonObject seal) {
        JsonObject open = new JsonObject();
        message.members().forEach((name, value) -> {
            if (name.equals(FIELD)) {
                JsonObject unsigned = new JsonObject();
                seal.members().forEach((part, content) -> {
                    if (!part.equals(SIGNATURE)) {
                        unsigned.put(part, content);
                    }
                });
                open.put(name, unsigned);
            } else if (!name.equals(SIGNATURE)) {
                open.put(name, value);
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(CONTEXT.getBytes(StandardCharsets.US_ASCII));
        try {
            bytes.writeBytes(CanonicalJson.bytes(open));
        } catch (IllegalArgumentException tooDeep) {
            // Nobody can have signed the canonical form of what has none: no bytes, which no signature fits.
            return new byte[0];
        }
        return bytes.toByteArray();
    }
}
