package io.pilothouse.audit.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.AuditExporter;
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

class OtlpContractTest extends AuditExporterContract {
    private record Pair(String key, String value) {}

    @Override
    protected AuditExporter.Factory factory() {
        return new OtlpFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("").toString(), "token", "t-1", "timeout", "1s");
    }

    @Override
    protected List<Long> taken(Receiver system) throws Exception {
        return pairs(system).stream().filter(pair -> pair.key().equals("pilothouse.event_id"))
                .map(pair -> Long.valueOf(pair.value())).toList();
    }

    @Override
    protected Optional<String> text(Receiver system, long id) throws Exception {
        boolean within = false;
        for (Pair pair : pairs(system)) {
            if (pair.key().equals("pilothouse.event_id")) {
                within = pair.value().equals(Long.toString(id));
            } else if (within && pair.key().equals("pilothouse.data.new_external_id")) {
                return Optional.of(pair.value());
            }
        }
        return Optional.empty();
    }

    /** Attributes in order; of a list the first value. */
    private static List<Pair> pairs(Receiver system) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (Received request : system.received()) {
            InputStream body = new ByteArrayInputStream(request.body());
            try (JsonParser in = new JsonFactory().createParser(
                    request.header("Content-Encoding").equals("gzip") ? new GZIPInputStream(body) : body)) {
                String key = "";
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.VALUE_STRING && "key".equals(in.currentName())) {
                        key = in.getText();
                    } else if (token.isScalarValue() && !key.isEmpty()) {
                        pairs.add(new Pair(key, in.getText()));
                        key = "";
                    }
                }
            }
        }
        return pairs;
    }
}
