/** Writes audit events as lines of JSON to the standard output. */
module io.pilothouse.audit.stdout {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.audit.stdout.StandardOutputPlugin;
}
