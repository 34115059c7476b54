package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Integration.Kind;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.blueprint.AuditExportSection;
import io.pilothouse.protocol.blueprint.AuditSink;
import io.pilothouse.protocol.blueprint.Blueprint;
import io.pilothouse.protocol.blueprint.ComponentName;
import io.pilothouse.protocol.blueprint.ExprPolicy;
import io.pilothouse.protocol.blueprint.IdentityProviderSection;
import io.pilothouse.protocol.blueprint.PolicySection;
import io.pilothouse.protocol.blueprint.PreAssignment;
import io.pilothouse.protocol.blueprint.Scope;
import io.pilothouse.protocol.blueprint.Stated;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ExportBlueprint;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code export_blueprint}: ADMIN. What the registry works with as a whole belongs to the document of the network whose blueprint
 * configured it; a network with its own is exported with those. Secrets are left out, and applying the document keeps them.
 */
public final class ExportBlueprintHandler implements Query<ExportBlueprint> {
    @Override
    public CommandType<ExportBlueprint, ?> type() {
        return ExportBlueprint.TYPE;
    }

    @Override
    public ExportBlueprint.Ok answer(ExportBlueprint command, Context context) {
        context.admin();
        Network network = context.network(command.network());
        if (network.id().backbone()) {
            throw new Refusal(Refusal.Code.INVALID, "the backbone network cannot have a blueprint");
        }
        List<String> warnings = new ArrayList<>();
        List<Integration> integrations = integrations(context.state(), network.id());
        boolean own = integrations.stream().anyMatch(one -> !one.place().scope().backbone());
        if (network.joinRule() == JoinRule.TOKEN) {
            warnings.add("join_token is a secret and left out; the document cannot create the network anew without it");
        }
        if (!network.adminToken().none()) {
            warnings.add("network_admin_token is a secret and left out");
        }
        integrations.stream().filter(one -> !one.secrets().isEmpty()).forEach(one -> warnings
                .add("secrets of " + one.url() + " are left out: " + String.join(", ", one.secrets().keySet())));
        if (!network.rules().isEmpty()) {
            warnings.add("rules of a managed network cannot be stated in a blueprint");
        }
        Blueprint blueprint = new Blueprint(network.name().text(), Stated.of(network.joinRule()), Stated.nothing(),
                Stated.nothing(), network.enterprise() ? Stated.of(true) : Stated.reset(),
                own ? Scope.NETWORK : Scope.REGISTRY, Optional.of(policy(network.policy())), exprPolicy(network),
                first(integrations, Kind.IDENTITY_PROVIDER).map(ExportBlueprintHandler::provider).map(Stated::of)
                        .orElseGet(Stated::nothing),
                listed(all(integrations, Kind.WEBHOOK).map(ExportBlueprintHandler::sink).toList()),
                first(integrations, Kind.IDENTITY_WEBHOOK).map(Integration::url).map(Stated::of)
                        .orElseGet(Stated::nothing),
                listed(all(integrations, Kind.AUDIT_EXPORT).map(ExportBlueprintHandler::export).toList()),
                listed(context.state().preAssignments(network.id()).stream()
                        .map(one -> new PreAssignment(one.externalId(), one.role())).toList()),
                List.of(), List.of());
        return new ExportBlueprint.Ok(network.id(), blueprint.document(), warnings);
    }

    private static List<Integration> integrations(StateView state, NetworkId network) {
        List<Integration> own = state.integrations().filter(one -> one.place().scope().equals(network)).sorted(
                Comparator.comparing(Integration::place)).toList();
        return own.isEmpty()
                ? state.integrations()
                        .filter(one -> one.place().scope().backbone() && one.origin().equals(network))
                        .sorted(Comparator.comparing(Integration::place)).toList()
                : own;
    }

    private static Stream<Integration> all(List<Integration> integrations, Kind kind) {
        return integrations.stream().filter(one -> one.place().kind() == kind);
    }

    private static Optional<Integration> first(List<Integration> integrations, Kind kind) {
        return all(integrations, kind).findFirst();
    }

    private static <T> Stated<List<T>> listed(List<T> list) {
        return list.isEmpty() ? Stated.nothing() : Stated.of(list);
    }

    private static PolicySection policy(NetworkPolicy policy) {
        return new PolicySection(policy.maxMembers() == 0 ? Stated.reset() : Stated.of(policy.maxMembers()),
                policy.allowedPorts().isEmpty() ? Stated.reset() : Stated.of(policy.allowedPorts()),
                Stated.ofText(policy.description()));
    }

    private static Stated<ExprPolicy> exprPolicy(Network network) {
        if (network.exprPolicy().isEmpty()) {
            return Stated.nothing();
        }
        try {
            return Stated.of(new ExprPolicy(JsonReader.object(network.exprPolicy())));
        } catch (MalformedJsonException damaged) {
            throw new IllegalStateException("the policy document of network " + network.id() + " is no JSON", damaged);
        }
    }

    private static IdentityProviderSection provider(Integration one) {
        return new IdentityProviderSection(ComponentName.IDENTITY_PROVIDER.of(one.type()), one.url(),
                one.setting("jwks_url"), one.setting("issuer"),
                one.setting("client_id"), "", one.setting("tenant_id"), one.setting("domain"));
    }

    private static AuditSink sink(Integration one) {
        String events = one.setting("events");
        return new AuditSink(ComponentName.WEBHOOK.of(one.type()), one.url(),
                events.isEmpty() ? List.of() : Arrays.asList(events.split(",")), "", Stated.nothing());
    }

    private static AuditExportSection export(Integration one) {
        return new AuditExportSection(ComponentName.AUDIT_EXPORT.of(one.type()), one.url(), "", one.setting("index"),
                one.setting("source"));
    }
}
