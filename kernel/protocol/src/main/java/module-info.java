/** The Pilot protocol: ids, typed commands and replies, JSON and binary codecs. Shared by the kernel and the client. */
module io.pilothouse.protocol {
    requires transitive com.fasterxml.jackson.core;

    exports io.pilothouse.protocol;
    exports io.pilothouse.protocol.blueprint;
    exports io.pilothouse.protocol.command;
    exports io.pilothouse.protocol.expression;
    exports io.pilothouse.protocol.json;
    exports io.pilothouse.protocol.trail;
    exports io.pilothouse.protocol.wire;
}
