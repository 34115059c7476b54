package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Integration.Kind;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.command.Register;
import java.util.Optional;

/**
 * The identity that a registration's token stands for ({@code commands-enterprise.md} 6.1). R1 ignores a token when nobody is
 * there to verify it. When somebody is, nobody passes for verified without.
 */
final class TokenIdentity {
    private TokenIdentity() {}

    /** Who is asked: the identity webhook, which a provider configured later takes the place of, or the provider. */
    static Optional<Integration> provider(StateView state) {
        return state.integration(Integration.Place.global(Kind.IDENTITY_WEBHOOK))
                .or(() -> state.integration(Integration.Place.global(Kind.IDENTITY_PROVIDER)));
    }

    static Optional<Inquiry> inquiry(Register command, StateView state) {
        return command.identityToken().isEmpty()
                ? Optional.empty()
                : provider(state).map(one -> Inquiry.registration(one, command.identityToken(), command.publicKey()));
    }

    /** The external id that was verified, empty when none is claimed or nobody is there to ask; otherwise a refusal. */
    static String verified(Register command, Context context) {
        if (command.identityToken().isEmpty()) {
            return "";
        }
        Optional<Integration> provider = provider(context.state());
        if (provider.isEmpty()) {
            if (context.state().integrations().anyMatch(TokenIdentity::tellsIdentities)) {
                throw unavailable("no identity provider is configured for the whole registry");
            }
            return "";
        }
        return switch (context.caller().identity()) {
            case IdentityEvidence.Denied denied -> throw new Refusal(denied.code(), denied.text());
            case IdentityEvidence.Verified verified when verified.by().sameAs(provider.get()) -> verified.externalId();
            case IdentityEvidence.Verified other -> throw unavailable("the identity provider has changed, try again");
            case IdentityEvidence.NotAsked nobody ->
                throw unavailable("the identity provider was not asked, try again");
        };
    }

    private static boolean tellsIdentities(Integration one) {
        return one.place().kind() == Kind.IDENTITY_PROVIDER || one.place().kind() == Kind.IDENTITY_WEBHOOK;
    }

    private static Refusal unavailable(String why) {
        return new Refusal(Refusal.Code.UNAVAILABLE, "identity verification failed: " + why);
    }
}
