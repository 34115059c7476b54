/** A load generator for registries: how fast, how late, at what cost for the server. */
module io.pilothouse.bench {
    requires HdrHistogram;
    requires info.picocli;
    requires jdk.httpserver;
    requires org.bouncycastle.provider;

    opens io.pilothouse.bench to
            info.picocli;
}
