/** What a vendor's build runs: contract tests for each kind of component, with a receiver that can fail in many ways. */
module io.pilothouse.spi.testkit {
    requires java.net.http;
    requires transitive io.pilothouse.spi;
    requires transitive org.junit.jupiter.api;

    exports io.pilothouse.spi.testkit;
}
