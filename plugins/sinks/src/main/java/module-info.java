/** What exporters and webhooks have in common. */
module io.pilothouse.sinks {
    requires transitive com.fasterxml.jackson.core;
    requires transitive io.pilothouse.spi;

    exports io.pilothouse.sinks;
}
