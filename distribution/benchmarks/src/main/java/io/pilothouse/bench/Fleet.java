package io.pilothouse.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The nodes that a run uses: keys from a seed, registered (again, if they were known) before anything is measured. */
final class Fleet {
    private static final Pattern NODE = Pattern.compile("\"node_id\":(\\d+)");
    private static final Pattern NETWORK = Pattern.compile("\"network_id\":(\\d+)");
    private static final int AT_ONCE = 128;

    private final String seed;
    private final List<NodeKey> keys;
    private final long[] ids;
    private final int generation;
    private long network;

    private Fleet(String seed, List<NodeKey> keys, long[] ids, int generation) {
        this.seed = seed;
        this.keys = keys;
        this.ids = ids;
        this.generation = generation;
    }

    /**
     * Makes the keys and registers them, all public so that each may resolve each.
     *
     * @param generation tells runs on the same registry apart: names and newcomers of this run have it in them
     */
    static Fleet register(InetSocketAddress address, String seed, int count, int generation) throws IOException {
        List<NodeKey> keys = IntStream.range(0, count).parallel().mapToObj(i -> new NodeKey(seed + "/" + i)).toList();
        List<byte[]> frames = keys.parallelStream().map(key -> Requests.register(key, "v1.9.0")).toList();
        long[] ids = new long[count];
        try (Dialogue dialogue = new Dialogue(address)) {
            List<String> replies = dialogue.callAll(frames, AT_ONCE);
            for (int i = 0; i < count; i++) {
                ids[i] = number(NODE, replies.get(i));
            }
            Fleet fleet = new Fleet(seed, keys, ids, generation);
            dialogue.callAll(fleet.visible(), AT_ONCE).forEach(Fleet::accepted);
            return fleet;
        }
    }

    /** Puts all nodes into one network, which list_nodes then lists. */
    void joinNetwork(InetSocketAddress address, String adminToken) throws IOException {
        try (Dialogue dialogue = new Dialogue(address)) {
            String created = dialogue.call(Frame.json("{\"type\":\"create_network\",\"node_id\":" + ids[0]
                    + ",\"name\":\"bench-" + generation + "\",\"join_rule\":\"open\",\"admin_token\":\"" + adminToken
                    + "\"}"));
            network = number(NETWORK, created);
            List<byte[]> joins = IntStream.range(1, ids.length).parallel()
                    .mapToObj(i -> Frame.json("{\"type\":\"join_network\",\"node_id\":" + ids[i] + ",\"network_id\":"
                            + network + ",\"signature\":\""
                            + keys.get(i).signature("join_network:" + ids[i] + ":" + network) + "\"}"))
                    .toList();
            dialogue.callAll(joins, AT_ONCE).forEach(Fleet::accepted);
        }
    }

    int size() {
        return ids.length;
    }

    long id(int index) {
        return ids[index];
    }

    NodeKey key(int index) {
        return keys.get(index);
    }

    int generation() {
        return generation;
    }

    long network() {
        return network;
    }

    /** The seed text of a node that is not registered yet. */
    String newcomer(int index) {
        return seed + "/newcomer/" + generation + "/" + index;
    }

    private List<byte[]> visible() {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            frames.add(Frame.json("{\"type\":\"set_visibility\",\"node_id\":" + ids[i]
                    + ",\"public\":true,\"signature\":\"" + keys.get(i).signature("set_visibility:" + ids[i])
                    + "\"}"));
        }
        return frames;
    }

    private static void accepted(String reply) {
        if (reply.contains("\"error\"")) {
            throw new IllegalStateException("the registry refused the preparation: " + reply);
        }
    }

    private static long number(Pattern pattern, String reply) {
        Matcher matcher = pattern.matcher(reply);
        if (!matcher.find()) {
            throw new IllegalStateException("the registry refused the preparation: " + reply);
        }
        return Long.parseLong(matcher.group(1));
    }
}
