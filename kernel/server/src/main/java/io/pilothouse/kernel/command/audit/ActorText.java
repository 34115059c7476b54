package io.pilothouse.kernel.command.audit;

import io.pilothouse.kernel.model.Principal;

/**
 * Who acted, in the words of the trail.
 *
 * @param actor for example {@code node:7}, empty when nobody proved to be anybody
 * @param proof how that was proved, {@code none} when it was not
 */
public record ActorText(String actor, String proof) {
    /** The words for a principal. */
    public static ActorText of(Principal principal) {
        return switch (principal) {
            case Principal.Anonymous anonymous -> new ActorText("", "none");
            case Principal.Signer signer -> new ActorText("node:" + signer.node(),
                    signer.sealed() ? "seal" : "signature");
            case Principal.KeyHolder holder -> new ActorText("key:" + holder.publicKey(), "signature");
            case Principal.GlobalAdmin admin -> new ActorText("admin", "global-token");
            case Principal.NetworkAdmin admin -> new ActorText("network-admin:" + admin.network(), "network-token");
            case Principal.Registry registry -> new ActorText("registry", "internal");
        };
    }
}
