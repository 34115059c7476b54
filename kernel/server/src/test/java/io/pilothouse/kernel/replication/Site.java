package io.pilothouse.kernel.replication;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.commit.RequestProcessor;
import io.pilothouse.kernel.commit.UnknownMessage;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.journal.Recovery;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.net.Encryption;
import io.pilothouse.kernel.net.NetMetrics;
import io.pilothouse.kernel.net.NetSettings;
import io.pilothouse.kernel.net.ProtocolServer;
import io.pilothouse.kernel.net.TlsIdentity;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;

/** One registry without handlers: store, journal, state, commit pipeline, feed and a protocol port on loopback. */
final class Site implements AutoCloseable {
    static final String TOKEN = "r3pl";
    static final long START = 1_800_000_000_000L;
    static final InstantSource CLOCK = () -> Instant.ofEpochMilli(START);
    /** Attempts follow each other quickly, so that tests do. */
    static final Primary.Pace QUICK = new Primary.Pace(Duration.ofMillis(20), Duration.ofMillis(100),
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(50));

    final MemoryStore store;
    final LiveState state = new LiveState();
    final Presence presence = new Presence();
    final RecentAudit audit = new RecentAudit();
    final Journal journal;
    final CommitPipeline pipeline;
    final ReplicationFeed feed;
    private final ProtocolServer server;
    private Follower follower;

    /** A registry on what a store holds. */
    Site(MemoryStore store, String token, Optional<TlsIdentity> identity) throws IOException {
        this.store = store;
        journal = new Journal(store, new Recovery(store, Optional.empty()).into(state, done -> {}));
        pipeline = new CommitPipeline(state, presence, journal, new AccessRules(AdminToken.of(""), false, Keys.SECRETS),
                CLOCK);
        feed = new ReplicationFeed(AdminToken.of(token), journal, state, presence, audit, () -> Statistics.NONE,
                Keys.SECRETS,
                CLOCK);
        pipeline.listen(audit::committed);
        pipeline.listen(feed);
        pipeline.start();
        NetSettings settings = NetSettings.defaults("127.0.0.1", 0);
        server = new ProtocolServer(identity.isPresent()
                ? settings
                : new NetSettings(settings.host(), 0, 1, Encryption.OFF, true, "",
                        settings.errorTexts(), settings.frames(), settings.deadlines(), settings.limits()),
                new Mute(), identity, feed, key -> false, NetMetrics.NONE);
        server.start();
    }

    /** A registry of that name with its backbone. */
    static Site founded(String registry) throws Exception {
        Site site = new Site(new MemoryStore(), TOKEN, Optional.empty());
        site.commit(new Change.RegistryFounded(registry, START), new Change.NetworkPut(Network.backbone(START)));
        return site;
    }

    /** A registry that has nothing yet. */
    static Site empty() throws IOException {
        return new Site(new MemoryStore(), TOKEN, Optional.empty());
    }

    /** Makes facts so, in one record. */
    void commit(Change... changes) throws Exception {
        commit(AuditEvent.of("test.changed").and("changes", changes.length), changes);
    }

    void commit(AuditEvent event, Change... changes) throws Exception {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        pipeline.submitInternal(context -> Decision.reply(new EmptyReply(), new Principal.Registry()).event(event)
                .changes(List.of(changes)), told::complete);
        assertInstanceOf(Outcome.Done.class, told.get(10, TimeUnit.SECONDS));
    }

    Primary address() {
        return address(TOKEN);
    }

    Primary address(String token) {
        return at(server.address().getPort(), token);
    }

    static Primary at(int port, String token) {
        return new Primary("127.0.0.1", port, token, Optional.empty(), 1 << 20, QUICK);
    }

    /** Begins to follow. */
    Follower follow(Primary primary, Path folder) {
        follower = new Follower(primary, state, presence, journal, audit, pipeline::adopt, key -> true, Keys.SECRETS,
                folder, CLOCK,
                () -> 0.5);
        follower.start();
        return follower;
    }

    Follower follower() {
        return follower;
    }

    int port() {
        return server.address().getPort();
    }

    /** What the state says, order aside. */
    Set<Change> facts() {
        return state.facts().collect(Collectors.toSet());
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                Assertions.fail("not within 20 s: " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** Ends following; the registry stays. */
    void alone() {
        follower.close();
        follower = null;
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
        feed.close();
        server.close();
        pipeline.close();
    }

    /** Nobody asks anything in these tests. */
    private static final class Mute implements RequestProcessor {
        @Override
        public void process(Request request, Source source, Consumer<Outcome> outcome) {
            outcome.accept(new Outcome.Refused(Refusal.Code.UNSUPPORTED, "not in these tests"));
        }

        @Override
        public Outcome unknown(UnknownMessage message) {
            return new Outcome.Refused(Refusal.Code.UNSUPPORTED, "not in these tests");
        }
    }
}
