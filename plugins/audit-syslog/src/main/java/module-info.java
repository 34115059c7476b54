/** Exports the audit trail as CEF, by syslog (RFC 5424) or HTTP. */
module io.pilothouse.audit.syslog {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.audit.syslog.SyslogPlugin;
}
