package io.pilothouse.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a version of a plugin may do that the one before could not. */
public final class CapabilityChange {
    private CapabilityChange() {}

    /**
     * Compares two versions of a plugin, for the operator's eyes.
     *
     * @return one line for each difference that matters; empty when the new version declares no more than the old one
     */
    public static List<String> between(PluginDescription old, PluginDescription fresh) {
        List<String> lines = new ArrayList<>();
        String since = "version " + fresh.version() + " ";
        for (Capability capability : fresh.capabilities()) {
            if (!old.capabilities().contains(capability)) {
                lines.add(since + capability.meaning() + " (" + capability.word() + "), which version " + old.version()
                        + " did not declare");
            }
        }
        boolean talked = old.capabilities().contains(Capability.NETWORK);
        if (talked && fresh.capabilities().contains(Capability.NETWORK) && !old.networkHosts().isEmpty()) {
            Set<String> hosts = new TreeSet<>(fresh.networkHosts());
            hosts.removeAll(old.networkHosts());
            if (fresh.networkHosts().isEmpty()) {
                lines.add(since + "may talk to any host; version " + old.version() + " named " + old.networkHosts());
            } else if (!hosts.isEmpty()) {
                lines.add(since + "may also talk to " + hosts);
            }
        }
        return lines;
    }
}
