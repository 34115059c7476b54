/** Tells a SOAR platform of the events that its rules name. */
module io.pilothouse.webhook.soar {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.webhook.soar.SoarPlugin;
}
