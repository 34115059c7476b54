/** Java client of a registry. Needs nothing but the protocol and the JDK. */
module io.pilothouse.client {
    requires transitive io.pilothouse.protocol;

    exports io.pilothouse.client;
}
