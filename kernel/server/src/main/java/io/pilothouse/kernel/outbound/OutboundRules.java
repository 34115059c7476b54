package io.pilothouse.kernel.outbound;

import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the operator allows on the way out.
 *
 * @param privateNetworks whether loopback addresses and private networks may be connected to
 * @param trust which certificates are trusted; the Java runtime's when empty
 * @param proxy how HTTP goes out; without one when empty
 */
public record OutboundRules(boolean privateNetworks, Optional<TrustManagerFactory> trust,
        Optional<OutboundProxy> proxy) {
    /** With the certificates that the Java runtime trusts. */
    public OutboundRules(boolean privateNetworks) {
        this(privateNetworks, Optional.empty());
    }

    /** Without a proxy. */
    public OutboundRules(boolean privateNetworks, Optional<TrustManagerFactory> trust) {
        this(privateNetworks, trust, Optional.empty());
    }
}
