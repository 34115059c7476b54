package io.pilothouse.kernel.ops;

import io.pilothouse.kernel.commit.CommitListener;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.Role;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * The metric families of {@code http.md} 7, in its order and with its names, and our own beside them.
 *
 * <p>Threads: any.
 */
public final class RegistryMetrics implements CommitListener {
    private static final double[] BUCKETS = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
        0.25, 0.5, 1};
    private static final double[] PLUGIN_BUCKETS = {0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10};

    private static final Pattern FRACTION = Pattern.compile("(?m)((?: -?|le=\"-?)\\d+)\\.0(?=\"|$)");

    private final List<Collector> families = new ArrayList<>();
    private final Map<String, Series> series = new ConcurrentHashMap<>();
    private final Counter requests;
    private final Counter errors;
    private final Histogram durations;
    private final Counter registrations;
    private final Counter deregistrations;
    private final Counter trustReports;
    private final Counter trustRevocations;
    private final Counter handshakeRequests;
    private final Counter auditEvents;
    private final Counter invitesSent;
    private final Counter invitesAccepted;
    private final Counter invitesRejected;
    private final Counter roleOperations;
    private final Counter policyChanges;
    private final Counter keyRotations;
    private final Counter provisions;
    private final Counter verifications;
    private final Counter preAssignments;
    private volatile PluginCalls pluginCalls;

    private record PluginCalls(Counter calls, Histogram durations) {}

    /** The children of one type, found once: every request needs them. Errors are not among them: no error, no sample. */
    private record Series(CounterDataPoint requests, DistributionDataPoint durations) {}

    public RegistryMetrics(LiveState state, Presence presence, UptimeClock uptime, InstantSource clock) {
        requests = labelled("pilot_requests_total", "Total number of registry requests by type.", "type");
        errors = labelled("pilot_errors_total", "Total number of registry errors by type.", "type");
        durations = add(Histogram.builder().name("pilot_request_duration_seconds")
                .help("Histogram of request durations by type.").labelNames("type").classicOnly()
                .classicUpperBounds(BUCKETS).build());
        gauge("pilot_nodes_online", "Number of nodes seen within the last five minutes.",
                () -> presence.onlineNodes(clock.millis()));
        gauge("pilot_nodes_total", "Number of live nodes.", state::liveNodes);
        gauge("pilot_trust_links", "Number of pairs of nodes with trust.", state::trustPairs);
        gauge("pilot_task_executors", "Number of nodes that take tasks.", state::taskExecutors);
        gauge("pilot_uptime_seconds", "Seconds since the registry was founded or its statistics were reset.",
                uptime::seconds);
        registrations = counter("pilot_registrations_total", "Total number of successful registrations.");
        deregistrations = counter("pilot_deregistrations_total", "Total number of deregistered live nodes.");
        trustReports = counter("pilot_trust_reports_total", "Total number of trust reports.");
        trustRevocations = counter("pilot_trust_revocations_total", "Total number of trust revocations.");
        handshakeRequests = counter("pilot_handshake_requests_total", "Total number of relayed handshake requests.");
        gauge("pilot_networks_total", "Number of networks without the backbone.",
                () -> state.networks().filter(network -> !network.id().backbone()).count());
        gauge("pilot_networks_enterprise", "Number of enterprise networks.",
                () -> state.networks().filter(Network::enterprise).count());
        gauge("pilot_invites_pending", "Number of pending invitations.", state::pendingInvites);
        auditEvents = counter("pilot_audit_events_total", "Total number of audit events.");
        invitesSent = counter("pilot_invites_sent_total", "Total number of invitations sent.");
        invitesAccepted = counter("pilot_invites_accepted_total", "Total number of invitations accepted.");
        invitesRejected = counter("pilot_invites_rejected_total", "Total number of invitations rejected.");
        roleOperations = labelled("pilot_rbac_operations_total", "Total number of role operations.", "op");
        policyChanges = counter("pilot_policy_changes_total", "Total number of network policy changes.");
        keyRotations = counter("pilot_key_rotations_total", "Total number of key rotations.");
        provisions = counter("pilot_provisions_total", "Total number of provisioned blueprints.");
        verifications = counter("pilot_idp_verifications_total", "Total number of verified identity tokens.");
        preAssignments = counter("pilot_rbac_pre_assignments_total", "Total number of roles given that had waited.");
        configured("pilot_idp_configured", "Whether an identity provider is configured.", state,
                Integration.Kind.IDENTITY_PROVIDER);
        configured("pilot_webhook_configured", "Whether a webhook is configured.", state, Integration.Kind.WEBHOOK);
        configured("pilot_audit_export_active", "Whether an export of the audit trail is configured.", state,
                Integration.Kind.AUDIT_EXPORT);
        gauge("pilot_directory_synced_networks", "Number of networks in which roles wait for identities.",
                () -> state.networks().filter(network -> !state.preAssignments(network.id()).isEmpty()).count());
        perNetwork("pilot_network_members", "Members of a network.", state,
                network -> state.memberCount(network.id()));
        perNetwork("pilot_network_admins", "Admins of a network.", state,
                network -> holders(state, network, Role.ADMIN));
        perNetwork("pilot_network_owners", "Owners of a network.", state,
                network -> holders(state, network, Role.OWNER));
        perNetwork("pilot_network_enterprise", "Whether a network has the enterprise features.", state,
                network -> network.enterprise() ? 1 : 0);
        perNetwork("pilot_network_policy_set", "Whether a network has limits.", state,
                network -> network.policy().maxMembers() > 0 || !network.policy().allowedPorts().isEmpty() ? 1 : 0);
    }

    /** Counts one request. */
    public void request(String type, boolean failed, long nanoseconds) {
        Series known = series.get(type);
        if (known == null) {
            known = series.computeIfAbsent(type,
                    name -> new Series(requests.labelValues(name), durations.labelValues(name)));
        }
        known.requests.inc();
        if (failed) {
            errors.labelValues(type).inc();
        }
        known.durations.observe(nanoseconds / 1e9);
    }

    /** Counts a verified identity token. */
    public void identityVerified() {
        verifications.inc();
    }

    /** Counts a call into a plugin. There are no families of these before the first one. */
    public void pluginCall(String instance, String outcome, long nanoseconds) {
        PluginCalls calls = pluginCalls;
        if (calls == null) {
            synchronized (this) {
                if (pluginCalls == null) {
                    pluginCalls = new PluginCalls(
                            labelled("pilothouse_plugin_calls_total", "Calls into plugins by outcome.", "instance",
                                    "outcome"),
                            add(Histogram.builder().name("pilothouse_plugin_call_seconds")
                                    .help("How long callers of plugins waited.").labelNames("instance").classicOnly()
                                    .classicUpperBounds(PLUGIN_BUCKETS).build()));
                }
                calls = pluginCalls;
            }
        }
        calls.calls.labelValues(instance, outcome).inc();
        calls.durations.labelValues(instance).observe(nanoseconds / 1e9);
    }

    /** Adds a gauge of another room. */
    public void gauge(String name, String help, DoubleSupplier value) {
        add(GaugeWithCallback.builder().name(name).help(help).callback(sink -> sink.call(value.getAsDouble())).build());
    }

    /** Adds a gauge of another room with a value for each of few labels. */
    public void gauges(String name, String help, String label, Map<String, DoubleSupplier> values) {
        add(GaugeWithCallback.builder().name(name).help(help).labelNames(label)
                .callback(sink -> values.forEach((each, value) -> sink.call(value.getAsDouble(), each))).build());
    }

    /** Adds a counter of another room. */
    public Counter counter(String name, String help) {
        Counter counter = add(Counter.builder().name(name).help(help).build());
        counter.inc(0);
        return counter;
    }

    /** Adds a counter with labels, whose values must be bounded in number. */
    public Counter labelled(String name, String help, String... labels) {
        return add(Counter.builder().name(name).help(help).labelNames(labels).build());
    }

    /** A counter of another room. */
    @FunctionalInterface
    public interface Tally {
        /** So many more. */
        void add(long more);
    }

    /** A counter with labels of another room. */
    @FunctionalInterface
    public interface Tallies {
        /** So many more for these values of the labels. */
        void add(long more, String... values);
    }

    /** Adds a counter of a room that does not see the library. */
    public Tally tally(String name, String help) {
        return counter(name, help)::inc;
    }

    /** Adds a counter with labels, whose values must be bounded in number, of a room that does not see the library. */
    public Tallies tallies(String name, String help, String... labels) {
        Counter counter = labelled(name, help, labels);
        return (more, values) -> counter.labelValues(values).inc(more);
    }

    /** Adds a gauge with one label, whose values must be bounded in number. */
    public void gauges(String name, String help, String label, Supplier<Map<String, Long>> values) {
        add(GaugeWithCallback.builder().name(name).help(help).labelNames(label)
                .callback(sink -> values.get().forEach((key, value) -> sink.call(value, key))).build());
    }

    private void configured(String name, String help, LiveState state, Integration.Kind kind) {
        gauge(name, help, () -> state.integrations().anyMatch(one -> one.place().kind() == kind) ? 1 : 0);
    }

    /** Adds a gauge with a value for every network but the backbone; NaN leaves one out. */
    public void perNetwork(String name, String help, LiveState state, ToDoubleFunction<Network> value) {
        add(GaugeWithCallback.builder().name(name).help(help).labelNames("network")
                .callback(sink -> state.networks().filter(network -> !network.id().backbone())
                        .forEach(network -> {
                            double now = value.applyAsDouble(network);
                            if (!Double.isNaN(now)) {
                                sink.call(now, network.name().text());
                            }
                        }))
                .build());
    }

    private static long holders(LiveState state, Network network, Role role) {
        return state.members(network.id()).map(Membership::role).filter(role::equals).count();
    }

    private synchronized <C extends Collector> C add(C family) {
        families.add(family);
        return family;
    }

    /** Writes all families as Prometheus text 0.0.4. */
    public void write(OutputStream out) throws IOException {
        List<Collector> all;
        synchronized (this) {
            all = List.copyOf(families);
        }
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        ByteArrayOutputStream text = new ByteArrayOutputStream(16_384);
        for (Collector family : all) {
            MetricSnapshot snapshot = family.collect();
            if (!snapshot.getDataPoints().isEmpty()) {
                // One family at a time keeps the order of the page; a whole set would be sorted by name.
                writer.write(text, MetricSnapshots.of(snapshot));
            }
        }
        out.write(withoutFractions(text.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** The library prints every number with a fraction; the page wants integers without one ({@code http.md} 7). */
    private static String withoutFractions(String text) {
        return FRACTION.matcher(text).replaceAll("$1");
    }

    @Override
    public void committed(JournalRecord entry) {
        auditEvents.inc(entry.events().size());
        for (AuditEvent event : entry.events()) {
            switch (event.action()) {
                case "node.registered", "node.re_registered" -> registrations.inc();
                case "node.deregistered" -> deregistrations.inc();
                case "trust.created" -> {
                    if (entry.command().equals("report_trust")) {
                        trustReports.inc();
                    }
                }
                case "trust.revoked" -> trustRevocations.inc();
                case "handshake.relayed" -> handshakeRequests.inc();
                case "invite.created" -> invitesSent.inc();
                case "invite.responded" -> (Boolean.TRUE.equals(event.attributes().get("accepted"))
                        ? invitesAccepted
                        : invitesRejected).inc();
                case "member.promoted" -> roleOperations.labelValues("promote").inc();
                case "member.demoted" -> roleOperations.labelValues("demote").inc();
                case "member.kicked" -> roleOperations.labelValues("kick").inc();
                case "network.ownership_transferred" -> roleOperations.labelValues("transfer_ownership").inc();
                case "network.policy_changed" -> policyChanges.inc();
                case "key.rotated" -> keyRotations.inc();
                case "network.provisioned" -> provisions.inc();
                case "member.role_preassigned" -> preAssignments.inc();
                default -> {
                    // Other actions have no counter of their own.
                }
            }
        }
    }
}
