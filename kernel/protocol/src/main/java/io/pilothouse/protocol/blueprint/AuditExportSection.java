package io.pilothouse.protocol.blueprint;

/**
 * One export of the audit log. An empty text means: not given.
 *
 * @param format {@code json}, {@code splunk_hec} or {@code syslog_cef}
 * @param endpoint URL; for {@code syslog_cef} also {@code host:port}, {@code tcp://}, {@code udp://} or {@code tls://}
 * @param token secret that the receiver asks for
 * @param index index at the receiver
 * @param source name of the source at the receiver
 */
public record AuditExportSection(String format, String endpoint, String token, String index, String source) {
    /** The same without token and without credentials in the address. */
    public AuditExportSection withoutSecrets() {
        return new AuditExportSection(format, OutboundUrl.withoutCredentials(endpoint), "", index, source);
    }
}
