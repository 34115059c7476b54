package io.pilothouse.kernel.plugin;

import io.pilothouse.packaging.Capability;
import io.pilothouse.packaging.PluginDescription;
import io.pilothouse.spi.ComponentContext;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts a plugin declared to connect to, by the capability {@code network} and {@code plugin.network-hosts}. The lent
 * way out holds it to that; what a plugin does with sockets of its own is only looked for in its class files.
 *
 * @param declared whether the plugin declared {@code network} at all
 * @param configured whether the hosts in the URLs of an instance's settings are meant
 * @param patterns names of hosts, or {@code *.} and the end of a name; when there are none and not {@code configured}, any host
 */
public record NetworkReach(boolean declared, boolean configured, Set<String> patterns) {
    /** No connection to anybody. */
    static final NetworkReach NONE = new NetworkReach(false, false, Set.of());
    private static final String CONFIGURED = PluginDescription.CONFIGURED;
    /** A host with a port, as settings name what is no URL. */
    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#\\s,]+)");

    public NetworkReach {
        patterns = Set.copyOf(patterns);
    }

    /** What a descriptor declares. */
    static NetworkReach of(PluginDescription description) {
        Set<String> patterns = new TreeSet<>(description.networkHosts());
        boolean configured = patterns.remove(CONFIGURED);
        return description.capabilities().contains(Capability.NETWORK)
                ? new NetworkReach(true, configured, patterns)
                : NONE;
    }

    /**
     * The way out of one instance.
     *
     * @param whole what the kernel lends
     * @param plugin its plugin, for the text of a refusal
     * @param settings values of the instance's settings
     */
    NarrowedWayOut narrow(ComponentContext whole, String plugin, Collection<String> settings) {
        if (declared && !configured && patterns.isEmpty()) {
            return new NarrowedWayOut(whole.http(), whole.sockets(), plugin, true, Optional.empty());
        }
        Set<String> hosts = new TreeSet<>(patterns);
        if (configured) {
            settings.forEach(value -> addHosts(value, hosts));
        }
        return new NarrowedWayOut(whole.http(), whole.sockets(), plugin, declared, Optional.of(hosts));
    }

    private static void addHosts(String value, Set<String> hosts) {
        Matcher url = URL.matcher(value);
        while (url.find()) {
            hosts.add(NarrowedWayOut.host(url.group(1)));
        }
        if (PAIR.matcher(value).matches()) {
            hosts.add(NarrowedWayOut.host(value));
        }
    }

    @Override
    public String toString() {
        if (!declared) {
            return "none";
        }
        Set<String> all = new TreeSet<>(patterns);
        if (configured) {
            all.add(CONFIGURED);
        }
        return all.isEmpty() ? "any host" : String.join(", ", all);
    }
}
