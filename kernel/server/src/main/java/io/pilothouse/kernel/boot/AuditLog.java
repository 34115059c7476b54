package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.commit.CommitListener;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One log line for every audit event, its attributes typed and in order ({@code events-and-exports.md} 4). */
final class AuditLog implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    @Override
    public void committed(JournalRecord entry) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        for (AuditEvent event : entry.events()) {
            LoggingEventBuilder line = LOG.atInfo().addKeyValue("audit_action", event.action());
            for (Map.Entry<String, Object> attribute : event.attributes().entrySet()) {
                line = line.addKeyValue(attribute.getKey(), attribute.getValue());
            }
            line.log("audit");
        }
    }
}
