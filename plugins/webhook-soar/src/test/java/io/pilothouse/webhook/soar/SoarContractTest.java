package io.pilothouse.webhook.soar;

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

class SoarContractTest extends WebhookSinkContract {
    private record Alerted(long id, Optional<String> externalId) {}

    @Override
    protected WebhookSink.Factory factory() {
        return new SoarFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/playbook").toString(), "token", "t-1", "timeout", "1s", "rules",
                "[{\"name\":\"everything\",\"query\":\"*\",\"condition\":\"status == 200\"}]");
    }

    @Override
    protected List<Long> taken(Receiver system) throws Exception {
        return alerts(system).stream().map(Alerted::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver system, long id) throws Exception {
        return alerts(system).stream().filter(alert -> alert.id() == id).findFirst().flatMap(Alerted::externalId);
    }

    private static List<Alerted> alerts(Receiver system) throws IOException {
        List<Alerted> alerts = new ArrayList<>();
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
            alerts.add(new Alerted(id, externalId));
        }
        return alerts;
    }
}
