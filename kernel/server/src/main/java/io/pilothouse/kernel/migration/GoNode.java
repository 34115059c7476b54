package io.pilothouse.kernel.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One node of a Go snapshot as an identity ({@code replication-and-storage.md} 3.1 and 3.4). */
final class GoNode {
    /** What newer generations keep with a node and this registry carries along. */
    private static final List<String> CARRIED = List.of("badge", "badge_sig", "verification_provider", "verified_at",
            "recovery_commitment", "recovery_provider", "recovery_consumed_nonce", "recovery_consumed_exp");

    private GoNode() {}

    /** The identity, or null when its key cannot be read. */
    static Node read(String under, JsonNode json, Predicate<Hostname> free, ImportReport report) {
        NodeId id = NodeId.of(GoField.id(under, json));
        if (id.none()) {
            throw new IllegalArgumentException("no node has the id 0");
        }
        PublicKey key = null;
        String keyText = GoField.text(json, "public_key");
        if (!keyText.isEmpty()) {
            try {
                key = PublicKey.parse(keyText);
            } catch (IllegalArgumentException unreadable) {
                report.remark("node left out because its key cannot be read", "node " + id + ": "
                        + unreadable.getMessage());
                return null;
            }
        }
        KeyLife life = new KeyLife(GoTime.millis(json.path("key_created"), report, id),
                GoTime.millis(json.path("key_rotated"), report, id), GoField.number(json, "key_rot_count"),
                GoTime.millis(json.path("key_expires"), report, id), GoField.text(json, "key_expires"));
        return new Node(id, Standing.LIVE, key, GoField.text(json, "owner"), GoField.text(json, "real_addr"),
                endpoints(json.path("endpoints")), texts(json.path("lan_addrs")), GoField.flag(json, "public"),
                hostname(GoField.text(json, "hostname"), id, free, report), texts(json.path("tags")),
                GoField.number(json, "polo_score"), GoField.flag(json, "task_exec"), GoField.text(json, "version"),
                GoField.text(json, "external_id"), life, GoField.flag(json, "relay_only"), false, extras(json));
    }

    private static Hostname hostname(String text, NodeId id, Predicate<Hostname> free, ImportReport report) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            Hostname hostname = new Hostname(text);
            if (free.test(hostname)) {
                return hostname;
            }
            report.remark("host name taken twice, the first keeps it", "node " + id + " loses " + text);
        } catch (IllegalArgumentException invalid) {
            report.remark("host name dropped because it is not valid", "node " + id + " loses " + text);
        }
        return null;
    }

    private static Map<String, Object> extras(JsonNode json) {
        Map<String, Object> extras = new HashMap<>();
        for (String name : CARRIED) {
            JsonNode value = json.path(name);
            if (value.isTextual()) {
                extras.put(name, value.asText());
            } else if (value.isIntegralNumber()) {
                extras.put(name, value.asLong());
            }
        }
        return extras;
    }

    private static List<TransportEndpoint> endpoints(JsonNode json) {
        List<TransportEndpoint> endpoints = new ArrayList<>();
        for (JsonNode entry : json) {
            String network = entry.path("network").asText("");
            String address = entry.path("addr").asText("");
            if (!network.isEmpty() && !address.isEmpty()) {
                endpoints.add(new TransportEndpoint(network, address));
            }
        }
        return endpoints;
    }

    static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : json) {
            if (entry.isTextual()) {
                texts.add(entry.asText());
            }
        }
        return texts;
    }
}
