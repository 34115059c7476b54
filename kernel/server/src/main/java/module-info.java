/** The Pilothouse kernel: protocol server, state, signature checks, commit, plugin host. */
module io.pilothouse.kernel {
    requires io.pilothouse.spi;
    requires io.pilothouse.protocol;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    // Journal records and snapshots are bound by Jackson.
    opens io.pilothouse.kernel.model to com.fasterxml.jackson.databind;
}
