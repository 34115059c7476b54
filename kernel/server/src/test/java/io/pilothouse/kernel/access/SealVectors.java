package io.pilothouse.kernel.access;

import static io.pilothouse.kernel.access.SealWorld.REGISTRY;
import static io.pilothouse.kernel.access.SealWorld.TIME;

import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.wire.Seals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Makes the test vectors of {@code distribution/docs/sealed-signatures.md}. */
final class SealVectors {
    static final String NONCE = "AAECAwQFBgcICQoLDA0ODw==";
    static final long OLDEST = TIME - 1_000 - 120_000;

    private static final String HOSTNAME = "{\"type\":\"set_hostname\",\"node_id\":1,\"hostname\":\"agent-7\",";

    /** A message that holds. */
    record Valid(String name, String canonical, String message) {}

    /** A message that does not, with the text that refuses it. */
    record Refused(String name, String text, String message) {}

    private SealVectors() {}

    static List<Valid> valid() {
        return List.of(valid("a command", HOSTNAME + seal(1, REGISTRY, TIME, NONCE) + "}"),
                valid("a registration", "{\"type\":\"register\",\"public_key\":\"" + Ed25519Cases.A.base64()
                        + "\",\"listen_addr\":\"203.0.113.5:4000\"," + seal(0, REGISTRY, TIME, NONCE) + "}"),
                valid("numbers, escapes, a legacy signature and members the registry does not know",
                        "{\"type\":\"set_tags\",\"node_id\":1.0,\"tags\":[\"b\",\"a\"],\"signature\":\"AAAA\","
                                + "\"x\":{\"€\":1e21,\"Z\":[0.10,-0,1E-7,9007199254740993],"
                                + "\"a\":\"\\u00e9\\u000a\\u001f\\/\\\"\",\"n\":null}," + seal(1, REGISTRY, TIME, NONCE)
                                + "}"));
    }

    static List<Refused> refused() {
        String good = valid().getFirst().message;
        String registration = valid().get(1).message;
        List<Refused> cases = new ArrayList<>();
        String misfit = "the signature does not fit the request";
        cases.add(new Refused("another value", misfit, good.replace("agent-7", "agent-8")));
        cases.add(new Refused("one member more", misfit, good.replace("{\"type\"", "{\"extra\":0,\"type\"")));
        cases.add(new Refused("another command", misfit, good.replace("set_hostname", "set_visibility")));
        cases.add(new Refused("another time", misfit, good.replace(TIME + "", TIME + 1 + "")));
        cases.add(new Refused("another nonce", misfit, good.replace(NONCE, "AQECAwQFBgcICQoLDA0ODw==")));
        cases.add(new Refused("one member of the seal more", misfit,
                good.replace("\"nonce\"", "\"extra\":0,\"nonce\"")));
        cases.add(new Refused("the key of another node", misfit,
                sign(HOSTNAME + seal(1, REGISTRY, TIME, NONCE) + "}", Ed25519Cases.SEED_B)));
        cases.add(new Refused("another node seals", "node 2 cannot seal what node 1 asks for",
                sign(HOSTNAME + seal(2, REGISTRY, TIME, NONCE) + "}", Ed25519Cases.SEED_B)));
        cases.add(new Refused("no node", "node_id of the sealing node is required",
                signed(HOSTNAME + seal(0, REGISTRY, TIME, NONCE) + "}")));
        cases.add(new Refused("a node that is not there", "node 9 not found, or it has no key",
                signed("{\"type\":\"list_networks\"," + seal(9, REGISTRY, TIME, NONCE) + "}")));
        cases.add(new Refused("a reaped node", "node 4 not found, or it has no key",
                sign("{\"type\":\"list_networks\"," + seal(4, REGISTRY, TIME, NONCE) + "}", Ed25519Cases.SEED_C)));
        cases.add(new Refused("another registry", "made for registry \"elsewhere\", but this is \"" + REGISTRY + "\"",
                signed(HOSTNAME + seal(1, "elsewhere", TIME, NONCE) + "}")));
        cases.add(new Refused("expired by a millisecond", "expired; its time is 120001 ms behind",
                signed(HOSTNAME + seal(1, REGISTRY, OLDEST + 1_999, NONCE) + "}")));
        cases.add(new Refused("ahead of the clock by 5001 ms",
                "its time is ahead of this registry's clock by more than 5000 ms",
                signed(HOSTNAME + seal(1, REGISTRY, TIME + 6_001, NONCE) + "}")));
        cases.add(new Refused("a nonce of 15 bytes", "nonce must be 16 bytes in base64",
                signed(HOSTNAME + seal(1, REGISTRY, TIME, "AAECAwQFBgcICQoLDA0O") + "}")));
        cases.add(new Refused("a nonce with spare bits set", "nonce must be 16 bytes in base64",
                signed(HOSTNAME + seal(1, REGISTRY, TIME, "AAECAwQFBgcICQoLDA0ODx==") + "}")));
        cases.add(new Refused("no signature", "signature must be 64 bytes in base64",
                HOSTNAME + seal(1, REGISTRY, TIME, NONCE) + "}"));
        cases.add(new Refused("an altered signature", misfit, altered(good)));
        cases.add(new Refused("a registration of another key", misfit,
                registration.replace(Ed25519Cases.A.base64(), Ed25519Cases.B.base64())));
        cases.add(new Refused("a registration that names a node", "node_id of a sealed registration must be 0",
                signed(registration.replace("\"seal\":{\"node_id\":0", "\"seal\":{\"node_id\":1"))));
        return cases;
    }

