package io.pilothouse.kernel.plugin;

import java.util.List;
import java.util.Set;

/**
 * How a plugin is doing.
 *
 * @param id its name; of one that cannot be read the name of its folder or jar
 * @param version its version, or empty
 * @param provider who made it
 * @param description what it says of itself
 * @param requires the SPI versions it works with
 * @param state what of it is there
 * @param origin where it came from
 * @param admitted what the gate said of it
 * @param capabilities what it declares to need
 * @param offers what it can create, as {@code KIND.TYPE}
 * @param dependencies ids of the plugins that it depends on
 * @param instances what of it is at work
 * @param reason why it, or a newer version of it, was refused last, or a call in it was stopped; empty if neither
 */
public record PluginReport(String id, String version, String provider, String description, String requires,
        State state, PluginOrigin origin, PluginGate.Admitted admitted, Set<String> capabilities, Set<String> offers,
        Set<String> dependencies, List<Instance> instances, String reason) {
    /** What of a plugin is there. */
    public enum State {
        /** It is in its layer and can create components. */
        LOADED,
        /** It is loaded when somebody asks for what it offers. */
        IDLE,
        /** It stays out, for the reason given. */
        REFUSED,
        /** The operator wants it out. */
        DISABLED,
        /** It was replaced or removed, and calls in it have not ended yet. */
        DRAINING
    }

    /**
     * A component at work.
     *
     * @param name its name
     * @param calls how many calls were asked of it
     * @param failures how many of them came to no good answer
     * @param broken whether it is left alone for the moment, because it only failed
     */
    public record Instance(String name, long calls, long failures, boolean broken) {}

    static PluginReport of(PluginSource source, State state, LoadedVersion loaded, String reason) {
        Descriptor descriptor = source.descriptor();
        return new PluginReport(source.id(), source.version(), descriptor.getProvider(),
                descriptor.getPluginDescription(), descriptor.getRequires(), state, source.origin(), source.admitted(),
                descriptor.capabilities(), loaded == null ? descriptor.offers() : loaded.offers(),
                descriptor.dependencies(), loaded == null ? List.of() : instances(loaded), reason);
    }

    static PluginReport unreadable(String name, String reason) {
        return new PluginReport(name, "", "", "", "", State.REFUSED, PluginOrigin.INSTALLED, PluginEvent.NOT_ADMITTED,
                Set.of(), Set.of(), Set.of(), List.of(), reason);
    }

    private static List<Instance> instances(LoadedVersion loaded) {
        return loaded.instances().stream()
                .map(one -> new Instance(one.instance(), one.calls(), one.failures(), one.broken()))
                .sorted((one, other) -> one.name().compareTo(other.name())).toList();
    }
}
