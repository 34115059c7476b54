package io.pilothouse.kernel.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that may be loaded: it was read and let in, and none of it has run.
 *
 * @param folder what is loaded: the folder itself of a bundled plugin, the private copy of an installed one
 * @param descriptor what it says of itself
 * @param origin where it comes from
 * @param admitted what the gate said of it
 */
record PluginSource(Path folder, Descriptor descriptor, PluginOrigin origin, PluginGate.Admitted admitted) {
    String id() {
        return descriptor.getPluginId();
    }

    String version() {
        return descriptor.getVersion();
    }

    /** The same with more for the operator to read. */
    PluginSource noting(List<String> more) {
        return more.isEmpty() ? this : new PluginSource(folder, descriptor, origin, admitted.noting(more));
    }

    /** The capabilities that it declares. */
    List<String> capabilities() {
        return List.copyOf(descriptor.capabilities());
    }

    /** The hosts that it declares; none with the capability {@code network} means any. */
    List<String> hosts() {
        return List.copyOf(descriptor.description().networkHosts());
    }

    /** Whether it is the same version of the same bytes. */
    boolean sameAs(PluginSource other) {
        return version().equals(other.version()) && admitted.digest().equals(other.admitted().digest());
    }

    boolean installed() {
        return origin == PluginOrigin.INSTALLED;
    }
}
