package io.pilothouse.kernel.plugin;

import java.util.List;

/**
 * What happened to a plugin.
 *
 * @param kind what
 * @param id the plugin; of one that cannot be read the name of its folder or jar
 * @param version its version, or empty
 * @param admitted what the gate said of it
 * @param reason why it was refused, or empty
 * @param previous the version in whose place it came, or empty
 * @param changes what it declares that the version before did not
 * @param capabilities what it declares, if it was loaded
 * @param hosts whom it declares to connect to, if it was loaded; none with the capability {@code network} means anybody
 */
public record PluginEvent(Kind kind, String id, String version, PluginGate.Admitted admitted, String reason,
        String previous, List<String> changes, List<String> capabilities, List<String> hosts) {
    /** What can happen. */
    public enum Kind {
        LOADED, REPLACED, REMOVED, REFUSED, DISABLED, ENABLED,
        /** A call in it did not end by itself or took too much memory, and was ended. */
        STOPPED
    }

    public PluginEvent {
        changes = List.copyOf(changes);
        capabilities = List.copyOf(capabilities);
        hosts = List.copyOf(hosts);
    }

    static final PluginGate.Admitted NOT_ADMITTED = new PluginGate.Admitted("", "", List.of());

    static PluginEvent of(Kind kind, PluginSource source) {
        return new PluginEvent(kind, source.id(), source.version(), source.admitted(), "", "", List.of(), List.of(),
                List.of());
    }

    static PluginEvent loaded(PluginSource fresh) {
        return new PluginEvent(Kind.LOADED, fresh.id(), fresh.version(), fresh.admitted(), "", "", List.of(),
                fresh.capabilities(), fresh.hosts());
    }

    static PluginEvent replaced(PluginSource fresh, PluginSource old, List<String> changes) {
        return new PluginEvent(Kind.REPLACED, fresh.id(), fresh.version(), fresh.admitted(), "", old.version(),
                changes, fresh.capabilities(), fresh.hosts());
    }

    static PluginEvent stopped(PluginSource source, String reason) {
        return new PluginEvent(Kind.STOPPED, source.id(), source.version(), source.admitted(), reason, "", List.of(),
                List.of(), List.of());
    }

    static PluginEvent refused(String id, String reason) {
        return new PluginEvent(Kind.REFUSED, id, "", NOT_ADMITTED, reason, "", List.of(), List.of(), List.of());
    }
}
