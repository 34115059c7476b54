package io.pilothouse.kernel.boot;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.GlobalToken;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.access.SignatureCheck;
import io.pilothouse.kernel.audit.TrailKeeper;
import io.pilothouse.kernel.audit.TrailRetention;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.command.node.Reaper;
import io.pilothouse.kernel.command.provision.Drift;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.follow.AuditDelivery;
import io.pilothouse.kernel.identity.IdentityProviders;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.Recovery;
import io.pilothouse.kernel.journal.SnapshotWriting;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.net.ProtocolServer;
import io.pilothouse.kernel.net.TlsIdentity;
import io.pilothouse.kernel.net.http.FrontDoor;
import io.pilothouse.kernel.ops.OperatorPages;
import io.pilothouse.kernel.ops.RegistryMetrics;
import io.pilothouse.kernel.ops.StatisticsKeeper;
import io.pilothouse.kernel.replication.Follower;
import io.pilothouse.kernel.replication.ReplicationFeed;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry at work: what is started in which order, and stopped in the opposite one.
 *
 * <p>Threads: {@link #start} and {@link #close} one.
 */
final class RunningRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRegistry.class);
    private static final int AUDIT_TAIL = 1_000;
    /** How long a standby's port waits for the primary's newest record. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(3);
    /** How long a registry that stops waits for its standbys to take the last records. */
    private static final Duration HANDING_OVER = Duration.ofSeconds(1);

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final Configuration configuration;
    private final InstantSource clock;
    private final long startedAt;
    private ProtocolServer server;
    private Optional<FrontDoor> door = Optional.empty();
    private Optional<TlsIdentity> identity = Optional.empty();
    private long reapFrom = 1;
    private boolean handedOver;

    private RunningRegistry(Configuration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
        startedAt = clock.millis();
    }

    static RunningRegistry start(Configuration configuration, StoreRoom room, HeadStart head,
            AdminTokens.Found adminToken, SecretBox secrets, InstantSource clock) throws IOException, StartupException {
        RunningRegistry registry = new RunningRegistry(configuration, clock);
        try {
            registry.open(room, head, adminToken, secrets);
            return registry;
        } catch (IOException | StartupException | RuntimeException failed) {
            registry.close();
            throw failed;
        }
    }

    private void open(StoreRoom room, HeadStart head, AdminTokens.Found adminToken, SecretBox secrets)
            throws IOException, StartupException {
        LiveState state = new LiveState();
        long recovering = System.nanoTime();
        long sequence = new Recovery(room.store(), chosenSnapshot()).into(state, done -> {});
        Journal journal = new Journal(room.store(), sequence);
        StandbyRole standby = new StandbyRole(configuration);
        Optional<String> keyless = SecretKeys.trouble(secrets, state);
        if (keyless.isPresent()) {
            throw new StartupException(keyless.get());
        }
        state.integrations().filter(one -> !IdentityProviders.serves(one.place()) && !AuditDelivery.serves(one.place()))
                .sorted(Comparator.comparing(Integration::place)).forEach(one -> LOG.atWarn()
                        .addKeyValue("kind", one.place().kind()).addKeyValue("type", one.type())
                        .addKeyValue("url", one.url())
                        .log("configured, but no plugin serves it yet"));
        if (!standby.taken()) {
            // A standby becomes the registry that it follows, and is nobody before that.
            Founding.ifNew(state, journal, clock.millis());
        }
        LOG.atInfo().addKeyValue("records", journal.lastSequence()).addKeyValue("nodes", state.liveNodes())
                .addKeyValue("millis", (System.nanoTime() - recovering) / 1_000_000).log("recovered");
        long recovered = journal.lastSequence();
        List<JournalRecord> newest = recovered == 0 ? List.of() : journal.readEntries(recovered, 1);
        identity = head.identity();
        // Before the protocol's port, which tells a browser that comes to it where to go.
        bindDoor();
        GlobalToken token = new GlobalToken(adminToken.token(), clock);
        Injector injector = Guice.createInjector(Stage.PRODUCTION,
                new KernelModule(configuration, room, token, secrets, head.signatures(), identity, state,
                        journal,
                        clock, httpAddress().map(Addresses::text).orElse(""),
                        newest.isEmpty() ? 0 : newest.getLast().time(),
                        new RecentAudit(() -> entriesUpTo(recovered, journal))));
        Presence presence = injector.getInstance(Presence.class);
        long now = clock.millis();
        state.eachIdentity(node -> {
            if (node.live()) {
                presence.seen(node.id(), now);
            }
        });
        CommitPipeline pipeline = injector.getInstance(CommitPipeline.class);
        SnapshotWriting snapshots = new SnapshotWriting(room.store(), state, journal,
                room.store().snapshots().stream().findFirst().orElse(0L));
        StatisticsKeeper statistics = injector.getInstance(StatisticsKeeper.class);
        pipeline.start();
        closing.push(() -> lastSnapshot(snapshots));
        TrailKeeper keeper = injector.getInstance(TrailKeeper.class);
        closing.push(keeper);
        closing.push(pipeline);
        Optional<Follower> follower = standby.taken()
                ? Optional.of(follow(injector, standby, state, presence, journal, room, secrets))
                : Optional.empty();
        if (follower.isEmpty()) {
            closing.push(() -> {
                if (!handedOver) {
                    lastRecord(pipeline, statistics);
                }
            });
            recordStart(pipeline);
            // Before anybody asks: a network's token must not lie in clear because nobody has changed it since.
            pipeline.submitInternal(Resealing::decide, RunningRegistry::logRefusal);
        }
        IdentityProviders identities = injector.getInstance(IdentityProviders.class);
        closing.push(identities);
        if (follower.isEmpty()) {
            identities.start();
        }
        AuditDelivery delivery = injector.getInstance(AuditDelivery.class);
        closing.push(delivery);
        server = injector.getInstance(ProtocolServer.class);
        server.start();
        closing.push(server);
        ReplicationFeed feed = injector.getInstance(ReplicationFeed.class);
        closing.push(feed);
        if (follower.isEmpty()) {
            closing.push(() -> handOver(pipeline, statistics, feed));
        }
        driftMetric(injector, state, presence);
        ReplicationMetrics.add(injector.getInstance(RegistryMetrics.class), feed, follower, clock);
        openDoor(injector, state, presence, statistics, pipeline, snapshots, follower);
        PluginWatch plugins = new PluginWatch(room.shelf(),
                follower.isPresent() ? Optional.empty() : Optional.of(pipeline), RunningRegistry::logRefusal);
        closing.push(plugins);
        plugins.begin(room.loaded(), configuration.value(KernelSettings.PLUGINS_WATCH));
        Chores chores = new Chores("pilothouse-chores");
        closing.push(chores);
        if (follower.isPresent()) {
            // Told while there is time to bring the key, not when the primary is gone.
            chores.every(Duration.ofMinutes(1), "looking for keys of secrets",
                    () -> SecretKeys.trouble(secrets, state).ifPresent(LOG::error));
        }
        if (follower.isEmpty()) {
            decideForItself(chores, pipeline, statistics);
        }
        watch(chores, adminToken, token, follower.isPresent() ? Optional.empty() : Optional.of(pipeline));
        chores.every(Duration.ofSeconds(10), "forgetting beacons",
                () -> injector.getInstance(BeaconTable.class).sweep(clock.millis()));
        long every = configuration.value(KernelSettings.SNAPSHOT_EVERY);
        chores.every(Duration.ofSeconds(5), "writing a snapshot", () -> {
            if (snapshots.recordsSince() >= every) {
                LOG.atInfo().addKeyValue("sequence", snapshots.write()).log("snapshot written");
            }
        });
        retain(chores, new TrailRetention(room.store(), journal, keeper,
                configuration.value(KernelSettings.AUDIT_RETENTION),
                configuration.value(KernelSettings.AUDIT_RETENTION_RECORDS), delivery::needs,
                configuration.value(KernelSettings.AUDIT_RETENTION_WAIT)));
        // Last, because it may have much to read and nobody waits for it.
        keeper.start();
        if (follower.isEmpty()) {
            delivery.start();
        }
    }

    private static List<JournalRecord> entriesUpTo(long last, Journal journal) throws IOException {
        long first = Math.max(Math.max(1, journal.firstSequence()), last - AUDIT_TAIL + 1);
        return journal.readEntries(first, (int) Math.max(0, last - first + 1));
    }

    /** A standby writes no journal of its own, so a new token holds there without an entry. */
    private void watch(Chores chores, AdminTokens.Found found, GlobalToken token, Optional<CommitPipeline> pipeline) {
        AdminTokenWatch.Recording recording = (event, durable) -> pipeline.ifPresentOrElse(
                recorder -> recorder.submitInternal(context -> own().event(event), outcome -> {
                    logRefusal(outcome);
                    durable.accept(outcome instanceof Outcome.Done);
                }),
                () -> durable.accept(true));
        found.file().ifPresent(file -> {
            AdminTokenWatch watch = new AdminTokenWatch(file, token,
                    configuration.value(KernelSettings.ADMIN_TOKEN_OVERLAP), recording);
            chores.every(AdminTokenWatch.PERIOD, "looking for another admin token", watch::look);
        });
    }

    private void retain(Chores chores, TrailRetention retention) {
        if (configuration.value(KernelSettings.AUDIT_RETENTION).isPositive()
                || configuration.value(KernelSettings.AUDIT_RETENTION_RECORDS) > 0) {
            chores.every(Duration.ofSeconds(15), "dropping old audit entries", () -> {
                long dropped = retention.run(clock.millis());
                if (dropped > 0) {
                    LOG.atInfo().addKeyValue("records", dropped).log("old audit entries dropped");
                }
            });
        }
    }

    private void driftMetric(Injector injector, LiveState state, Presence presence) {
        AccessRules access = injector.getInstance(AccessRules.class);
        injector.getInstance(RegistryMetrics.class).perNetwork("pilothouse_blueprint_drift",
                "Differences between a network and the blueprint last applied to it; -1 if it cannot be applied any more.",
                state, network -> state.blueprint(network.id()).map(applied -> Drift.of(applied, network,
                        new Context(state, Caller.REGISTRY, access, presence, clock.millis())))
                        .map(drift -> drift.trouble().isEmpty() ? drift.differences().size() : -1.0)
                        .orElse(Double.NaN));
    }

    /** What a primary changes without being asked; a standby hears of it. */
    private void decideForItself(Chores chores, CommitPipeline pipeline, StatisticsKeeper statistics) {
        chores.every(KernelModule.REAPING, "reaping", () -> reap(pipeline));
        chores.every(Duration.ofSeconds(10), "sampling", () -> {
            if (statistics.sampleIfDue()) {
                record(pipeline, statistics);
            }
        });
    }

    private Follower follow(Injector injector, StandbyRole standby, LiveState state, Presence presence,
            Journal journal, StoreRoom room, SecretBox secrets) throws StartupException {
        CommitPipeline pipeline = injector.getInstance(CommitPipeline.class);
        Follower follower = new Follower(standby.primary(), state, presence, journal,
                injector.getInstance(RecentAudit.class), pipeline::adopt,
                injector.getInstance(SignatureCheck.class)::acceptable, secrets, room.data(), clock,
                new SplittableRandom()::nextDouble);
        closing.push(follower);
        follower.start();
        try {
            // Who asks a standby that has just opened its port should not be told of a state long past.
            Optional<String> never = follower.firstContact(CATCHING_UP);
            if (never.isPresent()) {
                throw new StartupException(never.get());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while starting", stop);
        }
        return follower;
    }

    private Optional<Long> chosenSnapshot() throws StartupException {
        String chosen = configuration.value(KernelSettings.RECOVER_FROM_SNAPSHOT);
        try {
            return chosen.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(chosen));
        } catch (NumberFormatException notANumber) {
            throw new StartupException("recover-from-snapshot: " + chosen + " is no sequence number", notANumber);
        }
    }

    private void bindDoor() throws StartupException {
        String http = configuration.value(KernelSettings.HTTP);
        if (http.equals("off")) {
            return;
        }
        InetSocketAddress address = Addresses.parse("http", http);
        try {
            FrontDoor bound = new FrontDoor(address);
            closing.push(bound);
            door = Optional.of(bound);
        } catch (IOException taken) {
            throw new StartupException("http: cannot listen on " + http + ": " + taken.getMessage(), taken);
        }
    }

    private void openDoor(Injector injector, LiveState state, Presence presence, StatisticsKeeper statistics,
            CommitPipeline pipeline, SnapshotWriting snapshots, Optional<Follower> follower) {
        door.ifPresent(bound -> {
            new OperatorPages(state, presence, statistics, injector.getInstance(RegistryMetrics.class), clock,
                    AdminToken.of(configuration.value(KernelSettings.DASHBOARD_TOKEN)), pipeline::refused,
                    ServeProgram.version())
                    .hang(bound, pipeline::readOnly, snapshots::write, () -> follower.map(Follower::status));
            bound.start();
            // It was there early, but is closed before what its pages tell of.
            closing.remove(bound);
            closing.push(bound);
        });
    }

    /**
     * Standbys get the very last record before their streams are cut: a registry that ends with a record more than its standby
     * could not follow that one later.
     */
    private void handOver(CommitPipeline pipeline, StatisticsKeeper statistics, ReplicationFeed feed)
            throws InterruptedException {
        if (feed.subscribers() > 0) {
            lastRecord(pipeline, statistics);
            handedOver = true;
            pipeline.close();
            feed.finish(HANDING_OVER);
        }
    }

    private void reap(CommitPipeline pipeline) {
        pipeline.submitInternal(context -> {
            Reaper.Sweep sweep = Reaper.sweep(context, reapFrom);
            reapFrom = sweep.next();
            return sweep.decision();
        }, RunningRegistry::logRefusal);
    }

    /** What the registry does by itself. */
    private static Decision own() {
        return Decision.reply(new EmptyReply(), new Principal.Registry());
    }

    /** Waits for the disk, so that it stands in the trail before anybody can connect. */
    private static void recordStart(CommitPipeline pipeline) {
        CompletableFuture<Outcome> recorded = new CompletableFuture<>();
        pipeline.submitInternal(
                context -> own().event(AuditEvent.of("server.started").and("version", ServeProgram.version())),
                recorded::complete);
        logRefusal(recorded.join());
    }

    private static void record(CommitPipeline pipeline, StatisticsKeeper statistics) {
        pipeline.submitInternal(context -> own().change(new Change.StatisticsPut(statistics.statistics())),
                RunningRegistry::logRefusal);
    }

    private void lastRecord(CommitPipeline pipeline, StatisticsKeeper statistics) {
        pipeline.submitInternal(context -> own().change(new Change.StatisticsPut(statistics.statistics()))
                .event(AuditEvent.of("server.stopped").and("uptime_seconds", (clock.millis() - startedAt) / 1_000)),
                RunningRegistry::logRefusal);
    }

    private static void logRefusal(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("the registry's own change was not made: {}", refused.text());
        }
    }

    private static void lastSnapshot(SnapshotWriting snapshots) throws IOException {
        long began = System.nanoTime();
        if (snapshots.recordsSince() > 0) {
            LOG.atInfo().addKeyValue("sequence", snapshots.write())
                    .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000).log("snapshot written");
        }
    }

    /** Where the protocol is spoken. */
    InetSocketAddress protocolAddress() {
        return server.address();
    }

    /** What clients pin when they speak TLS, if they can. */
    Optional<String> fingerprint() {
        return identity.map(TlsIdentity::fingerprint);
    }

    /** Where HTTP is spoken, if anywhere. */
    Optional<InetSocketAddress> httpAddress() {
        return door.map(FrontDoor::address);
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            AutoCloseable next = closing.pop();
            try {
                next.close();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                LOG.error("stopping {} failed", next, failed);
            }
        }
    }
}
