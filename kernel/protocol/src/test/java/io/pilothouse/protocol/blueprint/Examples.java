package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;

/** Documents of both dialects. Apostrophes stand for quotes. */
final class Examples {
    /** {@code blueprint.md} 2. */
    static final String DIALECT_A = """
            {
              "name": "warehouse-bots",
              "join_rule": "invite",
              "enterprise": true,
              "policy": {"max_members": 40, "allowed_ports": [7, 443, 1001], "description": "Warehouse robots, hall 2"},
              "identity_provider": {"type": "oidc", "url": "https://id.example.net/keys",
                                    "issuer": "https://id.example.net/", "client_id": "bots"},
              "webhooks": {"audit_url": "https://hooks.example.net/audit"},
              "audit_export": {"format": "splunk_hec", "endpoint": "https://hec.example.net:8088/services/collector",
                               "token": "t0k3n", "index": "bots", "source": "pilot-registry"},
              "roles": [{"external_id": "ops@example.net", "role": "owner"},
                        {"external_id": "shift@example.net", "role": "admin"}],
              "network_admin_token": "hall2-secret"
            }""";

    /** The recorded request of a dialect B client, and the policies of {@code blueprint.md} 7. */
    static final String DIALECT_B = """
            {
              "name": "dial-b",
              "join_rule": "invite_only",
              "enterprise": true,
              "policy": {"max_members": 10, "allowed_ports": [80], "description": "B"},
              "identity_provider": {"type": "oidc", "client_id": "c",
                                    "url": "http://127.0.0.1:8080/.well-known/openid-configuration"},
              "webhooks": [{"url": "http://127.0.0.1:8080/hook-b",
                            "events": ["member.kicked", "network.policy_changed"]}],
              "audit_export": {"format": "json", "endpoint": "http://127.0.0.1:8080/exp-b", "token": "t"},
              "roles": {"1": "admin", "4294967295": "member"},
              "network_admin_token": "nat"
            }""";

    private Examples() {}

    static JsonObject json(String text) {
        try {
            return JsonReader.object(text.replace('\'', '"'));
        } catch (MalformedJsonException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }

    static BlueprintReading read(String text) {
        return BlueprintReader.read(json(text));
    }

    /** A document with these members behind the name. */
    static BlueprintReading with(String members) {
        return read("{'name':'a'," + members + "}");
    }
}
