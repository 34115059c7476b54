package io.pilothouse.kernel.outbound;

import io.pilothouse.protocol.AddressClass;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Resolves a name once and hands out addresses only if all of them may be connected to: a name with one bad address is a trap,
 * whatever its others are.
 *
 * @param resolver finds addresses
 * @param privateNetworks whether loopback addresses and private networks may be connected to
 */
record CheckedAddresses(Resolver resolver, boolean privateNetworks) {
    private static final Pattern NUMBER = Pattern.compile("(^|\\.)(0[xX][0-9A-Fa-f]*|[0-9]+)\\.*$");

    /** The addresses of a host that stands in a URL, with brackets if it is an IPv6 address. */
    List<InetAddress> of(String host) throws IOException {
        if (AddressClass.metadataName(host)) {
            throw new IOException(host + " is a cloud metadata endpoint, which is never connected to");
        }
        List<InetAddress> found = resolve(host);
        for (InetAddress address : found) {
            check(host, address);
        }
        return found;
    }

    /**
     * The same within a time. A resolver cannot be given a deadline, but nobody has to wait for it.
     *
     * @param until by {@code System.nanoTime}
     */
    List<InetAddress> of(String host, long until) throws IOException, InterruptedException {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name("pilothouse-resolve").start(() -> {
            try {
                answer.complete(of(host));
            } catch (IOException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new NotReached("the name " + host + " was not resolved in time", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known
                    ? new NotReached(known.getMessage(), known)
                    : new NotReached("the name " + host + " could not be resolved", failed.getCause());
        } finally {
            asking.interrupt();
        }
    }

    /** Whether a host as it stands in a URL is an address, or nothing, but never a name. */
    static boolean literal(String host) {
        return host.startsWith("[") || NUMBER.matcher(host).find();
    }

    /** Whether there was no answer about a name, rather than one that is refused. */
    static boolean unresolved(NotReached failed) {
        return failed.getCause() instanceof TimeoutException
                || failed.getCause() instanceof IOException told && told.getCause() instanceof UnknownHostException;
    }

    private List<InetAddress> resolve(String host) throws IOException {
        try {
            List<InetAddress> found = literal(host)
                    ? List.of(address(host))
                    : resolver.resolve(host);
            if (found.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return found;
        } catch (UnknownHostException unknown) {
            throw new IOException("the name " + host + " does not resolve", unknown);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(host + " is no address", wrong);
        }
    }

    /**
     * What ends in a number is an address and never a name. A resolver could read 0177.1 as decimal, where the check of URLs reads
     * octal as C libraries do; so it is read here, in that one way.
     */
    private static InetAddress address(String host) {
        return host.startsWith("[")
                ? InetAddress.ofLiteral(host)
                : Inet4Address.ofPosixLiteral(host.replaceFirst("\\.+$", ""));
    }

    private void check(String host, InetAddress address) throws IOException {
        AddressClass is = AddressClass.of(address);
        switch (is.reach()) {
            case PUBLIC -> {
                // May be connected to.
            }
            case PRIVATE -> {
                if (!privateNetworks) {
                    throw new IOException(host + " is at the " + is.name() + " address " + address.getHostAddress()
                            + ", which is not connected to unless outbound-private-networks=allow");
                }
            }
            case REFUSED -> throw new IOException(host + " is at the " + is.name() + " address "
                    + address.getHostAddress() + ", which is never connected to");
        }
    }
}
