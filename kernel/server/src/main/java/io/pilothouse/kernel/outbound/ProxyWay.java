package io.pilothouse.kernel.outbound;

import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of requests when the operator has a proxy. Where they may go is checked before the proxy learns of them. Threads: any.
 *
 * @param proxy the proxy
 * @param targets checks where requests go
 * @param proxies checks where the proxy is: wherever the operator says, but nowhere that is never connected to
 */
record ProxyWay(OutboundProxy proxy, CheckedAddresses targets, CheckedAddresses proxies) {
    OutboundHttp.Response exchange(HttpLine line, OutboundHttp.Request request, Target target, long until)
            throws IOException, InterruptedException {
        boolean direct = proxy.direct().named(target.host());
        List<InetAddress> found = direct ? targets.of(target.host(), until) : found(target, until);
        Set<String> asked = new HashSet<>();
        HttpLine.NotConnected failed = null;
        try {
            if (found.isEmpty()) {
                return relayed(line, request, target, target.host(), until);
            }
            for (InetAddress address : found) {
                try {
                    if (direct || proxy.direct().holds(address)) {
                        return line.exchange(request, target, new InetSocketAddress(address, target.port()), until);
                    }
                    String host = told(target) ? target.host() : literal(address);
                    if (asked.add(host)) {
                        return relayed(line, request, target, host, until);
                    }
                } catch (HttpLine.NotConnected next) {
                    failed = next;
                    if (next instanceof NoWay proxys && proxys.everywhere()) {
                        break;
                    }
                }
            }
        } catch (NoWay none) {
            failed = none;
        }
        throw new NotReached(failed == null ? "no address" : failed.getMessage(), failed);
    }

    /**
     * The checked addresses of the target, or none if its name is the proxy's affair. A name without a dot is not: it means one
     * computer here and perhaps another there.
     */
    private List<InetAddress> found(Target target, long until) throws IOException, InterruptedException {
        if (proxy.names() == OutboundProxy.Names.NEVER || CheckedAddresses.literal(target.host())
                || DirectHosts.plain(target.host()).indexOf('.') < 0) {
            return targets.of(target.host(), until);
        }
        // A resolver that never says no must leave time to ask the proxy.
        long now = System.nanoTime();
        try {
            return targets.of(target.host(), now + (until - now) / 2);
        } catch (NotReached failed) {
            if (CheckedAddresses.unresolved(failed)) {
                return List.of();
            }
            throw failed;
        }
    }

    /** Whether the proxy is told the name. An address is told in the form that everybody reads alike, whatever the URL has. */
    private boolean told(Target target) {
        return (proxy.names() == OutboundProxy.Names.ALWAYS || !target.encrypted())
                && !CheckedAddresses.literal(target.host());
    }

    private OutboundHttp.Response relayed(HttpLine line, OutboundHttp.Request request, Target target, String host,
            long until) throws IOException, InterruptedException {
        Passage passage = new Passage(proxy, target, host);
        HttpLine.NotConnected failed = null;
        for (InetAddress address : whereabouts(passage, until)) {
            try {
                return line.exchange(request, target, new InetSocketAddress(address, proxy.at().port()),
                        Optional.of(passage), until);
            } catch (NoWay refused) {
                throw refused;
            } catch (HttpLine.NotConnected next) {
                failed = next;
            }
        }
        throw passage.absent(failed == null ? "no address" : HttpLine.reason(failed), failed);
    }

    private List<InetAddress> whereabouts(Passage passage, long until) throws NoWay, InterruptedException {
        try {
            return proxies.of(proxy.at().host(), until);
        } catch (IOException unknown) {
            throw passage.absent(unknown.getMessage(), unknown);
        }
    }

    /** An address as it stands in a URL. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String bare = scope < 0 ? text : text.substring(0, scope);
        return bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
    }
}
