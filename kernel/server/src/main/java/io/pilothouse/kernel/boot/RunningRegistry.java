package io.pilothouse.kernel.boot;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.SignatureCheck;
import io.pilothouse.kernel.access.SignatureChecks;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.command.node.Reaper;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.Recovery;
import io.pilothouse.kernel.journal.SnapshotWriting;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.net.ProtocolServer;
import io.pilothouse.kernel.ops.FrontDoor;
import io.pilothouse.kernel.ops.OperatorPages;
import io.pilothouse.kernel.ops.RegistryMetrics;
import io.pilothouse.kernel.ops.StatisticsKeeper;
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
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final Configuration configuration;
    private final InstantSource clock;
    private ProtocolServer server;
    private Optional<FrontDoor> door = Optional.empty();
    private long reapFrom = 1;

    private RunningRegistry(Configuration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    static RunningRegistry start(Configuration configuration, StoreRoom room, AdminToken adminToken,
            InstantSource clock) throws IOException, StartupException {
        RunningRegistry registry = new RunningRegistry(configuration, clock);
        try {
            registry.open(room, adminToken);
            return registry;
        } catch (IOException | StartupException | RuntimeException failed) {
            registry.close();
            throw failed;
        }
    }

    private void open(StoreRoom room, AdminToken adminToken) throws IOException, StartupException {
        // The native library takes its time to load; recovery needs none of it.
        Future<SignatureCheck> checks = CompletableFuture.supplyAsync(SignatureChecks::best);
        LiveState state = new LiveState();
        long began = System.nanoTime();
        long sequence = new Recovery(room.store(), chosenSnapshot()).into(state, done -> {});
        Journal journal = new Journal(room.store(), sequence);
        Founding.ifNew(state, journal, clock.millis());
        LOG.atInfo().addKeyValue("records", journal.lastSequence()).addKeyValue("nodes", state.liveNodes())
                .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000).log("recovered");
        List<JournalRecord> tail = journal.readEvents(Math.max(Math.max(1, journal.firstSequence()),
                journal.lastSequence() - AUDIT_TAIL + 1), AUDIT_TAIL);
        Injector injector = Guice.createInjector(Stage.PRODUCTION,
                new KernelModule(configuration, room.data(), adminToken, await(checks), state, journal, clock,
                        tail.isEmpty() ? 0 : tail.getLast().time()));
        Presence presence = injector.getInstance(Presence.class);
        long now = clock.millis();
        state.identities().filter(Node::live).forEach(node -> presence.seen(node.id(), now));
        RecentAudit audit = injector.getInstance(RecentAudit.class);
        tail.forEach(audit::committed);
        CommitPipeline pipeline = injector.getInstance(CommitPipeline.class);
        SnapshotWriting snapshots = new SnapshotWriting(room.store(), state, journal,
                room.store().snapshots().stream().findFirst().orElse(0L));
        StatisticsKeeper statistics = injector.getInstance(StatisticsKeeper.class);
        pipeline.start();
        closing.push(() -> lastSnapshot(snapshots));
        closing.push(pipeline);
        closing.push(() -> record(pipeline, statistics));
        server = injector.getInstance(ProtocolServer.class);
        server.start();
        closing.push(server);
        openDoor(injector, state, presence, statistics, pipeline, snapshots);
        Chores chores = new Chores();
        closing.push(chores);
        chores.every(KernelModule.REAPING, "reaping", () -> reap(pipeline));
        chores.every(Duration.ofSeconds(10), "sampling", () -> {
            if (statistics.sampleIfDue()) {
                record(pipeline, statistics);
            }
        });
        chores.every(Duration.ofSeconds(10), "forgetting beacons",
                () -> injector.getInstance(BeaconTable.class).sweep(clock.millis()));
        long every = configuration.value(KernelSettings.SNAPSHOT_EVERY);
        chores.every(Duration.ofSeconds(5), "writing a snapshot", () -> {
            if (snapshots.recordsSince() >= every) {
                LOG.atInfo().addKeyValue("sequence", snapshots.write()).log("snapshot written");
            }
        });
    }

    private Optional<Long> chosenSnapshot() throws StartupException {
        String chosen = configuration.value(KernelSettings.RECOVER_FROM_SNAPSHOT);
        try {
            return chosen.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(chosen));
        } catch (NumberFormatException notANumber) {
            throw new StartupException("recover-from-snapshot: " + chosen + " is no sequence number", notANumber);
        }
    }

    private static SignatureCheck await(Future<SignatureCheck> checks) throws StartupException {
        try {
            return checks.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new StartupException("no Ed25519 implementation works: " + failed.getMessage(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while starting", stop);
        }
    }

    private void openDoor(Injector injector, LiveState state, Presence presence, StatisticsKeeper statistics,
            CommitPipeline pipeline, SnapshotWriting snapshots) throws IOException, StartupException {
        String http = configuration.value(KernelSettings.HTTP);
        if (http.equals("off")) {
            return;
        }
        InetSocketAddress address = Addresses.parse("http", http);
        FrontDoor opened;
        try {
            opened = new FrontDoor(address);
        } catch (IOException taken) {
            throw new StartupException("http: cannot listen on " + http + ": " + taken.getMessage(), taken);
        }
        closing.push(opened);
        new OperatorPages(state, presence, statistics, injector.getInstance(RegistryMetrics.class), clock,
                AdminToken.of(configuration.value(KernelSettings.DASHBOARD_TOKEN)), ServeProgram.version())
                .hang(opened, pipeline::readOnly, snapshots::write);
        opened.start();
        door = Optional.of(opened);
    }

    private void reap(CommitPipeline pipeline) {
        pipeline.submitInternal(context -> {
            Reaper.Sweep sweep = Reaper.sweep(context, reapFrom);
            reapFrom = sweep.next();
            return sweep.decision();
        }, RunningRegistry::logRefusal);
    }

    private static void record(CommitPipeline pipeline, StatisticsKeeper statistics) {
        pipeline.submitInternal(context -> io.pilothouse.kernel.command.Decision
                .reply(new EmptyReply(), new Principal.Registry())
                .change(new Change.StatisticsPut(statistics.statistics())), RunningRegistry::logRefusal);
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
