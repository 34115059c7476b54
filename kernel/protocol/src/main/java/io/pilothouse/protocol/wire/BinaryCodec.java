package io.pilothouse.protocol.wire;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Resolve;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Native binary frames ({@code wire.md} 7). Encoders return whole frames, length and type included; decoders take the
 * payload, that is what stands behind the type, and ignore what stands behind the defined fields.
 *
 * <p>Threads: any.
 */
public final class BinaryCodec {
    private static final long AGE_UNKNOWN = 0xFFFF_FFFFL;

    private BinaryCodec() {}

    /**
     * Decodes a native request.
     *
     * @param type type of the frame
     * @param payload what stands behind the type, from the position on
     * @throws MalformedFrameException if the payload is too short or no native request has this type
     */
    public static Request request(int type, ByteBuffer payload) throws MalformedFrameException {
        return switch (type) {
            case Frames.HEARTBEAT -> {
                need(payload, 4 + Frames.SIGNATURE, "heartbeat");
                NodeId node = new NodeId(payload.getInt());
                yield new Request(new Heartbeat(node, "", OptionalDouble.empty()), signature(payload), node);
            }
            case Frames.LOOKUP -> {
                need(payload, 4, "lookup");
                NodeId node = new NodeId(payload.getInt());
                yield new Request(new Lookup(node), Proof.NONE, node);
            }
            case Frames.RESOLVE -> {
                need(payload, 8 + Frames.SIGNATURE, "resolve");
                NodeId node = new NodeId(payload.getInt());
                NodeId requester = new NodeId(payload.getInt());
                yield new Request(new Resolve(node, requester), signature(payload), node);
            }
            default -> throw new MalformedFrameException(String.format("unknown message type 0x%02x", type & 0xFF));
        };
    }

    private static void need(ByteBuffer payload, int bytes, String what) throws MalformedFrameException {
        if (payload.remaining() < bytes) {
            throw new MalformedFrameException(what + " request too short: " + payload.remaining() + " bytes");
        }
    }

    private static Proof signature(ByteBuffer payload) {
        byte[] raw = new byte[Frames.SIGNATURE];
        payload.get(raw);
        return Proof.signature(raw);
    }

