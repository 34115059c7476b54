package io.pilothouse.kernel.boot;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Authenticator;
import io.pilothouse.kernel.access.GlobalToken;
import io.pilothouse.kernel.access.SealRules;
import io.pilothouse.kernel.access.SealedSignatures;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.access.SignatureCheck;
import io.pilothouse.kernel.access.VerifiedTexts;
import io.pilothouse.kernel.audit.Denials;
import io.pilothouse.kernel.audit.StoredTrail;
import io.pilothouse.kernel.audit.TrailKeeper;
import io.pilothouse.kernel.command.CommandTable;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.admin.AdminHandlers;
import io.pilothouse.kernel.command.admin.Offered;
import io.pilothouse.kernel.command.audit.AuditHandlers;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.command.beacon.BeaconHandlers;
import io.pilothouse.kernel.command.identity.IdentityHandlers;
import io.pilothouse.kernel.command.member.MemberHandlers;
import io.pilothouse.kernel.command.network.NetworkHandlers;
import io.pilothouse.kernel.command.node.NodeHandlers;
import io.pilothouse.kernel.command.plugin.PluginHandlers;
import io.pilothouse.kernel.command.policy.PolicyHandlers;
import io.pilothouse.kernel.command.provision.ProvisionHandlers;
import io.pilothouse.kernel.command.score.ScoreHandlers;
import io.pilothouse.kernel.command.trust.TrustHandlers;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.DenialWatch;
import io.pilothouse.kernel.commit.Dispatcher;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.follow.AuditDelivery;
import io.pilothouse.kernel.follow.CourierRules;
import io.pilothouse.kernel.follow.Equipment;
import io.pilothouse.kernel.identity.IdentityProviders;
import io.pilothouse.kernel.identity.PluginProviders;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.net.NetMetrics;
import io.pilothouse.kernel.net.ProtocolServer;
import io.pilothouse.kernel.net.Subscriptions;
import io.pilothouse.kernel.net.TlsIdentity;
import io.pilothouse.kernel.ops.NetworkTraffic;
import io.pilothouse.kernel.ops.RegistryMetrics;
import io.pilothouse.kernel.ops.StatisticsKeeper;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.PluginReport;
import io.pilothouse.kernel.replication.ReplicationFeed;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.spi.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the rooms are put together. Every object is made once; what has an order of starting and stopping gets it from
 * {@link RunningRegistry}.
 */
final class KernelModule extends AbstractModule {
    private final Configuration configuration;
    private final StoreRoom room;
    private final Path data;
    private final GlobalToken adminToken;
    private final SecretBox secrets;
    private final SignatureCheck signatures;
    private final Optional<TlsIdentity> identity;
    private final LiveState state;
    private final Journal journal;
    private final InstantSource clock;
    private final String http;
    private final long lastRecordTime;
    private final RecentAudit audit;

    /**
     * What is there before the rooms are built.
     *
     * @param identity the certificate of the protocol port
     * @param state the recovered state
     * @param journal the journal after recovery
     * @param http where HTTP is spoken, {@code host:port}, or empty
     * @param lastRecordTime time of the newest record, milliseconds since 1970 UTC
     * @param audit the last events
     */
    KernelModule(Configuration configuration, StoreRoom room, GlobalToken adminToken, SecretBox secrets,
            SignatureCheck signatures,
            Optional<TlsIdentity> identity, LiveState state, Journal journal, InstantSource clock, String http,
            long lastRecordTime, RecentAudit audit) {
        this.configuration = configuration;
        this.room = room;
        this.data = room.data();
        this.adminToken = adminToken;
        this.secrets = secrets;
        this.signatures = signatures;
        this.identity = identity;
        this.state = state;
        this.journal = journal;
        this.clock = clock;
        this.http = http;
        this.lastRecordTime = lastRecordTime;
        this.audit = audit;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().disableCircularProxies();
        bind(Configuration.class).toInstance(configuration);
        bind(LiveState.class).toInstance(state);
        bind(Journal.class).toInstance(journal);
        bind(InstantSource.class).toInstance(clock);
        bind(Presence.class).toInstance(new Presence());
        bind(BeaconTable.class).toInstance(new BeaconTable());
        bind(RecentAudit.class).toInstance(audit);
        bind(SignatureCheck.class).toInstance(signatures);
    }

