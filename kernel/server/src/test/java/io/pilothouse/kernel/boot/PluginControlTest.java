package io.pilothouse.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.plugin.PluginAudit;
import io.pilothouse.kernel.model.AuditActionCheck;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.plugin.PluginEvent;
import io.pilothouse.kernel.plugin.PluginEvent.Kind;
import io.pilothouse.kernel.plugin.PluginGate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to plugins is recorded as the table of actions says. */
class PluginControlTest {
    private static final PluginGate.Admitted SIGNED = new PluginGate.Admitted("abc", "vendor", List.of());
    private static final PluginGate.Admitted PLAIN = new PluginGate.Admitted("", "", List.of());

    /** As the shelf tells it: what was refused was not admitted, only what was exchanged has a version before. */
    private static PluginEvent happened(Kind kind, PluginGate.Admitted admitted) {
        return switch (kind) {
            case REFUSED -> new PluginEvent(kind, "one", "", PLAIN, "no signature", "", List.of(), List.of(),
                    List.of());
            case REPLACED -> new PluginEvent(kind, "one", "2.0.0", admitted, "", "1.0.0", List.of("network", "files"),
                    List.of("network", "files"), List.of("login.example.org"));
            case STOPPED -> new PluginEvent(kind, "one", "1.0.0", admitted, "it did not end", "", List.of(), List.of(),
                    List.of());
            case LOADED -> new PluginEvent(kind, "one", "1.0.0", admitted, "", "", List.of(), List.of("network"),
                    List.of("login.example.org"));
            case REMOVED, DISABLED, ENABLED ->
                new PluginEvent(kind, "one", "1.0.0", admitted, "", "", List.of(), List.of(), List.of());
        };
    }

    private static AuditEvent recorded(PluginEvent happened) {
        AuditEvent event = PluginAudit.event(PluginControl.event(happened));
        AuditActionCheck.check(List.of(event));
        return event;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsAnActionOfTheTable(Kind kind) {
        AuditEvent plain = recorded(happened(kind, PLAIN));
        assertEquals("one", plain.attributes().get("id"));
        assertEquals(kind == Kind.LOADED || kind == Kind.REPLACED ? "login.example.org" : null,
                plain.attributes().get("hosts"));
        AuditEvent signed = recorded(happened(kind, SIGNED));
        assertEquals(kind != Kind.REFUSED, signed.attributes().entrySet().containsAll(
                Map.of("digest", "abc", "signer", "vendor").entrySet()), signed::toString);
    }
}
