package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.admin.Integrations;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Integration.Kind;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.blueprint.AuditExportSection;
import io.pilothouse.protocol.blueprint.AuditSink;
import io.pilothouse.protocol.blueprint.Blueprint;
import io.pilothouse.protocol.blueprint.ComponentName;
import io.pilothouse.protocol.blueprint.IdentityProviderSection;
import io.pilothouse.protocol.blueprint.OutboundUrl;
import io.pilothouse.protocol.blueprint.Scope;
import io.pilothouse.protocol.blueprint.Stated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The identity provider, webhooks and exports of a blueprint, for the whole registry or for its network alone
 * ({@code blueprint.md} 10.6). A secret that the document leaves out stays as it is where address and type do: so a document
 * without secrets can be kept under version control.
 */
final class IntegrationPlan {
    private final Blueprint blueprint;
    private final Context context;
    private final Network network;
    private final NetworkId scope;
    private final SortedMap<Integration.Place, Integration> before;
    private final SortedMap<Integration.Place, Integration> after;
    /** Those whose settings the document states as a whole. */
    private final Set<Integration.Place> settled = new HashSet<>();
    private final List<String> actions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<AuditEvent> events = new ArrayList<>();

    IntegrationPlan(Blueprint blueprint, Context context, Network network,
            SortedMap<Integration.Place, Integration> before) {
        this.blueprint = blueprint;
        this.context = context;
        this.network = network;
        this.before = before;
        after = new TreeMap<>(before);
        scope = blueprint.scope() == Scope.NETWORK ? network.id() : NetworkId.BACKBONE;
    }

    /** In the order of {@code blueprint.md} 4. */
    void work() {
        if (blueprint.identityProvider().stated()) {
            List<Integration> one = blueprint.identityProvider().map(this::provider).map(List::of)
                    .over(List.of(), List.of());
            replace(Kind.IDENTITY_PROVIDER, one, "idp");
            one.forEach(provider -> actions.add("configured " + provider.type() + " identity provider"));
            if (!blueprint.identityWebhook().stated()) {
                // As by set_idp_config: the provider is asked from now on.
                replace(Kind.IDENTITY_WEBHOOK, List.of(), "identity_webhook");
            }
        }
        if (blueprint.auditSinks().stated()) {
            List<Integration> sinks = placed(Kind.WEBHOOK, blueprint.auditSinks().over(List.of(), List.of()),
                    section -> address(ComponentName.type(section.type()), section.url()), this::sink);
            replace(Kind.WEBHOOK, sinks, "webhook");
            if (!sinks.isEmpty()) {
                actions.add("configured audit webhook");
            }
        }
        if (blueprint.identityWebhook().stated()) {
            List<Integration> one = blueprint.identityWebhook()
                    .map(url -> built(builder(Kind.IDENTITY_WEBHOOK, 0).url(url), "webhook", Stated.nothing()))
                    .map(List::of)
                    .over(List.of(), List.of());
            replace(Kind.IDENTITY_WEBHOOK, one, "identity_webhook");
            if (!one.isEmpty()) {
                actions.add("configured identity webhook");
            }
        }
        if (blueprint.auditExports().stated()) {
            List<Integration> exports = placed(Kind.AUDIT_EXPORT,
                    blueprint.auditExports().over(List.of(), List.of()),
                    section -> address(ComponentName.type(section.format()), section.endpoint()), this::export);
            replace(Kind.AUDIT_EXPORT, exports, "audit_export");
            exports.forEach(one -> actions.add("configured " + one.type() + " audit export to " + one.url()));
        }
    }

    @FunctionalInterface
    private interface Numbered<T> {
        Integration build(T section, int number);
    }

    private <T> List<Integration> placed(Kind kind, List<T> sections, Function<T, SinkPlaces.Address> address,
            Numbered<T> build) {
        List<Integer> numbers = SinkPlaces.numbers(
                before.values().stream().filter(one -> ours(one.place(), kind)).toList(),
                sections.stream().map(address).toList());
        List<Integration> built = new ArrayList<>();
        for (int index = 0; index < sections.size(); index++) {
            built.add(build.build(sections.get(index), numbers.get(index)));
        }
        return built;
    }

    private static SinkPlaces.Address address(String type, String url) {
        return new SinkPlaces.Address(type, OutboundUrl.withoutCredentials(url));
    }

    private boolean ours(Integration.Place place, Kind kind) {
        return place.kind() == kind && place.scope().equals(scope);
    }

    private Integrations.Builder builder(Kind kind, int number) {
        return new Integrations.Builder(new Integration.Place(kind, scope, number), context.secrets());
    }

