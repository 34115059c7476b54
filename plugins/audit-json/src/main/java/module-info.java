/** Exports the audit trail as JSON, over HTTP or into a file. */
module io.pilothouse.audit.json {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.audit.json.JsonExportPlugin;
}
