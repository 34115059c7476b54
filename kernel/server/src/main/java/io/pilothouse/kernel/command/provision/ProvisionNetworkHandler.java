package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.admin.Offered;
import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.blueprint.Blueprint;
import io.pilothouse.protocol.blueprint.BlueprintReader;
import io.pilothouse.protocol.blueprint.BlueprintReading;
import io.pilothouse.protocol.blueprint.ComponentName;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ProvisionNetwork;
import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * {@code provision_network}: ADMIN. A document is applied as one record or not at all; with the plan of a dry run only if that
 * plan still holds.
 *
 * @param offered who works with what a document names
 */
public record ProvisionNetworkHandler(Offered offered) implements Mutation<ProvisionNetwork> {
    @Override
    public CommandType<ProvisionNetwork, ?> type() {
        return ProvisionNetwork.TYPE;
    }

    @Override
    public Decision decide(ProvisionNetwork command, Context context) {
        Principal actor = context.admin();
        JsonObject document = command.blueprint()
                .orElseThrow(() -> new Refusal(Refusal.Code.INVALID, "blueprint is required"));
        BlueprintReading reading = BlueprintReader.read(document);
        if (!reading.valid()) {
            throw new Refusal(Refusal.Code.INVALID, reading.problems().getFirst().refusal());
        }
        offered(reading.blueprint());
        Provision provision = new Provision(reading.blueprint(), context, command.owner());
        if (!command.plan().isEmpty() && !command.plan().equals(provision.plan())) {
            throw new Refusal(Refusal.Code.CONFLICT, "the plan no longer holds: the document or the network has changed"
                    + " since, and applying it cannot do what was planned; plan again");
        }
        List<String> oddities = reading.warnings().stream().map(one -> one.path() + ": " + one.text()).toList();
        Decision decision = Decision.reply(provision.reply(command.dryRun(), oddities), actor);
        if (command.dryRun()) {
            return decision;
        }
        decision = decision.changes(provision.changes());
        Optional<Change> remembered = remembered(reading.blueprint(), provision, context);
        if (remembered.isPresent()) {
            decision = decision.change(remembered.get());
        }
        for (AuditEvent event : provision.events()) {
            decision = decision.event(event);
        }
        return decision;
    }

    private void offered(Blueprint blueprint) {
        blueprint.identityProvider().value().ifPresent(provider -> offered.check(Integration.Kind.IDENTITY_PROVIDER,
                ComponentName.type(provider.type()), "invalid blueprint: identity_provider.type"));
        blueprint.auditSinks().value().orElse(List.of()).forEach(sink -> offered.check(Integration.Kind.WEBHOOK,
                ComponentName.type(sink.type()), "invalid blueprint: webhooks.type"));
        blueprint.auditExports().value().orElse(List.of()).forEach(export -> offered
                .check(Integration.Kind.AUDIT_EXPORT, ComponentName.type(export.format()),
                        "invalid blueprint: audit_export.format"));
    }

    private static Optional<Change> remembered(Blueprint blueprint, Provision provision, Context context) {
        SealedSecret document = context.secrets().seal(blueprint.canonicalText(),
                AppliedBlueprint.purpose(provision.id()));
        boolean same = provision.differences().isEmpty() && context.state().blueprint(provision.id())
                .filter(known -> known.document().equals(document)).isPresent();
        return same
                ? Optional.empty()
                : Optional.of(new Change.BlueprintPut(new AppliedBlueprint(provision.id(), document,
                        blueprint.withoutSecrets().fingerprint(), context.now())));
    }
}