    private Integration built(Integrations.Builder builder, String type, Stated<ComponentSettings> settings) {
        Integration built = builder.given(settings.over(ComponentSettings.NONE, ComponentSettings.NONE),
                "provision network").build(type, network.id(), context.now());
        if (settings.stated()) {
            settled.add(built.place());
        }
        return built;
    }

    private Integration provider(IdentityProviderSection section) {
        return built(builder(Kind.IDENTITY_PROVIDER, 0).url(section.url()).setting("jwks_url", section.jwksUrl())
                .setting("issuer", section.issuer()).setting("client_id", section.clientId())
                .secret("client_secret", section.clientSecret()).setting("tenant_id", section.tenantId())
                .setting("domain", section.domain()), ComponentName.type(section.type()), section.settings());
    }

    private Integration sink(AuditSink section, int number) {
        return built(builder(Kind.WEBHOOK, number).url(section.url())
                .setting("events", String.join(",", section.events())).secret("secret", section.secret()),
                ComponentName.type(section.type()), section.settings());
    }

    private Integration export(AuditExportSection section, int number) {
        return built(builder(Kind.AUDIT_EXPORT, number).url(section.endpoint()).secret("token", section.token())
                .setting("index", section.index()).setting("source", section.source()),
                ComponentName.type(section.format()), section.settings());
    }

    private void replace(Kind kind, List<Integration> wanted, String name) {
        after.keySet().removeIf(place -> ours(place, kind));
        for (Integration stated : wanted) {
            Integration old = before.get(stated.place());
            Integration one = old == null ? stated : withKeptSecrets(stated, old);
            if (old != null && old.sameAs(one)) {
                after.put(old.place(), old);
                continue;
            }
            after.put(one.place(), one);
            AuditEvent event = AuditEvent.of(name + ".configured").and("type", one.type()).and("url", one.url())
                    .and("network_id", network.id());
            events.add(Integrations.replacing(Optional.ofNullable(old), name.equals("audit_export")
                    ? AuditEvent.of(name + ".configured").and("format", one.type()).and("endpoint", one.url())
                            .and("network_id", network.id())
                    : event));
            warnOfOthers(old, name);
            if (old == null) {
                warnOfSecretsElsewhere(one, name);
            }
        }
        before.keySet().stream().filter(place -> ours(place, kind))
                .filter(place -> !after.containsKey(place))
                .forEach(place -> events.add(AuditEvent.of(name + ".disabled").and("network_id", network.id())
                        .and("url", before.get(place).url())));
    }

    private Integration withKeptSecrets(Integration stated, Integration old) {
        if (!stated.type().equals(old.type()) || !stated.url().equals(old.url())) {
            return stated;
        }
        Map<String, SealedSecret> secrets = new TreeMap<>(old.secrets());
        secrets.keySet().removeIf(name -> settled.contains(stated.place()) && name.startsWith(Integration.GIVEN));
        secrets.putAll(stated.secrets());
        return new Integration(stated.place(), stated.type(), stated.settings(), secrets, stated.origin(),
                stated.since());
    }

    /** Secrets are sealed for their place: what moves into another scope comes without them. */
    private void warnOfSecretsElsewhere(Integration one, String name) {
        Set<String> missing = new TreeSet<>();
        before.values().stream().filter(other -> other.place().kind() == one.place().kind()
                && !other.place().scope().equals(scope) && other.type().equals(one.type())
                && other.url().equals(one.url())).forEach(other -> missing.addAll(other.secrets().keySet()));
        missing.removeAll(one.secrets().keySet());
        if (!missing.isEmpty()) {
            warnings.add("the " + name + " to " + one.url() + " has no " + String.join(", ", missing)
                    + ": secrets do not move from one scope to another, so the document must state them");
        }
    }

    private void warnOfOthers(Integration old, String name) {
        if (old != null && scope.backbone() && !old.origin().backbone() && !old.origin().equals(network.id())) {
            warnings.add("the registry's " + name + " that the blueprint of network " + old.origin()
                    + " had configured is replaced; \"scope\": \"network\" keeps both");
        }
    }

    SortedMap<Integration.Place, Integration> after() {
        return after;
    }

    List<String> actions() {
        return actions;
    }

    List<String> warnings() {
        return warnings;
    }

    List<AuditEvent> events() {
        return events;
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        before.keySet().stream().filter(place -> !after.containsKey(place))
                .forEach(place -> changes.add(new Change.IntegrationRemoved(place)));
        after.values().stream().filter(one -> !one.equals(before.get(one.place())))
                .forEach(one -> changes.add(new Change.IntegrationPut(one)));
        return changes;
    }
}
