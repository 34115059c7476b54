/** The Pilothouse kernel: protocol server, state, signature checks, commit, plugin host. */
module io.pilothouse.kernel {
    requires com.amazon.corretto.crypto.provider;
    requires com.fasterxml.jackson.databind;
    requires com.google.guice;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.pilothouse.launcher;
    requires io.pilothouse.packaging;
    requires io.pilothouse.protocol;
    requires io.pilothouse.spi;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.logging;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.management;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.pf4j;
    requires org.slf4j;

    uses io.pilothouse.spi.PilothousePlugin;

    provides io.pilothouse.launcher.ProgramSet with io.pilothouse.kernel.boot.KernelPrograms;

    // Journal records and snapshots are bound by Jackson.
    opens io.pilothouse.kernel.model to com.fasterxml.jackson.databind;
    // Guice calls the providers of the boot room, which are not public.
    opens io.pilothouse.kernel.boot to com.google.guice;
}
