/** Sends audit events as OpenTelemetry logs by OTLP/HTTP. */
module io.pilothouse.audit.otlp {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.audit.otlp.OtlpPlugin;
}
