package io.pilothouse.kernel.command.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.KernelBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final CommandBench bench = KernelBench.make();

    IdentityTest() {
        bench.register(1);
        bench.register(2);
        bench.admin("create_network", "node_id", 1, "name", "e", "enterprise", true).accepted();
    }

    private void badTime(String text, String why) {
        bench.send("set_key_expiry", "node_id", 9, "expires_at", text).refused(why);
    }

    @Test
    void saysWhatIsWrongWithATimeBeforeAnythingElse() {
        String layout = " as \"2006-01-02T15:04:05Z07:00\": cannot parse ";
        badTime("soon", "invalid expires_at: parsing time \"soon\"" + layout + "\"soon\" as \"2006\"");
        badTime("2026-12-01", "invalid expires_at: parsing time \"2026-12-01\"" + layout + "\"\" as \"T\"");
        badTime("2027-12-01T00:00:00+1", "invalid expires_at: parsing time \"2027-12-01T00:00:00+1\"" + layout
                + "\"+1\" as \"Z07:00\"");
        badTime("2027-02-30T00:00:00Z",
                "invalid expires_at: parsing time \"2027-02-30T00:00:00Z\": day out of range");
        badTime("2027-12-01T00:00:00Zx",
                "invalid expires_at: parsing time \"2027-12-01T00:00:00Zx\": extra text: \"x\"");
        badTime("2027-01-15T07:59:59Z", "expires_at must be in the future");
        badTime("2037-01-12T08:00:01Z", "invalid expires_at: cannot exceed 10 years");
        badTime("2037-01-12T08:00:00Z", "node 9: node not found");
    }

    @Test
    void keepsTheSpellingOfTheClient() {
        bench.signed(1, "set_key_expiry", "node_id", 1, "expires_at", "2027-01-15T10:00:00.5+02:00").is("node_id", 1,
                "expires_at", "2027-01-15T10:00:00+02:00");
        bench.send("get_key_info", "node_id", 1).is("node_id", 1, "created_at", "2027-01-15T08:00:00Z",
                "rotate_count", 0, "expires_at", "2027-01-15T10:00:00+02:00", "key_age_days", 0);
        bench.admin("set_key_expiry", "node_id", 1, "expires_at", "never").is("node_id", 1);
        assertEquals(List.of("key.expiry_cleared{node_id=1, old_expires_at=2027-01-15T10:00:00+02:00}",
                "key.expiry_set{node_id=1, expires_at=2027-01-15T10:00:00+02:00}"), bench.events(2));
    }

    @Test
    void expiryIsAnEnterpriseFeature() {
        bench.admin("set_key_expiry", "node_id", 2)
                .refused("enterprise feature: key expiry requires enterprise network membership");
        bench.send("set_key_expiry", "node_id", 2).refused("signature required for authenticated node");
    }

    @Test
    void externalIdsAreTheAdministrators() {
        bench.send("set_external_id", "node_id", 1, "external_id", "ann").refused("invalid admin token");
        bench.admin("set_external_id", "node_id", 9, "external_id", "ann").refused("node not found");
        bench.admin("set_external_id", "node_id", 1, "external_id", "ann").accepted();
        bench.admin("get_identity", "node_id", 1).is("node_id", 1, "external_id", "ann", "owner", "");
        bench.send("get_identity", "node_id", 1).refused("invalid admin token");
        assertEquals(List.of("identity.external_id_set{node_id=1, old_external_id=, new_external_id=ann}"),
                bench.events(1));
    }

    @Test
    void refusesStatementsOfIssuersThatItDoesNotKnow() {
        bench.send("submit_badge", "node_id", 1).refused("submit_badge requires badge and badge_sig");
        bench.send("submit_badge", "node_id", 1, "badge", "b", "badge_sig", "s").refused("missing signature");
        bench.signed(1, "submit_badge", "node_id", 1, "badge", "b", "badge_sig", "s")
                .refused("badge verification failed: this registry has no issuer keys configured");
        bench.send("enroll_recovery", "node_id", 1, "enrollment", "e", "enrollment_sig", "s")
                .refused("enrollment verification failed: this registry has no issuer keys configured");
        bench.send("recover_identity", "node_id", 1)
                .refused("recover_identity requires recovery, recovery_sig, new_public_key");
        bench.send("recover_identity", "node_id", 1, "recovery", "r", "recovery_sig", "s", "new_public_key", "k")
                .refused("recovery verification failed: this registry has no issuer keys configured");
        bench.send("subscribe_replication", "token", "t").refused("replication not configured");
    }
}
