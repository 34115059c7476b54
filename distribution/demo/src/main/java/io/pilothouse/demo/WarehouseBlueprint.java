package io.pilothouse.demo;

/**
 * The one document that describes the network, its roles, who says who is who, and where events go.
 *
 * @param issuer what tokens call the issuer
 * @param discovery where its discovery document is
 * @param hook where events are posted
 * @param collector where they are exported to
 * @param collectorToken what the collector wants to see
 */
record WarehouseBlueprint(String issuer, String discovery, String hook, String collector, String collectorToken) {
    static final String OWNER = "ops@example.net";
    static final String ADMIN = "shift@example.net";
    /** The only index that events go to. */
    static final String INDEX = "bots";
    /** The network's own admin token. */
    static final String NETWORK_TOKEN = "hall2-secret";

    String json() {
        return """
                {
                  "name": "warehouse-bots",
                  "join_rule": "invite",
                  "enterprise": true,
                  "policy": {"max_members": 40, "allowed_ports": [7, 443, 1001], "description": "Warehouse robots, hall 2"},
                  "identity_provider": {"type": "oidc", "url": "%s",
                                        "issuer": "%s", "client_id": "%s"},
                  "webhooks": {"audit_url": "%s"},
                  "audit_export": {"format": "splunk_hec", "endpoint": "%s",
                                   "token": "%s", "index": "%s", "source": "pilot-registry"},
                  "roles": [{"external_id": "%s", "role": "owner"},
                            {"external_id": "%s", "role": "admin"}],
                  "network_admin_token": "%s"
                }
                """
                .formatted(discovery, issuer, Issuer.AUDIENCE, hook, collector, collectorToken, INDEX, OWNER, ADMIN,
                        NETWORK_TOKEN);
    }
}
