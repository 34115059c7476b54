package io.pilothouse.cli.sink;

import picocli.CommandLine.Parameters;

/** Which sink is meant. */
final class SinkName {
    @Parameters(paramLabel = "SINK", arity = "0..1", defaultValue = "", description = "As metrics and logs call it, for example audit_export-0-0. Default: the registry's webhook.")
    private String name;

    String name() {
        return name;
    }
}
