package com.example.harbour;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class LineExporterTest extends AuditExporterContract {
    private record Line(long id, Optional<String> externalId) {}

    @Override
    protected AuditExporter.Factory factory() {
        return new LineExporterFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver logs) {
        return Map.of("url", logs.uri("/lines").toString(), "token", "t-1");
    }

    @Override
    protected List<Long> taken(Receiver logs) throws IOException {
        return lines(logs).stream().map(Line::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver logs, long id) throws IOException {
        return lines(logs).stream().filter(line -> line.id() == id).findFirst().flatMap(Line::externalId);
    }

    private static List<Line> lines(Receiver logs) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Received request : logs.received()) {
            for (String line : request.text().split("\n")) {
                lines.add(line(line));
            }
        }
        return lines;
    }

    private static Line line(String text) throws IOException {
        long id = 0;
        Optional<String> externalId = Optional.empty();
        try (JsonParser in = new JsonFactory().createParser(text)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && "id".equals(in.currentName())) {
                    id = in.getLongValue();
                } else if (token == JsonToken.VALUE_STRING && "new_external_id".equals(in.currentName())) {
                    externalId = Optional.of(in.getText());
                }
            }
        }
        return new Line(id, externalId);
    }
}
