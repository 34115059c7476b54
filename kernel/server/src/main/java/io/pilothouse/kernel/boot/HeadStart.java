package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.access.SignatureCheck;
import io.pilothouse.kernel.access.SignatureChecks;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.net.Preparation;
import io.pilothouse.kernel.net.TlsIdentity;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What takes its time at a start and needs nothing of the store: the reader of facts, the native libraries of signatures and
 * sockets, the certificate. It is begun before plugins are loaded and data is recovered, and fetched when it is needed.
 *
 * <p>Threads: any; each part is done once.
 */
final class HeadStart {
    /** Recovery needs it first; it waits by itself if this is not done. */
    private final FutureTask<Void> facts = new FutureTask<>(() -> {
        RecordCodec.prepare();
        return null;
    });
    private final FutureTask<Void> ports = new FutureTask<>(() -> {
        Preparation.begin();
        return null;
    });
    private final FutureTask<SignatureCheck> signatures = new FutureTask<>(SignatureChecks::best);
    private final FutureTask<Optional<TlsIdentity>> identity;

    private volatile NetConfiguration net;

    private HeadStart(NetConfiguration net) {
        this.net = net;
        identity = new FutureTask<>(() -> this.net.identity());
    }

    /** Tells the settings with secrets in the place of references, which a certificate that was not there early needs. */
    void resolved(NetConfiguration other) {
        net = other;
    }

    static HeadStart begin(NetConfiguration net) {
        HeadStart start = new HeadStart(net);
        Thread.ofPlatform().daemon().name("pilothouse-head-start").start(() -> {
            start.facts.run();
            start.signatures.run();
            // A first start makes the certificate later, when it is sure that no other process has the data folder.
            if (net.hasCertificate()) {
                start.identity.run();
            }
            start.ports.run();
        });
        return start;
    }

    SignatureCheck signatures() throws StartupException {
        try {
            return result(signatures);
        } catch (IOException failed) {
            throw new StartupException("no Ed25519 implementation works: " + failed.getMessage(), failed);
        }
    }

    /** The certificate of the protocol port, unless TLS is off. */
    Optional<TlsIdentity> identity() throws StartupException, IOException {
        return result(identity);
    }

    private static <T> T result(FutureTask<T> task) throws StartupException, IOException {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case StartupException expected -> throw expected;
                case IOException expected -> throw expected;
                default -> throw new StartupException("the registry does not start: " + failed.getCause(), failed);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while starting", stop);
        }
    }
}
