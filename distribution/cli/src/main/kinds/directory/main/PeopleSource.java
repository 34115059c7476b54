package com.example.harbour;

import io.pilothouse.spi.DirectoryEntry;
import io.pilothouse.spi.DirectorySource;
import io.pilothouse.spi.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fetches a list of people. Its first line is {@code people} and their number; then one line for each, with tabs between: id, name,
 * {@code active} or {@code locked}, and groups with commas between. The number tells whether the list is whole.
 *
 * @param http the way out that the registry lends
 * @param people where the list is
 */
record PeopleSource(OutboundHttp http, URI people) implements DirectorySource {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final int LONGEST_LIST = 32 << 20;

    @Override
    public List<DirectoryEntry> list() throws IOException, InterruptedException {
        OutboundHttp.Response response = http.exchange(
                new OutboundHttp.Request("GET", people, Map.of(), new byte[0], LONGEST_LIST, TIMEOUT));
        if (response.status() != 200) {
            throw new IOException("the list of people was answered with status " + response.status());
        }
        List<String> lines = new String(response.body(), StandardCharsets.UTF_8).lines().toList();
        List<DirectoryEntry> entries = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            entries.add(person(line));
        }
        if (lines.isEmpty() || !lines.getFirst().equals("people " + entries.size())) {
            throw new IOException("the list of people is not whole: expected a first line \"people " + entries.size()
                    + "\" for the lines that follow");
        }
        return entries;
    }

    private static DirectoryEntry person(String line) throws IOException {
        String[] parts = line.split("\t", -1);
        if (parts.length != 4 || parts[0].isBlank() || !parts[2].matches("active|locked")) {
            throw new IOException("the list of people has a line that is not id, name, active or locked, groups");
        }
        return new DirectoryEntry(parts[0], parts[1], parts[2].equals("locked"),
                parts[3].isEmpty() ? List.of() : List.of(parts[3].split(",")), Map.of());
    }

    @Override
    public void close() {
        // Holds nothing: connections are the registry's.
    }
}
