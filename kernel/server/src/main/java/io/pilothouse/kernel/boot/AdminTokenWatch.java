package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.GlobalToken;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.spi.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the file with the global admin token says another one. A new token holds when its audit entry is durable; a
 * file that says none leaves the old one in force.
 *
 * <p>Threads: {@link #look} one; the answer of the record any.
 */
final class AdminTokenWatch {
    /** How often to look. A token counts when two looks find it, so that half of one that is being written never does. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(AdminTokenWatch.class);

    private final Path file;
    private final GlobalToken token;
    private final Duration overlap;
    private final Recording recording;
    private String complaint = "";
    private AdminToken seen = AdminToken.of("");
    private volatile boolean recordingNow;

    /** Makes an event durable and then tells whether it is. */
    @FunctionalInterface
    interface Recording {
        void record(AuditEvent event, Consumer<Boolean> durable);
    }

    AdminTokenWatch(Path file, GlobalToken token, Duration overlap, Recording recording) {
        this.file = file;
        this.token = token;
        this.overlap = overlap;
        this.recording = recording;
    }

    void look() {
        AdminToken read;
        try {
            read = AdminToken.of(AdminTokens.firstLine(file));
        } catch (StartupException unusable) {
            if (!complaint.equals(unusable.getMessage())) {
                complaint = unusable.getMessage();
                LOG.error("{}; the old admin token stays in force", complaint);
            }
            return;
        }
        complaint = "";
        boolean again = read.equals(seen);
        seen = read;
        if (!again || token.is(read) || recordingNow) {
            return;
        }
        recordingNow = true;
        recording.record(AuditEvent.of("registry.admin_token_changed").and("old_valid_seconds", overlap.toSeconds()),
                durable -> {
                    if (durable) {
                        token.replace(read, overlap);
                        LOG.atInfo().addKeyValue("file", file).addKeyValue("old_valid", overlap)
                                .log("another admin token is in force");
                    }
                    recordingNow = false;
                });
    }
}
