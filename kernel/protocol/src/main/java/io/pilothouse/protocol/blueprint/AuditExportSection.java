package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.ComponentSettings;

/**
 * One export of the audit log. An empty text means: not given.
 *
 * @param format which exporter, as {@link ComponentName#AUDIT_EXPORT} names it
 * @param endpoint URL; for {@code syslog_cef} also {@code host:port}, {@code tcp://}, {@code udp://} or {@code tls://}
 * @param token secret that the receiver asks for
 * @param index index at the receiver
 * @param source name of the source at the receiver
 * @param settings what the exporter is given besides; all of it is as good as secret
 */
public record AuditExportSection(String format, String endpoint, String token, String index, String source,
        Stated<ComponentSettings> settings) {
    /** An export without further settings. */
    public AuditExportSection(String format, String endpoint, String token, String index, String source) {
        this(format, endpoint, token, index, source, Stated.nothing());
    }

    /** The same without token and without credentials in the address. */
    public AuditExportSection withoutSecrets() {
        return new AuditExportSection(format, OutboundUrl.withoutCredentials(endpoint), "", index, source);
    }
}
