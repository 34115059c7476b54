package io.pilothouse.kernel.command.plugin;

import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.protocol.command.PluginChange;

/** What happened to plugins, in the words of the audit trail. */
public final class PluginAudit {
    private PluginAudit() {}

    /** {@code plugin.loaded}, {@code plugin.replaced} and so on; what is empty is left out. */
    public static AuditEvent event(PluginChange.Event happened) {
        AuditEvent event = AuditEvent.of(happened.action()).and("id", happened.id());
        event = with(event, "version", happened.version());
        event = with(event, "previous", happened.previous());
        event = with(event, "digest", happened.digest());
        event = with(event, "signer", happened.signer());
        event = with(event, "reason", happened.reason());
        event = with(event, "changes", String.join("; ", happened.changes()));
        event = with(event, "capabilities", String.join(", ", happened.capabilities()));
        return with(event, "hosts", String.join(", ", happened.hosts()));
    }

    private static AuditEvent with(AuditEvent event, String name, String value) {
        return value.isEmpty() ? event : event.and(name, value);
    }
}
