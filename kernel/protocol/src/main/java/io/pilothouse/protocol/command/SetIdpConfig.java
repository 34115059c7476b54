package io.pilothouse.protocol.command;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_idp_config}: configures the identity provider ({@code commands-enterprise.md} 6.5).
 *
 * @param idpType kind of provider; empty clears
 * @param url address of its key set; empty clears
 * @param issuer expected issuer, or empty
 * @param clientId expected audience, or empty
 * @param tenantId tenant, or empty
 * @param domain domain, or empty
 * @param settings what the provider is given besides; not of R1
 */
public record SetIdpConfig(String idpType, String url, String issuer, String clientId, String tenantId, String domain,
        ComponentSettings settings) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetIdpConfig, Ok> TYPE = new CommandType<>("set_idp_config", SetIdpConfig.class,
            SetIdpConfig::read, Ok::read);

    static SetIdpConfig read(JsonObject in) {
        String kind = in.text("idp_type");
        return new SetIdpConfig(kind.isEmpty() ? in.text("provider_type") : kind, in.text("url"), in.text("issuer"),
                in.text("client_id"), in.text("tenant_id"), in.text("domain"),
                ComponentSettings.of(in));
    }

    /** As R1's clients send it. */
    public SetIdpConfig(String idpType, String url, String issuer, String clientId, String tenantId, String domain) {
        this(idpType, url, issuer, clientId, tenantId, domain, ComponentSettings.NONE);
    }

    @Override
    public CommandType<SetIdpConfig, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("idp_type", idpType).text("url", url).textIfAny("issuer", issuer).textIfAny("client_id", clientId)
                .textIfAny("tenant_id", tenantId).textIfAny("domain", domain);
        settings.write(out);
    }

    /**
     * The reply.
     *
     * @param status {@code enabled} or {@code disabled}
     * @param idpType kind of provider, if enabled
     */
    public record Ok(String status, String idpType) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("status"), in.text("idp_type"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("status", status).textIfAny("idp_type", idpType);
        }
    }
}
