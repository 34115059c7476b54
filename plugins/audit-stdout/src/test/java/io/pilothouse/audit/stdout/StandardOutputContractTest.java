package io.pilothouse.audit.stdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Events;
import io.pilothouse.spi.testkit.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardOutputContractTest extends AuditExporterContract {
    private record Line(long id, Optional<String> externalId) {}

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    protected AuditExporter.Factory factory() {
        return new StandardOutputFactory(out);
    }

    @Override
    protected Map<String, String> settings(Receiver none) {
        return Map.of();
    }

    @Override
    protected boolean overHttp() {
        return false;
    }

    private List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text : out.toString(StandardCharsets.UTF_8).split("\n")) {
            long id = 0;
            Optional<String> externalId = Optional.empty();
            try (JsonParser in = new JsonFactory().createParser(text)) {
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.VALUE_NUMBER_INT && "event_id".equals(in.currentName())) {
                        id = in.getLongValue();
                    } else if (token == JsonToken.VALUE_STRING && "new_external_id".equals(in.currentName())) {
                        externalId = Optional.of(in.getText());
                    }
                }
            }
            lines.add(new Line(id, externalId));
        }
        return lines;
    }

    @Override
    protected List<Long> taken(Receiver none) throws Exception {
        return lines().stream().map(Line::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver none, long id) throws Exception {
        return lines().stream().filter(line -> line.id() == id).findFirst().flatMap(Line::externalId);
    }

    /** It says that the lines are those of the type {@code json}, and shows one. */
    @Test
    void thePageOnEventsShowsItsLines() throws Exception {
        new StandardOutput(out).export(Events.kicks(47, 1));
        String page = Files.readString(Path.of("../../distribution/docs/events.md"));
        String line = out.toString(StandardCharsets.UTF_8);
        assertTrue(page.contains("```json\n" + line + "```"), () -> "not shown: " + line);
    }

    @Test
    void afterHalfALineANewOneBegins() throws Exception {
        List<Integer> writes = new ArrayList<>();
        AuditExporter exporter = new StandardOutput(new OutputStream() {
            @Override
            public void write(int value) {
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                writes.add(count);
                out.write(bytes, from, writes.size() == 1 ? count / 2 : count);
                if (writes.size() == 1) {
                    throw new IOException("No space left on device");
                }
            }
        });
        assertThrows(IOException.class, () -> exporter.export(Events.kicks(1, 1)));
        exporter.export(Events.kicks(1, 1));
        exporter.export(Events.kicks(2, 1));
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertEquals(3, lines.length);
        assertEquals("{\"timestamp\":\"2027-01-15T08:00:01Z\"", lines[1].split(",")[0]);
        assertEquals("{\"timestamp\":\"2027-01-15T08:00:02Z\"", lines[2].split(",")[0]);
    }
}
