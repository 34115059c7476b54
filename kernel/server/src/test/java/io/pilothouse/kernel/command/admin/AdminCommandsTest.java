package io.pilothouse.kernel.command.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.protocol.NodeId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminCommandsTest {
    private final CommandBench bench = PeopledBench.withNetwork(3, "open");

    @ParameterizedTest
    @ValueSource(strings = {"set_webhook", "get_webhook", "get_webhook_dlq", "set_identity_webhook", "validate_token",
        "set_idp_config", "get_idp_config", "set_audit_export", "get_audit_export", "provision_network",
        "directory_sync", "directory_status",
        "get_provision_status"})
    void everyCommandIsForTheAdministratorOnly(String type) {
        bench.send(type, "network_id", 1, "url", "x").refused("invalid admin token");
        bench.send(type, "network_id", 1, "admin_token", "acme-adm").refused("invalid admin token");
    }

    @Test
    void whatIsNotConfiguredIsToldSo() {
        bench.admin("get_webhook").is("enabled", false, "url", "", "delivered", 0, "failed", 0, "dropped", 0,
                "dlq_size", 0);
        bench.admin("get_webhook_dlq").is("events", List.of(), "count", 0);
        bench.admin("get_idp_config").is("configured", false);
        bench.admin("validate_token").refused("token is required");
        bench.admin("validate_token", "token", "a.b.c").refused("no identity provider configured");
    }

    /** What the provider judged is a reply, also a no; what it could not judge is an error. */
    @Test
    void aTokenIsJudgedByTheProvider() {
        bench.admin("set_idp_config", "idp_type", "oidc", "url", "https://id.example.net/keys").accepted();
        bench.identities(inquiry -> {
            assertEquals(Inquiry.Purpose.VALIDATION, inquiry.purpose());
            assertEquals("oidc  a.b.c", inquiry.provider().type() + " " + inquiry.publicKey() + " " + inquiry.token());
            return new IdentityEvidence.Verified(inquiry.provider(), "ann@example.net",
                    Map.of("subject", List.of("user-1"), "issuer", List.of("https://id.example.net/")));
        });
        bench.admin("validate_token", "token", "a.b.c").is("verified", true, "subject", "user-1", "issuer",
                "https://id.example.net/");
        bench.identities(inquiry -> new IdentityEvidence.Verified(inquiry.provider(), "ann@example.net"));
        bench.admin("validate_token", "token", "x").is("verified", true, "subject", "ann@example.net");
        bench.identities(inquiry -> new IdentityEvidence.Denied(Refusal.Code.UNAUTHENTICATED, "token expired at 7"));
        bench.admin("validate_token", "token", "x").is("verified", false, "error", "token expired at 7");
        for (Refusal.Code code : List.of(Refusal.Code.INVALID, Refusal.Code.UNAVAILABLE, Refusal.Code.INTERNAL)) {
            bench.identities(inquiry -> new IdentityEvidence.Denied(code, "because of " + code));
            bench.admin("validate_token", "token", "x").refused("because of " + code);
        }
        bench.identities(inquiry -> IdentityEvidence.NONE);
        bench.admin("validate_token", "token", "x").refused("the identity provider was not asked, try again");
    }

    @Test
    void provisionStatusShowsTheNetworks() {
        bench.admin("set_network_policy", "network_id", 1, "max_members", 40, "allowed_ports", List.of(7)).accepted();
        bench.admin("get_provision_status").is("networks",
                List.of(CommandBench.object("network_id", 1, "name", "acme", "enterprise", true, "members", 1,
                        "join_rule", "open", "max_members", 40, "allowed_ports", List.of(7), "owner", 1)));
        bench.admin("get_provision_status", "network_id", 9).refused("network 9: network not found");
    }

    @Test
    void directoryStatusCountsMembersWithAndWithoutExternalIds() {
        PeopledBench.join(bench, 2, 3);
        PeopledBench.put(bench, Node.fresh(NodeId.of(2), GoldenKey.of(2).publicKey(), bench.now())
                .with(edit -> edit.externalId("u2")));
        PeopledBench.put(bench, Node.fresh(NodeId.of(3), GoldenKey.of(3).publicKey(), bench.now())
                .with(edit -> edit.externalId("u3").standing(Standing.REAPED)));
        bench.admin("directory_status", "network_id", 1).is("network_id", 1, "total", 3, "mapped", 2, "unmapped", 1,
                "enterprise", true);
        bench.admin("directory_status").refused("network_id is required");
        bench.admin("directory_status", "network_id", 9).refused("network 9 not found");
    }
}
