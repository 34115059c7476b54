/** The whole chain on one machine, told step by step: {@code distribution/demo/run}. */
module io.pilothouse.demo {
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires io.pilothouse.client;
    requires jdk.httpserver;

    opens io.pilothouse.demo to
            info.picocli;
}
