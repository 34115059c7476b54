/** The Pilothouse kernel: protocol server, state, signature checks, commit, plugin host. */
module io.pilothouse.kernel {
    requires io.pilothouse.spi;
    requires io.pilothouse.protocol;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires org.pf4j;

    uses io.pilothouse.spi.PilothousePlugin;

    // Journal records and snapshots are bound by Jackson.
    opens io.pilothouse.kernel.model to com.fasterxml.jackson.databind;
}
