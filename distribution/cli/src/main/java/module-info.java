/** The command line of a registry's users and operators: programs that talk to a registry as clients. */
module io.pilothouse.cli {
    requires info.picocli;
    requires io.pilothouse.client;
    requires io.pilothouse.launcher;
    requires io.pilothouse.packaging;
    requires java.compiler;
    requires org.snakeyaml.engine;

    // Picocli sets options through reflection.
    opens io.pilothouse.cli to
            info.picocli;
    opens io.pilothouse.cli.audit to
            info.picocli;
    opens io.pilothouse.cli.blueprint to
            info.picocli;
    opens io.pilothouse.cli.key to
            info.picocli;
    opens io.pilothouse.cli.network to
            info.picocli;
    opens io.pilothouse.cli.node to
            info.picocli;
    opens io.pilothouse.cli.plugin to
            info.picocli;
    opens io.pilothouse.cli.sink to
            info.picocli;
    opens io.pilothouse.cli.trust to
            info.picocli;

    provides io.pilothouse.launcher.ProgramSet with io.pilothouse.cli.CommandLinePrograms;
}
