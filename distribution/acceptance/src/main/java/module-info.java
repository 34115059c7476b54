/** The harness of the acceptance suite: starts the bundle as a process, speaks to it, compares with recordings. */
module io.pilothouse.acceptance {
    requires transitive com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.httpserver;
    requires org.bouncycastle.provider;

    exports io.pilothouse.acceptance.authority;
    exports io.pilothouse.acceptance.concurrency;
    exports io.pilothouse.acceptance.damage;
    exports io.pilothouse.acceptance.durability;
    exports io.pilothouse.acceptance.harness;
    exports io.pilothouse.acceptance.replay;
    exports io.pilothouse.acceptance.scale;
}
