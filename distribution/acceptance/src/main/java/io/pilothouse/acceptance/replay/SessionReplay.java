package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.acceptance.harness.WireConnection.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plays a recorded session of daemons and command line tools: lines with {@code dir} and {@code kind}, where the nth reply
 * of a connection answers its nth request. A step is the line number of the request.
 */
public final class SessionReplay {
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final ReplayReport report;

    public SessionReplay(ReplayReport report) {
        this.report = report;
    }

    /** Plays the session against a fresh registry. */
    public void play(List<JsonNode> lines, RegistryOptions options) {
        try (Stage stage = new Stage(options)) {
            play(lines, stage);
        }
    }

    private void play(List<JsonNode> lines, Stage stage) {
        Map<String, List<JsonNode>> replies = new HashMap<>();
        for (JsonNode line : lines) {
            if (line.get("dir").asText().equals("s2c") && line.get("kind").asText().equals("json")) {
                replies.computeIfAbsent(name(line), unused -> new ArrayList<>()).add(line.get("msg"));
            }
        }
        Map<String, Integer> asked = new HashMap<>();
        int lastCut = Integer.MIN_VALUE;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            if (cut(lines, i, lastCut)) {
                lastCut = line.get("ms").asInt();
                report.remark("restart at line " + (i + 1) + ", exit code " + stage.restart());
            }
            if (!line.get("dir").asText().equals("c2s") || !line.get("kind").asText().equals("json")) {
                continue;
            }
            String name = name(line);
            List<JsonNode> answers = replies.getOrDefault(name, List.of());
            int index = asked.merge(name, 1, Integer::sum) - 1;
            if (index >= answers.size()) {
                report.skipped(line.get("label").asText(), i + 1, "was not answered in the recording either");
                continue;
            }
            exchange(line, i + 1, answers.get(index), stage);
            if (index + 1 == answers.size()) {
                stage.closeConnection(name);
            }
        }
    }

    /**
     * Whether the other side cut a daemon's connection here that the daemon still used: the registry restarted. All the
     * connections that end within the same tenth of a second end by the same restart.
     */
    private static boolean cut(List<JsonNode> lines, int index, int lastCut) {
        JsonNode line = lines.get(index);
        boolean closing = line.get("dir").asText().equals("s2c") && line.get("kind").asText().equals("close");
        if (!closing || line.get("ms").asInt() - (long) lastCut < 100) {
            return false;
        }
        return lines.subList(index, lines.size()).stream()
                .anyMatch(each -> each.get("dir").asText().equals("c2s") && each.get("kind").asText().equals("json")
                        && each.get("ms").asInt() > line.get("ms").asInt() + 100 && name(each).equals(name(line)));
    }

    private void exchange(JsonNode line, int step, JsonNode expected, Stage stage) {
        WireConnection connection = stage.connection(name(line));
        connection.send(line.get("msg"));
        Comparison comparison = new Comparison(Set.of(), stage::ownPort);
        Optional<String> difference = switch (connection.read(ANSWER)) {
            case Answer.Frame frame -> comparison.difference(expected, WireConnection.body(frame));
            case Answer.Closed() -> {
                stage.closeConnection(name(line));
                yield Optional.of("expected " + expected + ", got a closed connection");
            }
            case Answer.Silence() -> Optional.of("expected " + expected + ", got silence");
        };
        if (difference.isEmpty()) {
            report.extras(comparison.extras());
        }
        report.judged(line.get("label").asText(), step, true, Shortened.text(line.get("msg").toString()), difference);
    }

    private static String name(JsonNode line) {
        return line.get("label").asText() + " " + line.get("conn").asText();
    }
}
