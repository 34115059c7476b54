/** The Pilothouse kernel: protocol server, state, signature checks, commit, plugin host. */
module io.pilothouse.kernel {
    requires io.pilothouse.spi;
    requires io.pilothouse.protocol;
    requires com.amazon.corretto.crypto.provider;
    requires com.fasterxml.jackson.databind;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    // Journal records and snapshots are bound by Jackson.
    opens io.pilothouse.kernel.model to com.fasterxml.jackson.databind;
}