    @Provides
    @Singleton
    KernelPolicy policy() {
        KernelPolicy standard = KernelPolicy.DEFAULT;
        KernelPolicy.UnsignedRegistration unsigned = switch (configuration
                .value(KernelSettings.REGISTRATION_UNSIGNED)) {
            case ENDPOINTS -> KernelPolicy.UnsignedRegistration.ENDPOINTS;
            case REFUSE -> KernelPolicy.UnsignedRegistration.REFUSE;
        };
        return new KernelPolicy(configuration.value(KernelSettings.MAX_NODES), unsigned,
                configuration.value(KernelSettings.ROTATE_SHORT_FORM),
                configuration.value(KernelSettings.POLO_MAX_DELTA), standard.openPoloSet(),
                configuration.value(KernelSettings.BEACON_TOKEN), standard.maxBeacons(), standard.heartbeatWindow());
    }

    @Provides
    @Singleton
    AccessRules access() {
        return new AccessRules(adminToken, configuration.value(KernelSettings.SEAL_REQUIRED), secrets);
    }

    @Provides
    @Singleton
    VerifiedTexts verifiedTexts() {
        return new VerifiedTexts(signatures, configuration.value(KernelSettings.VERIFIED_TEXTS));
    }

    @Provides
    @Singleton
    SealedSignatures seals() {
        SealRules standard = SealRules.DEFAULT;
        SealRules rules = new SealRules(configuration.value(KernelSettings.SEAL_WINDOW), standard.ahead(),
                standard.nonces(), standard.noncesPerNode());
        return new SealedSignatures(signatures, rules, Math.max(clock.millis(), lastRecordTime));
    }

    @Provides
    @Singleton
    Authenticator authenticator(VerifiedTexts verified, SealedSignatures seals, Presence presence) {
        return new Authenticator(verified, seals, presence);
    }

    @Provides
    @Singleton
    CommandTable commands(KernelPolicy policy, BeaconTable beacons, RecentAudit audit, TrailKeeper keeper,
            AuditDelivery delivery) {
        List<Handler<?>> all = new ArrayList<>();
        all.addAll(NodeHandlers.handlers(policy, signatures::acceptable, beacons));
        all.addAll(TrustHandlers.handlers());
        all.addAll(BeaconHandlers.handlers(policy, beacons));
        all.addAll(ScoreHandlers.handlers(policy));
        all.addAll(IdentityHandlers.handlers());
        all.addAll(NetworkHandlers.handlers());
        all.addAll(MemberHandlers.handlers());
        all.addAll(PolicyHandlers.handlers());
        all.addAll(AuditHandlers.handlers(audit, new StoredTrail(journal, keeper)));
        all.addAll(AdminHandlers.handlers(audit, delivery, offered()));
        all.addAll(ProvisionHandlers.handlers(offered()));
        all.addAll(PluginHandlers.handlers(new PluginControl(room.shelf())));
        return new CommandTable(all);
    }

    private Offered offered() {
        return new Offered(kind -> room.catalog().types(switch (kind) {
            case IDENTITY_PROVIDER, IDENTITY_WEBHOOK -> ComponentKind.IDENTITY;
            case AUDIT_EXPORT -> ComponentKind.AUDIT;
            case WEBHOOK -> ComponentKind.WEBHOOK;
        }));
    }

    @Provides
    @Singleton
    TrailKeeper keeper(RegistryMetrics metrics) {
        TrailKeeper keeper = new TrailKeeper(data.resolve("audit"), journal, state::registryId);
        metrics.gauge("pilothouse_audit_signed_entries", "Entries that the newest audit checkpoint stands for.",
                keeper::signedSize);
        metrics.gauge("pilothouse_audit_trouble", "1 when the audit trail does not match its checkpoint.",
                () -> keeper.trouble().isEmpty() ? 0 : 1);
        return keeper;
    }

    @Provides
    @Singleton
    CommitPipeline pipeline(Presence presence, AccessRules access, RecentAudit audit, RegistryMetrics metrics,
            ReplicationFeed feed, IdentityProviders identities, AuditDelivery delivery) {
        CommitPipeline pipeline = new CommitPipeline(state, presence, journal, access, clock);
        pipeline.listen(audit::committed);
        if (!new StandbyRole(configuration).taken()) {
            // What a standby repeats was logged and counted where it happened.
            pipeline.listen(new AuditLog());
            pipeline.listen(metrics);
            pipeline.listen(identities);
            pipeline.listen(delivery);
            Denials denials = new Denials(pipeline, clock, configuration.value(KernelSettings.AUDIT_DENIALS_PER_SOURCE),
                    configuration.value(KernelSettings.AUDIT_DENIALS));
            pipeline.watchDenials(denials);
            metrics.gauge("pilothouse_audit_denials_suppressed",
                    "Refusals since the start that were counted and not recorded.", denials::suppressed);
        }
        pipeline.listen(feed);
        return pipeline;
    }

