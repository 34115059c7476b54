package io.pilothouse.kernel.net;

import io.pilothouse.kernel.model.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server on a free loopback port for each test. */
abstract class ServerTest {
    @TempDir
    static Path folder;
    static TlsIdentity identity;

    final Kernel kernel = new Kernel();
    final Counts counts = new Counts();
    ProtocolServer server;

    @BeforeAll
    static void makeIdentity() throws IOException {
        identity = TlsIdentity.kept(folder, List.of(), InstantSource.system());
    }

    /** Stands for a registry that streams to nobody; what the real one answers, the tests of the replication room show. */
    static Subscriptions refusing(String text) {
        return (request, source) -> new Subscriptions.Answer.Refused(Refusal.Code.UNAVAILABLE, text);
    }

    void start() throws IOException {
        start(settings -> settings, refusing("replication not configured"));
    }

    void start(UnaryOperator<NetSettings> change) throws IOException {
        start(change, refusing("replication not configured"));
    }

    void start(UnaryOperator<NetSettings> change, Subscriptions subscriptions) throws IOException {
        server = new ProtocolServer(change.apply(NetSettings.defaults("127.0.0.1", 0)), kernel, Optional.of(identity),
                subscriptions, "known"::equals, counts);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        kernel.close();
    }

    static NetSettings with(NetSettings base, NetSettings.Frame frames) {
        return new NetSettings(base.host(), base.port(), base.eventLoops(), base.encryption(), base.tls12(),
                base.httpHint(), base.errorTexts(), frames, base.deadlines(), base.limits());
    }

    static NetSettings with(NetSettings base, NetSettings.Deadlines deadlines) {
        return new NetSettings(base.host(), base.port(), base.eventLoops(), base.encryption(), base.tls12(),
                base.httpHint(), base.errorTexts(), base.frames(), deadlines, base.limits());
    }

    static NetSettings with(NetSettings base, NetSettings.Limits limits) {
        return new NetSettings(base.host(), base.port(), base.eventLoops(), base.encryption(), base.tls12(),
                base.httpHint(), base.errorTexts(), base.frames(), base.deadlines(), limits);
    }

    static NetSettings with(NetSettings base, Encryption encryption, ErrorTexts texts, String hint) {
        return new NetSettings(base.host(), base.port(), base.eventLoops(), encryption, base.tls12(), hint, texts,
                base.frames(), base.deadlines(), base.limits());
    }
}
