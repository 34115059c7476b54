package com.example.harbour;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;

/** The contract sends, refuses, hangs and breaks; what is to be said here is how an event is read. */
class ChangeSinkTest extends WebhookSinkContract {
    private record Change(long id, Optional<String> externalId) {}

    @Override
    protected WebhookSink.Factory factory() {
        return new ChangeSinkFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver tickets) {
        return Map.of("url", tickets.uri("/hook").toString());
    }

    @Override
    protected List<Long> taken(Receiver tickets) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (Received request : tickets.received()) {
            ids.add(read(request).id());
        }
        return ids;
    }

    @Override
    protected Optional<String> text(Receiver tickets, long id) throws IOException {
        for (Received request : tickets.received()) {
            Change change = read(request);
            if (change.id() == id) {
                return change.externalId();
            }
        }
        return Optional.empty();
    }

    @Test
    void onlyTheActionsThatAreAskedForAreWanted() throws Exception {
        WebhookSink sink = component(Map.of("url", "https://tickets.example.com/", "actions", "member., node.reaped"));
        assertTrue(sink.wants("member.kicked"));
        assertTrue(sink.wants("node.reaped"));
        assertFalse(sink.wants("node.registered"));
    }

    private static Change read(Received request) throws IOException {
        long id = 0;
        Optional<String> externalId = Optional.empty();
        try (JsonParser in = new JsonFactory().createParser(request.text())) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && "id".equals(in.currentName())) {
                    id = in.getLongValue();
                } else if (token == JsonToken.VALUE_STRING && "new_external_id".equals(in.currentName())) {
                    externalId = Optional.of(in.getText());
                }
            }
        }
        return new Change(id, externalId);
    }
}
