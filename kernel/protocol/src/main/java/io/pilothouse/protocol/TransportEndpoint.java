package io.pilothouse.protocol;

/**
 * An extra transport of a node, for example {@code tcp} at {@code 203.0.113.5:4443}.
 *
 * @param network name of the transport, not empty
 * @param address where to reach it, not empty
 */
public record TransportEndpoint(String network, String address) {
    public TransportEndpoint {
        if (network.isEmpty() || address.isEmpty()) {
            throw new IllegalArgumentException("an endpoint has a network and an address");
        }
    }
}
