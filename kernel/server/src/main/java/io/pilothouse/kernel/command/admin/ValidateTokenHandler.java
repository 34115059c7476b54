package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Consultation;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ValidateToken;

/**
 * {@code validate_token}: ADMIN. What the provider has judged is told in a reply, also a no; what it could not judge is a refusal
 * ({@code commands-enterprise.md} 6.7). Nothing follows from it.
 */
public final class ValidateTokenHandler implements Consultation<ValidateToken> {
    @Override
    public CommandType<ValidateToken, ?> type() {
        return ValidateToken.TYPE;
    }

    @Override
    public Inquiry inquiry(ValidateToken command, Context context) {
        context.admin();
        if (command.token().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "token is required");
        }
        return Inquiry.validation(Integrations.global(context.state(), Integration.Kind.IDENTITY_PROVIDER)
                .orElseThrow(() -> new Refusal(Refusal.Code.UNAVAILABLE, "no identity provider configured")),
                command.token());
    }

    @Override
    public ValidateToken.Ok answer(ValidateToken command, IdentityEvidence evidence) {
        return switch (evidence) {
            case IdentityEvidence.Verified verified -> new ValidateToken.Ok(true,
                    verified.attribute("subject").orElse(verified.externalId()),
                    verified.attribute("issuer").orElse(""), "");
            case IdentityEvidence.Denied denied when denied.code() == Refusal.Code.UNAUTHENTICATED ->
                new ValidateToken.Ok(false, "", "", denied.text());
            case IdentityEvidence.Denied denied -> throw new Refusal(denied.code(), denied.text());
            case IdentityEvidence.NotAsked nobody ->
                throw new Refusal(Refusal.Code.UNAVAILABLE, "the identity provider was not asked, try again");
        };
    }
}
