/** Exports the audit trail to a Splunk HTTP Event Collector. */
module io.pilothouse.audit.splunk {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.audit.splunk.SplunkPlugin;
}
