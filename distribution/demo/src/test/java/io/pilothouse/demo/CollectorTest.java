package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private final Collector collector = new Collector("t0k3n", "bots");

    @AfterEach
    void close() {
        collector.close();
    }

    private static String event(long id, String index) {
        return "{\"time\":1.5,\"index\":\"" + index + "\",\"event\":{\"event_id\":" + id + ",\"sequence\":" + (id + 10)
                + ",\"action\":\"member.kicked\",\"actor\":\"node:7\",\"data\":{\"role\":\"member\"}}}";
    }

    private String sent(byte[] body, Map<String, String> headers) throws IOException, InterruptedException {
        HttpResponse<String> answer = Caller.post(collector.url(), body, headers);
        return answer.statusCode() + " " + answer.body();
    }

    private String sent(String body, String authorization) throws IOException, InterruptedException {
        return sent(body.getBytes(StandardCharsets.UTF_8), Map.of("Authorization", authorization));
    }

    private List<Long> there() {
        return collector.arrivals().events().stream().map(Event::id).toList();
    }

    @Test
    void eventsOfARequestAreKept() throws Exception {
        assertEquals("200 {\"text\":\"Success\",\"code\":0}",
                sent(event(1, "bots") + event(2, "bots"), "Splunk t0k3n"));
        assertEquals(List.of(1L, 2L), there());
        Event first = collector.arrivals().events().getFirst();
        assertEquals("1 member.kicked by node:7", first.told());
        assertEquals("11 {\"role\":\"member\"}", first.sequence() + " " + first.data());
    }

    @Test
    void whatASplunkRefusesIsRefused() throws Exception {
        assertEquals("401 {\"text\":\"Token is required\",\"code\":2}",
                sent(event(1, "bots").getBytes(StandardCharsets.UTF_8), Map.of()));
        assertEquals("403 {\"text\":\"Invalid token\",\"code\":4}", sent(event(1, "bots"), "Splunk other"));
        assertEquals("400 {\"text\":\"No data\",\"code\":5}", sent("", "Splunk t0k3n"));
        assertEquals("400 {\"text\":\"Invalid data format\",\"code\":6}", sent("{\"event\"", "Splunk t0k3n"));
        assertEquals("400 {\"text\":\"Incorrect index\",\"code\":7}",
                sent(event(1, "bots") + event(2, "main"), "Splunk t0k3n"));
        assertEquals(List.of(), there());
    }

    @Test
    void requestsMayBeCompressed() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(event(5, "bots").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("200 {\"text\":\"Success\",\"code\":0}", sent(zipped.toByteArray(),
                Map.of("Authorization", "Splunk t0k3n", "Content-Encoding", "gzip")));
        assertEquals(List.of(5L), there());
    }

    @Test
    void afterAStopItIsThereAgainAtTheSameAddress() throws Exception {
        String url = collector.url();
        sent(event(1, "bots"), "Splunk t0k3n");
        collector.stop();
        assertThrows(IOException.class, () -> sent(event(2, "bots"), "Splunk t0k3n"));
        collector.startAgain();
        assertEquals(url, collector.url());
        sent(event(2, "bots"), "Splunk t0k3n");
        assertEquals(List.of(1L, 2L), there());
    }
}
