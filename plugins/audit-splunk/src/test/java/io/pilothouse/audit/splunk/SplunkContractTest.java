package io.pilothouse.audit.splunk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

class SplunkContractTest extends AuditExporterContract {
    private record Event(long id, Optional<String> externalId) {}

    @Override
    protected AuditExporter.Factory factory() {
        return new SplunkFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/services/collector/event").toString(), "token", "t-1", "timeout", "1s");
    }

    @Override
    protected void accepts(Receiver system) {
        system.answers(request -> Answer.json(200, "{\"text\":\"Success\",\"code\":0}"));
    }

    @Override
    protected void refuses(Receiver system) {
        system.answers(
                request -> Answer.json(400,
                        "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":1}"));
    }

    @Override
    protected List<Long> taken(Receiver system) throws Exception {
        return events(system).stream().map(Event::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver system, long id) throws Exception {
        return events(system).stream().filter(event -> event.id() == id).findFirst().flatMap(Event::externalId);
    }

    /** Several objects, one after the other. */
    private static List<Event> events(Receiver system) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Received request : system.received()) {
            InputStream body = new ByteArrayInputStream(request.body());
            try (JsonParser in = new JsonFactory().createParser(
                    request.header("Content-Encoding").equals("gzip") ? new GZIPInputStream(body) : body)) {
                Optional<String> externalId = Optional.empty();
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.VALUE_STRING && "new_external_id".equals(in.currentName())) {
                        externalId = Optional.of(in.getText());
                    } else if (token == JsonToken.VALUE_NUMBER_INT && "event_id".equals(in.currentName())) {
                        events.add(new Event(in.getLongValue(), externalId));
                        externalId = Optional.empty();
                    }
                }
            }
        }
        return events;
    }
}
