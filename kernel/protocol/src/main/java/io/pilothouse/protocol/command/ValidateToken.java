package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code validate_token}: verifies a token of the identity provider ({@code commands-enterprise.md} 6.7).
 *
 * @param token compact JWT
 */
public record ValidateToken(String token) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ValidateToken, Ok> TYPE = new CommandType<>("validate_token", ValidateToken.class,
            ValidateToken::read, Ok::read);

    static ValidateToken read(JsonObject in) {
        return new ValidateToken(in.text("token"));
    }

    @Override
    public CommandType<ValidateToken, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("token", token);
    }

    /**
     * The reply.
     *
     * @param verified whether it is good
     * @param subject whom it names, if good
     * @param issuer who issued it, if good
     * @param error why it is not good; clients take any reply with this field for a failure
     */
    public record Ok(boolean verified, String subject, String issuer, String error) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("verified"), in.text("subject"), in.text("issuer"), in.text("error"));
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("verified", verified).textIfAny("subject", subject).textIfAny("issuer", issuer).textIfAny("error",
                    error);
        }
    }
}
