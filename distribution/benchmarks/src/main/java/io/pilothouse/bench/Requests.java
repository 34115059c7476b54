package io.pilothouse.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Prepared requests.
 *
 * @param frames the bytes of each
 * @param repeatable whether they may be sent again and again; otherwise the run ends when they are used up
 */
record Requests(List<byte[]> frames, boolean repeatable) {
    private static final byte[] UNSIGNED = {};
    private static final int PAIRS = 2_000;

    /**
     * Prepares an operation, on all cores.
     *
     * @param once how many requests to prepare of an operation whose requests can be used only once
     */
    static Requests prepare(Operation operation, Mode mode, Fleet fleet, int once) {
        return switch (operation) {
            case LOOKUP -> repeated(shuffled(fleet.size(), i -> lookup(mode, fleet.id(i))));
            case RESOLVE -> repeated(all(Math.min(PAIRS, fleet.size() - 1), i -> resolve(mode, fleet, i, i + 1)));
            case RESOLVE_FIRST ->
                single(all(once, i -> resolve(mode, fleet, requester(fleet, i), target(fleet, mode, i))));
            case HEARTBEAT -> repeated(shuffled(fleet.size(), i -> heartbeat(mode, fleet, i)));
            case POLL_INVITES -> repeated(shuffled(fleet.size(), i -> signed("poll_invites", fleet, i, "")));
            case POLL_HANDSHAKES -> repeated(shuffled(fleet.size(), i -> signed("poll_handshakes", fleet, i, "")));
            case SET_HOSTNAME -> single(all(once, i -> signed("set_hostname", fleet, i % fleet.size(),
                    ",\"hostname\":\"bench-" + fleet.generation() + "-" + i + "\"")));
            case SET_TAGS -> single(all(once, i -> signed("set_tags", fleet, i % fleet.size(),
                    ",\"tags\":[\"bench\",\"t" + i % 1000 + "\"]")));
            case REGISTER -> single(all(once, i -> register(new NodeKey(fleet.newcomer(i)), "v1.9.0")));
            case LIST_NODES -> repeated(List.of(Frame.json("{\"type\":\"list_nodes\",\"network_id\":" + fleet.network()
                    + "}")));
            case IDLE -> repeated(List.of(Frame.json("{\"type\":\"beacon_list\"}")));
        };
    }

    /** A registration with the proof that newer clients send. */
    static byte[] register(NodeKey key, String version) {
        String address = "127.0.0.1:4000";
        return Frame.json("{\"type\":\"register\",\"listen_addr\":\"" + address + "\",\"public_key\":\""
                + key.publicKey() + "\",\"version\":\"" + version + "\",\"signature\":\""
                + key.signature("register:" + address + ":" + key.publicKey()) + "\"}");
    }

    private static byte[] lookup(Mode mode, long id) {
        return mode == Mode.BINARY
                ? Frame.binary(Frame.LOOKUP, UNSIGNED, id)
                : Frame.json("{\"type\":\"lookup\",\"node_id\":" + id + "}");
    }

    private static byte[] resolve(Mode mode, Fleet fleet, int requester, int target) {
        long from = fleet.id(requester);
        long to = fleet.id(target);
        String text = "resolve:" + from + ":" + to;
        return mode == Mode.BINARY
                ? Frame.binary(Frame.RESOLVE, fleet.key(requester).sign(text), to, from)
                : Frame.json("{\"type\":\"resolve\",\"node_id\":" + to + ",\"requester_id\":" + from
                        + ",\"signature\":\"" + fleet.key(requester).signature(text) + "\"}");
    }

    private static byte[] heartbeat(Mode mode, Fleet fleet, int i) {
        return mode == Mode.BINARY
                ? Frame.binary(Frame.HEARTBEAT, fleet.key(i).sign("heartbeat:" + fleet.id(i)), fleet.id(i))
                : signed("heartbeat", fleet, i, "");
    }

    private static byte[] signed(String type, Fleet fleet, int i, String more) {
        return Frame.json("{\"type\":\"" + type + "\",\"node_id\":" + fleet.id(i) + more + ",\"signature\":\""
                + fleet.key(i).signature(type + ":" + fleet.id(i)) + "\"}");
    }

    /** Pairs that neither this run nor the other mode nor the repeated pairs have used: neighbours are left to those. */
    private static int requester(Fleet fleet, int i) {
        return i % fleet.size();
    }

    private static int target(Fleet fleet, Mode mode, int i) {
        int distance = 2 + (i / fleet.size() + fleet.generation() * 37
                + (mode == Mode.BINARY ? fleet.size() / 2 : 0)) % (fleet.size() - 2);
        return (i % fleet.size() + distance) % fleet.size();
    }

    private static Requests repeated(List<byte[]> frames) {
        return new Requests(frames, true);
    }

    private static Requests single(List<byte[]> frames) {
        return new Requests(frames, false);
    }

    private static List<byte[]> all(int count, IntFunction<byte[]> request) {
        return IntStream.range(0, count).parallel().mapToObj(request).toList();
    }

    private static List<byte[]> shuffled(int count, IntFunction<byte[]> request) {
        List<byte[]> frames = new ArrayList<>(all(count, request));
        Collections.shuffle(frames, new Random(1));
        return frames;
    }
}