    /** The section of the document. */
    static String markdown() {
        StringBuilder text = new StringBuilder();
        for (Valid valid : valid()) {
            text.append("\n**Holds: ").append(valid.name).append(".** Signed text, then the message.\n\n```text\n")
                    .append(valid.canonical).append("\n```\n\n```json\n").append(valid.message).append("\n```\n");
        }
        for (Refused refused : refused()) {
            text.append("\n**Refused: ").append(refused.name).append("** with `").append(refused.text)
                    .append("`\n\n```json\n").append(refused.message).append("\n```\n");
        }
        return text.toString();
    }

    private static Valid valid(String name, String open) {
        String message = signed(open);
        String canonical = new String(canonical(message), StandardCharsets.UTF_8);
        return new Valid(name, canonical, message);
    }

    private static String seal(long node, String registry, long time, String nonce) {
        return "\"seal\":{\"node_id\":" + node + ",\"registry\":\"" + registry + "\",\"time\":" + time + ",\"nonce\":\""
                + nonce + "\"}";
    }

    static String signed(String open) {
        return sign(open, Ed25519Cases.SEED_A);
    }

    /** Signs a message by its seal, replacing a signature that is there. */
    static String sign(String message, Ed25519PrivateKeyParameters key) {
        String open = message.replaceAll(",\"signature\":\"[^\"]{88}\"", "");
        return withSignature(open, Ed25519Cases.sign(key, canonical(open)));
    }

    private static String withSignature(String open, byte[] signature) {
        int end = open.indexOf('}', open.indexOf("\"seal\":{"));
        return open.substring(0, end) + ",\"signature\":\"" + WireBase64.encode(signature) + "\"" + open.substring(end);
    }

    private static String altered(String message) {
        String signature = SealWorld.message(message).object("seal").orElseThrow().text("signature");
        UnaryOperator<byte[]> flip = bytes -> Ed25519Cases.flipped(bytes, 77);
        return message.replace(signature, WireBase64.encode(flip.apply(WireBase64.decode(signature))));
    }

    private static byte[] canonical(String message) {
        JsonObject decoded = SealWorld.message(message);
        return Seals.read(decoded).orElseThrow().canonical();
    }
}
