package io.pilothouse.cli.sink;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.FirstLine;
import io.pilothouse.protocol.command.SetAuditExport;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sink set-export}. */
@Command(name = "set-export", description = "Send audit events to another system from now on.")
final class SetExport extends Action {
    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--token-from", paramLabel = "FILE", description = "Take what the receiver asks for from the first line of a file.")
    private Path token;

    @Option(names = "--index", paramLabel = "NAME", defaultValue = "", description = "Index or data stream at the receiver.")
    private String index;

    @Option(names = "--source", paramLabel = "NAME", defaultValue = "", description = "Name of the source at the receiver.")
    private String source;

    @Mixin
    private SettingsFile settings = new SettingsFile();

    private static final class Where {
        @ArgGroup(exclusive = false)
        private Receiver receiver;

        @Option(names = "--off", description = "Send them nowhere.")
        private boolean off;
    }

    private static final class Receiver {
        @Option(names = "--format", required = true, paramLabel = "TYPE", description = "json, splunk_hec, syslog_cef, elastic, opensearch, otlp, stdout, or a plugin's.")
        private String format;

        @Option(names = "--to", required = true, paramLabel = "ENDPOINT", description = "Where to: a URL, tcp://HOST:PORT, file:NAME and what else the type takes.")
        private String endpoint;
    }

    @Override
    protected void perform() {
        if (where.off) {
            ask(SetAuditExport.TYPE, new SetAuditExport("", "", "", "", ""));
            return;
        }
        try {
            ask(SetAuditExport.TYPE, new SetAuditExport(where.receiver.format, where.receiver.endpoint,
                    token == null ? "" : FirstLine.of(token), index, source, settings.read()));
        } catch (IllegalArgumentException unreadable) {
            throw usage(unreadable.getMessage());
        }
    }
}
