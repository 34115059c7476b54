package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ValidateToken;

/** {@code validate_token}: ADMIN. A token that no plugin can verify by its keys is not good; a webhook has no say here. */
public final class ValidateTokenHandler implements Query<ValidateToken> {
    @Override
    public CommandType<ValidateToken, ?> type() {
        return ValidateToken.TYPE;
    }

    @Override
    public ValidateToken.Ok answer(ValidateToken command, Context context) {
        context.admin();
        if (command.token().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "token is required");
        }
        throw Integrations.global(context.state(), Integration.Kind.IDENTITY_PROVIDER)
                .map(provider -> new Refusal(Refusal.Code.UNAVAILABLE,
                        "no plugin verifies tokens of the identity provider of"
                                + " type " + Quoted.text(provider.type())
                                + " by themselves; a webhook is asked at registration only"))
                .orElseGet(() -> new Refusal(Refusal.Code.UNAVAILABLE, "no identity provider configured"));
    }
}