    @Provides
    @Singleton
    ReplicationFeed feed(Presence presence, RecentAudit audit, StatisticsKeeper statistics) {
        return new ReplicationFeed(AdminToken.of(configuration.value(KernelSettings.REPLICATION_TOKEN)), journal,
                state, presence, audit, statistics::statistics, secrets, clock);
    }

    @Provides
    @Singleton
    Dispatcher dispatcher(CommandTable commands, Authenticator authenticator, Presence presence, AccessRules access,
            CommitPipeline pipeline, StatisticsKeeper statistics, IdentityProviders identities) {
        boolean standby = new StandbyRole(configuration).taken();
        return new Dispatcher(commands, authenticator, state, presence, access, pipeline, clock, standby,
                statistics::counted, identities);
    }

    @Provides
    @Singleton
    IdentityProviders identities(RegistryMetrics metrics) {
        IdentityProviders providers = new IdentityProviders(state,
                new PluginProviders(room.catalog(), secrets, room.lender(), metrics::pluginCall,
                        configuration.of("identity"),
                        configuration.value(
                                KernelSettings.IDENTITY_REGISTRATION) == KernelSettings.IdentityRegistration.WEBHOOK),
                metrics::identityVerified);
        room.catalog().tell(providers);
        return providers;
    }

    @Provides
    @Singleton
    AuditDelivery delivery(RegistryMetrics metrics, Provider<CommitPipeline> pipeline, Provider<TrailKeeper> keeper) {
        DeliveryMetrics meter = new DeliveryMetrics(metrics);
        AuditDelivery delivery = new AuditDelivery(state, () -> new Equipment(journal,
                () -> keeper.get().checkpoint().map(SignedNote::toString).orElse(""), room.catalog(),
                Map.of("audit", configuration.of("audit"), "webhook", configuration.of("webhook")), secrets,
                room.lender(),
                new CourierRules(configuration.value(KernelSettings.WEBHOOK_ATTEMPTS),
                        configuration.value(KernelSettings.WEBHOOK_RETRY_AGE),
                        configuration.value(KernelSettings.DEAD_LETTERS)),
                metrics::pluginCall, meter, event -> pipeline.get().submitInternal(
                        context -> Decision.reply(new EmptyReply(), new Principal.Registry()).event(event),
                        outcome -> {})));
        meter.lags(metrics, delivery);
        room.catalog().tell(delivery);
        return delivery;
    }

    @Provides
    @Singleton
    StatisticsKeeper statistics(Presence presence) {
        return new StatisticsKeeper(state, presence, clock);
    }

    @Provides
    @Singleton
    RegistryMetrics metrics(Presence presence, StatisticsKeeper statistics, VerifiedTexts verified) {
        RegistryMetrics metrics = new RegistryMetrics(state, presence, statistics.uptime(), clock);
        metrics.gauge("pilothouse_journal_sequence", "Sequence of the last durable record.", journal::lastSequence);
        metrics.gauges("pilothouse_plugin_layers",
                "Plugins in their layers: loaded, or draining because calls in a version that"
                        + " was replaced or removed have not ended.",
                "state", Map.of(
                        "loaded", () -> layers(PluginReport.State.LOADED),
                        "draining", () -> layers(PluginReport.State.DRAINING)));
        metrics.gauge("pilothouse_verified_texts", "Verified constant signatures that are remembered.",
                verified::remembered);
        return metrics;
    }

    private long layers(PluginReport.State wanted) {
        return room.shelf().report().stream().filter(one -> one.state() == wanted).count();
    }

    @Provides
    @Singleton
    NetMetrics netMetrics(RegistryMetrics metrics, StatisticsKeeper statistics) {
        return new NetworkTraffic(metrics, statistics);
    }

    @Provides
    @Singleton
    ProtocolServer server(Dispatcher dispatcher, ReplicationFeed feed, CommitPipeline pipeline, NetMetrics metrics)
            throws StartupException {
        NetConfiguration net = new NetConfiguration(configuration, data, clock);
        Subscriptions recorded = (request, source) -> {
            Subscriptions.Answer answer = feed.answer(request, source);
            if (answer instanceof Subscriptions.Answer.Refused no) {
                pipeline.refused(DenialWatch.Denied.command(request, source, new Refusal(no.code(), no.text())));
            }
            return answer;
        };
        return new ProtocolServer(net.settings(http), dispatcher, identity, recorded, this::knownKey, metrics);
    }

    private boolean knownKey(String publicKey) {
        try {
            return state.identityOf(PublicKey.parse(publicKey)).isPresent();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** How often nodes are looked at for reaping ({@code commands-core.md} 1.5). */
    static final Duration REAPING = Duration.ofSeconds(10);
}
