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
    static Node read(JsonNode json, Predicate<Hostname> free, ImportReport report) {
        NodeId id = NodeId.of(json.path("id").asLong());
        PublicKey key = null;
        String keyText = json.path("public_key").asText("");
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
                GoTime.millis(json.path("key_rotated"), report, id), json.path("key_rot_count").asInt(),
                GoTime.millis(json.path("key_expires"), report, id), json.path("key_expires").asText(""));
        return new Node(id, Standing.LIVE, key, json.path("owner").asText(""), json.path("real_addr").asText(""),
                endpoints(json.path("endpoints")), texts(json.path("lan_addrs")), json.path("public").asBoolean(),
                hostname(json.path("hostname").asText(""), id, free, report), texts(json.path("tags")),
                json.path("polo_score").asInt(), json.path("task_exec").asBoolean(), json.path("version").asText(""),
                json.path("external_id").asText(""), life, json.path("relay_only").asBoolean(), false, extras(json));
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
