package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How the limits of a network and its policy document changed, in the words of the audit trail. What R1 tells as a number
 * alone is told whole after it, or of a document as its digest: from the trail it must follow what was allowed when.
 */
public final class PolicyEvents {
    private PolicyEvents() {}

    /** {@code network.policy_changed}; ports, description and the need of seals only if they are others. */
    public static AuditEvent limits(Network before, Network after) {
        NetworkPolicy old = before.policy();
        NetworkPolicy now = after.policy();
        AuditEvent event = AuditEvent.of("network.policy_changed").and("network_id", before.id())
                .and("old_max_members", old.maxMembers()).and("new_max_members", now.maxMembers())
                .and("old_allowed_ports_count", old.allowedPorts().size())
                .and("new_allowed_ports_count", now.allowedPorts().size());
        if (before.sealedOnly() != after.sealedOnly()) {
            event = event.and("sealed_only", after.sealedOnly());
        }
        if (!old.allowedPorts().equals(now.allowedPorts())) {
            event = event.and("old_allowed_ports", texts(old.allowedPorts()))
                    .and("new_allowed_ports", texts(now.allowedPorts()));
        }
        return old.description().equals(now.description())
                ? event
                : event.and("old_description", old.description()).and("new_description", now.description());
    }

    /**
     * {@code network.expr_policy_set}.
     *
     * @param text the document as it is kept from now on
     * @param size its bytes as it was sent
     */
    public static AuditEvent documentSet(Network before, String text, int size) {
        return withOldDigest(before,
                AuditEvent.of("network.expr_policy_set").and("network_id", before.id()).and("size", size))
                .and("new_digest", digest(text));
    }

    /** {@code network.expr_policy_cleared}. */
    public static AuditEvent documentCleared(Network before) {
        return withOldDigest(before, AuditEvent.of("network.expr_policy_cleared").and("network_id", before.id()));
    }

    private static AuditEvent withOldDigest(Network before, AuditEvent event) {
        return before.exprPolicy().isEmpty() ? event : event.and("old_digest", digest(before.exprPolicy()));
    }

    /** Lists in events are lists of texts. */
    private static List<String> texts(List<Integer> ports) {
        return ports.stream().map(String::valueOf).toList();
    }

    private static String digest(String document) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
