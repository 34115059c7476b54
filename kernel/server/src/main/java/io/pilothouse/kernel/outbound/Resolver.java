package io.pilothouse.kernel.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
public interface Resolver {
    /** The resolver of the computer. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * The addresses, at least one.
     *
     * <p>Threads: any that may block. Failure: {@link UnknownHostException}.
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