    /**
     * Encodes a request natively.
     *
     * @return empty when it has no native form: another command, a heartbeat with more than its node, a lookup that
     *     names its requester, or a proof that is not exactly a raw signature
     */
    public static Optional<byte[]> request(Request request) {
        return switch (request.command()) {
            case Heartbeat heartbeat when heartbeat.listenAddress().isEmpty() && heartbeat.time().isEmpty() ->
                rawSignature(request.proof()).map(signature -> new FrameWriter(Frames.HEARTBEAT)
                        .u32(heartbeat.node().bits()).bytes(signature).frame());
            case Lookup lookup when lookup.requester().none() && request.proof().equals(Proof.NONE) ->
                Optional.of(new FrameWriter(Frames.LOOKUP).u32(lookup.node().bits()).frame());
            case Resolve resolve -> rawSignature(request.proof()).map(signature -> new FrameWriter(Frames.RESOLVE)
                    .u32(resolve.node().bits()).u32(resolve.requester().bits()).bytes(signature).frame());
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> rawSignature(Proof proof) {
        if (proof.signature().isEmpty() || !proof.adminToken().isEmpty() || proof.seal().isPresent()) {
            return Optional.empty();
        }
        try {
            byte[] raw = WireBase64.decode(proof.signature());
            return raw.length == Frames.SIGNATURE ? Optional.of(raw) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Encodes the reply to a native heartbeat. */
    public static byte[] reply(Heartbeat.Ok reply) {
        return new FrameWriter(Frames.REPLY | Frames.HEARTBEAT).u64(reply.time())
                .u8(reply.keyExpiryWarning() ? 1 : 0).frame();
    }

    /** Encodes the reply to a native lookup; texts that are too long are cut. */
    public static byte[] reply(Lookup.Ok reply) {
        FrameWriter out = new FrameWriter(Frames.REPLY | Frames.LOOKUP).u32(reply.node().bits());
        out.u8((reply.isPublic() ? 1 : 0) | (reply.taskExec() ? 2 : 0));
        out.u32(Math.clamp(reply.poloScore().orElse(0), Integer.MIN_VALUE, Integer.MAX_VALUE));
        List<NetworkId> networks = reply.networks().subList(0, Math.min(reply.networks().size(), 0xFFFF));
        out.u16(networks.size());
        networks.forEach(network -> out.u16(network.value()));
        key(out, reply.publicKey());
        out.shortText(reply.hostname());
        List<String> tags = reply.tags().subList(0, Math.min(reply.tags().size(), 0xFF));
        out.u8(tags.size());
        tags.forEach(out::shortText);
        out.longText(reply.isPublic() ? reply.realAddress().orElse("") : "", 0xFFFF);
        return out.shortText(reply.externalId()).frame();
    }

    /** Encodes the reply to a native resolve; without a key it is the form of R2. */
    public static byte[] reply(Resolve.Ok reply) {
        FrameWriter out = new FrameWriter(Frames.REPLY | Frames.RESOLVE).u32(reply.node().bits());
        out.longText(reply.realAddress(), 0xFFFF);
        List<String> addresses = reply.lanAddresses().subList(0, Math.min(reply.lanAddresses().size(), 0xFFFF));
        out.u16(addresses.size());
        addresses.forEach(address -> out.longText(address, 0xFFFF));
        out.u32((int) Math.clamp(reply.keyAgeDays().orElse(AGE_UNKNOWN), 0, AGE_UNKNOWN));
        if (!reply.publicKey().isEmpty()) {
            key(out, reply.publicKey());
        }
        return out.frame();
    }

    private static void key(FrameWriter out, String base64) {
        byte[] key = WireBase64.decode(base64);
        out.u8(key.length).bytes(key);
    }

    /** Encodes an error; a text that is too long is cut. */
    public static byte[] error(String text) {
        return new FrameWriter(Frames.ERROR).longText(text, Frames.ERROR_TEXT).frame();
    }

    /** Encodes a frame that holds a JSON message. */
    public static byte[] json(byte[] message) {
        return new FrameWriter(Frames.JSON).bytes(message).frame();
    }

    /**
     * Decodes the reply to a native request.
     *
     * @param type type of the frame
     * @param payload what stands behind the type, from the position on
     * @return {@link Heartbeat.Ok}, {@link Lookup.Ok} or {@link Resolve.Ok}
     * @throws MalformedFrameException if it is too short, names more than {@link Frames#LIST_CAP} networks or local
     *     addresses, or has another type
     */
    public static Reply reply(int type, ByteBuffer payload) throws MalformedFrameException {
        try {
            return switch (type) {
                case Frames.REPLY | Frames.HEARTBEAT -> new Heartbeat.Ok(payload.getLong(), (payload.get() & 1) != 0);
                case Frames.REPLY | Frames.LOOKUP -> lookup(payload);
                case Frames.REPLY | Frames.RESOLVE -> resolve(payload);
                default -> throw new MalformedFrameException(
                        String.format("unexpected reply type 0x%02x", type & 0xFF));
            };
        } catch (BufferUnderflowException tooShort) {
            throw new MalformedFrameException(String.format("reply of type 0x%02x too short", type));
        }
    }

    private static Lookup.Ok lookup(ByteBuffer in) throws MalformedFrameException {
        NodeId node = new NodeId(in.getInt());
        int flags = in.get();
        long score = in.getInt();
        List<NetworkId> networks = new ArrayList<>();
        for (int rest = count(in, "networks"); rest > 0; rest--) {
            networks.add(NetworkId.of(Short.toUnsignedInt(in.getShort())));
        }
        String key = WireBase64.encode(octets(in, Byte.toUnsignedInt(in.get())));
        String hostname = shortText(in);
        List<String> tags = new ArrayList<>();
        for (int rest = Byte.toUnsignedInt(in.get()); rest > 0; rest--) {
            tags.add(shortText(in));
        }
        String address = longText(in);
        boolean isPublic = (flags & 1) != 0;
        return new Lookup.Ok(node, NodeAddress.backbone(node).toString(), List.copyOf(networks), key, isPublic,
                OptionalLong.of(score), hostname, List.copyOf(tags), (flags & 2) != 0,
                isPublic ? Optional.of(address) : Optional.empty(), List.of(), shortText(in), "",
                OptionalLong.empty(), OptionalLong.empty(), false, Optional.empty());
    }

    private static Resolve.Ok resolve(ByteBuffer in) throws MalformedFrameException {
        NodeId node = new NodeId(in.getInt());
        String address = longText(in);
        List<String> addresses = new ArrayList<>();
        for (int rest = count(in, "local addresses"); rest > 0; rest--) {
            addresses.add(longText(in));
        }
        long age = Integer.toUnsignedLong(in.getInt());
        String key = in.hasRemaining() ? WireBase64.encode(octets(in, Byte.toUnsignedInt(in.get()))) : "";
        return new Resolve.Ok(node, address, key, List.of(), List.copyOf(addresses),
                age == AGE_UNKNOWN ? OptionalLong.empty() : OptionalLong.of(age), false);
    }

    private static int count(ByteBuffer in, String what) throws MalformedFrameException {
        int count = Short.toUnsignedInt(in.getShort());
        if (count > Frames.LIST_CAP) {
            throw new MalformedFrameException(
                    "reply names " + count + " " + what + ", at most " + Frames.LIST_CAP + " are read");
        }
        return count;
    }

    /** The text of an error frame; a length beyond the payload is clipped. */
    public static String error(ByteBuffer payload) {
        if (payload.remaining() < 2) {
            return "unknown error";
        }
        int length = Short.toUnsignedInt(payload.getShort());
        return new String(octets(payload, Math.min(length, payload.remaining())), StandardCharsets.UTF_8);
    }

    private static String shortText(ByteBuffer in) {
        return new String(octets(in, Byte.toUnsignedInt(in.get())), StandardCharsets.UTF_8);
    }

    private static String longText(ByteBuffer in) {
        return new String(octets(in, Short.toUnsignedInt(in.getShort())), StandardCharsets.UTF_8);
    }

    private static byte[] octets(ByteBuffer in, int length) {
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }
}
