package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of an operator's plugin to the shelf: copied where nobody else writes, read, and looked at by the gate. Threads: one at a
 * time.
 */
record Intake(Staging staging, PluginGate gate) {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /**
     * Copies, reads and admits a plugin.
     *
     * @throws PluginRefusal with what was expected and found; no copy is left
     */
    PluginSource take(Path plugin) {
        Path staged;
        try {
            staged = staging.stage(plugin);
        } catch (IOException unreadable) {
            throw new PluginRefusal("it cannot be copied: " + unreadable, unreadable);
        }
        try {
            Descriptor descriptor = Descriptor.in(staged);
            LayeredPlugins.checkVersion(descriptor);
            PluginGate.Admitted admitted = gate.admit(staged, PluginOrigin.INSTALLED);
            admitted.notes().forEach(note -> LOG.info("plugin {} {}: {}", descriptor.getPluginId(),
                    descriptor.getVersion(), note));
            return new PluginSource(staged, descriptor, PluginOrigin.INSTALLED, admitted);
        } catch (RuntimeException failed) {
            staging.remove(staged);
            throw failed instanceof PluginRefusal refusal
                    ? refusal
                    : new PluginRefusal("it cannot be read: " + failed, failed);
        }
    }
}
