package io.pilothouse.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ExportsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static String post(String url, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Keeps events while the webhook is nobody's, and posts them when it is somebody's. */
    private static final class Poster {
        private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]+)\"");
        private static final Pattern NAME = Pattern.compile("\"hostname\":\"([^\"]+)\"");
        private final List<String> waiting = new ArrayList<>();
        private final String form;

        Poster(String form) {
            this.form = form;
        }

        synchronized Optional<String> answer(String request) {
            Matcher name = NAME.matcher(request);
            Matcher url = URL.matcher(request);
            if (request.contains("\"get_webhook\"")) {
                return Optional.of("{\"type\":\"get_webhook_ok\",\"delivered\":0}");
            }
            if (name.find()) {
                waiting.add(name.group(1));
            } else if (request.contains("\"set_webhook\"") && url.find() && !url.group(1).endsWith(":1/")) {
                try {
                    for (String event : waiting) {
                        post(url.group(1), bytes("{\"" + form + "\":1,\"name\":\"" + event + "\"}"));
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
                waiting.clear();
            }
            return Optional.empty();
        }
    }

    private static String table(String form) throws IOException, InterruptedException {
        try (SmallRegistry registry = new SmallRegistry(new Poster(form)::answer)) {
            Fleet fleet = Fleet.register(registry.address(), "t", 10, 1);
            List<String> rows = new ArrayList<>();
            String table = new Exports(registry.address(), fleet, Optional.empty(), "adm1n", rows::add)
                    .markdown(List.of(SinkKind.WEBHOOK_HTTP), 40, Duration.ZERO);
            assertEquals(1, rows.size());
            return table;
        }
    }

    @Test
    void eventsWaitAndAreCountedWhenTheyAreLetGo() throws IOException, InterruptedException {
        String table = table("event_id");
        assertTrue(table.startsWith("40 events each"), table);
        assertTrue(table.strip().matches("(?s).*\\| webhook http \\| \\d+ \\| – \\| 1 \\|"), table);
    }

    @Test
    void whatIsOfAnotherFormIsNotCounted() throws IOException, InterruptedException {
        assertTrue(table("rule").contains("| webhook http | only 0 of 10 events were of the right form | – | – |"));
    }

    @Test
    void aBulkRequestIsToldOfEachEventAlsoWhenItIsCompressed() throws IOException, InterruptedException {
        Tally tally = SinkKind.ELASTIC.tally("the-end");
        String lines = "{\"create\":{\"_id\":\"1\"}}\n{}\n{\"create\":{\"_id\":\"2\"}}\n{\"name\":\"the-end\"}\n";
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes(lines));
        }
        try (Inbox inbox = SinkKind.ELASTIC.inbox(tally).orElseThrow()) {
            assertEquals("{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]}",
                    post(inbox.url(), zipped.toByteArray(), "Content-Encoding", "gzip"));
            assertTrue(tally.await(SOON));
            assertEquals("2 in 1", tally.events() + " in " + tally.requests());
        }
    }

    @Test
    void syslogMessagesAreReadByTheirLengths() throws IOException, InterruptedException {
        Tally tally = SinkKind.SYSLOG_CEF.tally("the-end");
        try (Inbox inbox = SinkKind.SYSLOG_CEF.inbox(tally).orElseThrow()) {
            URI uri = URI.create(inbox.url());
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                // The length counts what follows the blank, digits in a message do not matter.
                socket.getOutputStream().write(bytes("11 CEF:0|a 12 16 13 CEF:0|the-end"));
            }
            assertTrue(tally.await(SOON));
            assertEquals("2 in 2", tally.events() + " in " + tally.requests());
        }
    }

    @Test
    void eachKindNamesItsReceiverAndNobody() {
        assertEquals("\"format\":\"elastic\",\"endpoint\":\"http://h/\",\"token\":\"bench\"",
                SinkKind.ELASTIC.members("http://h/"));
        assertEquals("\"format\":\"json\",\"endpoint\":\"http://127.0.0.1:1/\"", SinkKind.ELASTIC.nobody());
        assertEquals("\"url\":\"http://127.0.0.1:1/\"", SinkKind.WEBHOOK_SOAR.nobody());
        assertEquals("get_webhook", SinkKind.WEBHOOK_SOAR.progress());
        assertTrue(SinkKind.WEBHOOK_SOAR.members("http://h/").endsWith("\\\"condition\\\":\\\"status == 200\\\"}]\"}"));
    }
}
