package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.blueprint.Blueprint;
import io.pilothouse.protocol.blueprint.BlueprintReader;
import io.pilothouse.protocol.blueprint.BlueprintReading;
import io.pilothouse.protocol.command.ProvisionNetwork.Difference;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a network is otherwise than the blueprint says that was last applied to it.
 *
 * @param differences what applying it again would change
 * @param trouble why it could not be applied any more, or empty
 */
public record Drift(List<Difference> differences, String trouble) {
    /** How far a network has drifted. */
    public static Drift of(AppliedBlueprint applied, Network network, Context context) {
        String document = context.secrets().open(applied.document(), AppliedBlueprint.purpose(network.id())).orElse("");
        if (document.isEmpty()) {
            return new Drift(List.of(), "the blueprint cannot be decrypted");
        }
        try {
            BlueprintReading reading = BlueprintReader.read(JsonReader.object(document));
            if (!reading.valid()) {
                return new Drift(List.of(), reading.problems().getFirst().refusal());
            }
            List<Difference> differences = new ArrayList<>();
            Blueprint blueprint = reading.blueprint();
            if (!blueprint.networkName().equals(network.name())) {
                differences.add(new Difference("name", network.name().text(), blueprint.name()));
            }
            differences.addAll(new Provision(blueprint.renamed(network.name().text()), context, NodeId.NONE)
                    .differences());
            return new Drift(differences, "");
        } catch (Refusal refusal) {
            return new Drift(List.of(), refusal.getMessage());
        } catch (MalformedJsonException damaged) {
            return new Drift(List.of(), "the blueprint cannot be read: " + damaged.getMessage());
        }
    }
}
