package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.Optional;

/** {@code get_idp_config}: the configured identity provider ({@code commands-enterprise.md} 6.6). */
public record GetIdpConfig() implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetIdpConfig, Ok> TYPE = new CommandType<>("get_idp_config", GetIdpConfig.class,
            GetIdpConfig::read, Ok::read);

    static GetIdpConfig read(JsonObject in) {
        return new GetIdpConfig();
    }

    @Override
    public CommandType<GetIdpConfig, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param provider the configured provider, if there is one
     */
    public record Ok(Optional<Provider> provider) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.flag("configured") ? Optional.of(Provider.read(in)) : Optional.empty());
        }

        @Override
        public void write(JsonWriter out) {
            out.flag("configured", provider.isPresent());
            provider.ifPresent(configured -> configured.write(out));
        }
    }

    /**
     * A configured provider. Its members stand in the reply itself.
     *
     * @param idpType kind of provider
     * @param url address of its key set
     * @param issuer expected issuer, or empty
     * @param clientId expected audience, or empty
     * @param tenantId tenant, or empty
     * @param domain domain, or empty
     */
    public record Provider(String idpType, String url, String issuer, String clientId, String tenantId,
            String domain) {
        static Provider read(JsonObject in) {
            return new Provider(in.text("idp_type"), in.text("url"), in.text("issuer"), in.text("client_id"),
                    in.text("tenant_id"), in.text("domain"));
        }

        void write(JsonWriter out) {
            out.text("idp_type", idpType).text("url", url).textIfAny("issuer", issuer)
                    .textIfAny("client_id", clientId).textIfAny("tenant_id", tenantId).textIfAny("domain", domain);
        }
    }
}
