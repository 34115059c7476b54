package io.pilothouse.webhook.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pilothouse.spi.WebhookSink;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.WebhookSinkContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class HttpWebhookContractTest extends WebhookSinkContract {
    private record Event(long id, Optional<String> externalId) {}

    @Override
    protected WebhookSink.Factory factory() {
        return new HttpWebhookFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/hook").toString(), "secret", "whsec_c2VjcmV0", "timeout", "1s");
    }

    @Override
    protected List<Long> taken(Receiver system) throws Exception {
        return events(system).stream().map(Event::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver system, long id) throws Exception {
        return events(system).stream().filter(event -> event.id() == id).findFirst().flatMap(Event::externalId);
    }

    private static List<Event> events(Receiver system) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Received request : system.received()) {
            long id = 0;
            Optional<String> externalId = Optional.empty();
            try (JsonParser in = new JsonFactory().createParser(request.body())) {
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.VALUE_NUMBER_INT && "event_id".equals(in.currentName())) {
                        id = in.getLongValue();
                    } else if (token == JsonToken.VALUE_STRING && "new_external_id".equals(in.currentName())) {
                        externalId = Optional.of(in.getText());
                    }
                }
            }
            events.add(new Event(id, externalId));
        }
        return events;
    }
}
