package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.FakeClock;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.acceptance.harness.WireConnection.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plays recorded exchanges of the form {@code send}/{@code reply}, each scenario against a registry of its own, in the
 * order of the file. One thread.
 */
public final class CoreReplay {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final Duration REPLICATION = Duration.ofSeconds(2);
    /** The registry looks every ten seconds for nodes that were not heard of. */
    private static final Duration REAPING = Duration.ofSeconds(25);
    private static final Duration SILENCE = Duration.ofMillis(300);
    /** The registry looks every ten seconds whom to reap. */
    private static final Duration PASS = Duration.ofSeconds(12);
    /** When scenarios were recorded that have tokens for that moment; their clock stands still there. */
    private static final Map<String, Instant> RECORDED_AT = Map.of("validate-token",
            Instant.ofEpochSecond(1_795_316_044));
    /** What tells how delivery goes, and how long that may take. */
    private static final Set<String> DELIVERING = Set.of("get_webhook", "get_webhook_dlq", "get_audit_export");
    private static final Duration DELIVERY = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofMillis(250);
    private static final String NO_CLOCK = "needs a clock that the test sets (Debian package faketime)";

    private final Path data;
    private final ReplayReport report;
    private final Substitutes substitutes = new Substitutes();
    private final Map<String, Stage> stages = new HashMap<>();
    private final Map<String, String> skipping = new HashMap<>();
    private final Set<String> crowded = new HashSet<>();
    private final Map<String, FakeClock> clocks = new HashMap<>();
    /** When the scenarios began whose clock is set by what has passed since. */
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Receiver> receivers = new HashMap<>();
    private final Map<String, EventReceiver> events = new HashMap<>();

    /**
     * @param data where the registries keep their data, a folder for each scenario
     * @param report takes what is found
     */
    public CoreReplay(Path data, ReplayReport report) {
        this.data = data;
        this.report = report;
    }

    /** Plays all lines of the scenarios that are wanted. */
    public void play(List<JsonNode> lines, Predicate<String> wanted) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String scenario = lines.get(i).get("scenario").asText();
            last.put(scenario, i);
            boolean clocked = lines.get(i).has("clock") || lines.get(i).path("action").asText().equals("clock");
            if (clocked && wanted.test(scenario) && !clocks.containsKey(scenario)) {
                FakeClock.at(data.resolve(scenario + ".time")).ifPresent(clock -> clocks.put(scenario, clock));
            }
        }
        RECORDED_AT.keySet().stream().filter(last::containsKey).filter(wanted).forEach(this::hold);
        lines.stream().filter(Receiver::takes).map(line -> line.get("scenario").asText()).filter(wanted).distinct()
                .forEach(name -> receivers.put(name, new Receiver(
                        lines.stream().filter(line -> line.get("scenario").asText().equals(name)).toList())));
        lines.stream().filter(EventReceiver::takes).map(line -> line.get("scenario").asText()).filter(wanted).distinct()
                .forEach(name -> events.put(name, new EventReceiver(
                        lines.stream().filter(line -> line.get("scenario").asText().equals(name)).toList())));
        // A standby follows the registry of another scenario: that one lives until both have ended.
        last.computeIfPresent("replication-and-standby", (name, end) -> Math.max(end, last.getOrDefault("standby", 0)));
        try (IdentityWebhook webhook = new IdentityWebhook()) {
            for (int i = 0; i < lines.size(); i++) {
                String scenario = lines.get(i).get("scenario").asText();
                if (wanted.test(scenario)) {
                    line(lines.get(i), webhook);
                    if (lines.get(i).path("r1_only").asBoolean() && receivers.containsKey(scenario)) {
                        receivers.get(scenario).excuse(outbound(lines, i + 1));
                    }
                }
                int index = i;
                last.forEach((name, end) -> {
                    if (end == index && stages.containsKey(name)) {
                        stages.remove(name).close();
                        dismiss(name);
                    }
                });
            }
        } finally {
            stages.values().forEach(Stage::close);
            stages.clear();
            receivers.values().forEach(Receiver::close);
            events.values().forEach(EventReceiver::close);
        }
    }

    private void hold(String scenario) {
        FakeClock.at(data.resolve(scenario + ".time")).ifPresentOrElse(clock -> {
            clock.set(RECORDED_AT.get(scenario));
            clocks.put(scenario, clock);
        }, () -> skipping.put(scenario, NO_CLOCK));
    }

    /** The requests of the registry that the recording has from a line on, up to the next exchange. */
    private static List<JsonNode> outbound(List<JsonNode> lines, int from) {
        int to = from;
        while (to < lines.size() && lines.get(to).has("outbound")) {
            to++;
        }
        return lines.subList(from, to);
    }

    private void dismiss(String scenario) {
        Receiver receiver = receivers.remove(scenario);
        if (receiver != null) {
            receiver.surplus().forEach(request -> report.unrecorded(scenario, request));
            receiver.close();
        }
    }

    private void line(JsonNode line, IdentityWebhook webhook) {
        String scenario = line.get("scenario").asText();
        int step = line.get("step").asInt();
        if (line.has("action")) {
            action(scenario, line);
            return;
        }
        if (!line.has("conn")) {
            control(scenario, line);
            return;
        }
        String why = skipping.getOrDefault(scenario, "");
        if (!why.isEmpty()) {
            report.skipped(scenario, step, why);
            return;
        }
        Stage stage = stages.computeIfAbsent(scenario, name -> start(name, Capture.MAPPER.createObjectNode()));
        JsonNode sent = line;
        if (begun.containsKey(scenario)) {
            // A second less, as the recordings began in the course of their first one.
            sent = Expiry.moved(line, begun.get(scenario).minusSeconds(1));
        } else if (!clocks.containsKey(scenario)) {
            // With the clock of the recording its times are right as they are.
            sent = Expiry.moved(line, Instant.now());
        }
        if (receivers.containsKey(scenario)) {
            sent = receivers.get(scenario).addressed(sent);
        } else if (line.path("send").path("type").asText().equals("set_identity_webhook")) {
            ObjectNode own = line.deepCopy();
            ((ObjectNode) own.get("send")).put("url", webhook.url());
            sent = own;
        }
        if (events.containsKey(scenario)) {
            sent = events.get(scenario).addressed(sent);
        }
        boolean held = !line.path("r1_only").asBoolean();
        Optional<String> difference;
        try {
            difference = exchange(stage, sent);
            if (held && DELIVERING.contains(line.path("send").path("type").asText())) {
                // The recording waited until what was sent had arrived; so does what is better than the recording.
                long until = System.nanoTime() + DELIVERY.toNanos();
                boolean better = report.better(scenario, step);
                while (difference.isPresent() != better && System.nanoTime() < until) {
                    difference = exchange(stage, sent);
                }
                if (difference.isEmpty()) {
                    // What is counted on the way to another figure is not the recorded one.
                    settle();
                    difference = exchange(stage, sent);
                }
            }
        } catch (IllegalStateException e) {
            difference = Optional.of(e.toString());
        }
        if (!held && difference.isPresent()) {
            substitutes.request(report.capture(), scenario, step).ifPresent(request -> substitute(stage, line,
                    request));
        }
        report.judged(scenario, step, held, Request.shown(line), difference);
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLING);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** Control lines and the registry's own requests in the recording of the enterprise commands. */
    private void control(String scenario, JsonNode line) {
        if (Receiver.takes(line) && skipping.getOrDefault(scenario, "").isEmpty()) {
            report.judged(scenario, line.get("step").asInt(), !line.path("r1_only").asBoolean(),
                    "a request of the registry", receivers.get(scenario).difference(line));
            return;
        }
        if (EventReceiver.takes(line) && events.containsKey(scenario)
                && skipping.getOrDefault(scenario, "").isEmpty()) {
            report.judged(scenario, line.get("step").asInt(), !line.path("r1_only").asBoolean(), "an event",
                    events.get(scenario).difference(line));
            return;
        }
        if (line.has("outbound") || line.has("http_get") || !skipping.getOrDefault(scenario, "").isEmpty()) {
            return;
        }
        if (line.path("restart").asBoolean()) {
            stages.get(scenario).restart();
        } else if (line.has("clock") && clocks.containsKey(scenario)) {
            long time = line.get("clock").asLong();
            if (time == 0) {
                clocks.get(scenario).release();
            } else {
                clocks.get(scenario).set(Instant.ofEpochSecond(time));
            }
        } else if (line.path("reap").asBoolean() && clocks.containsKey(scenario)) {
            stages.get(scenario).awaitReaping(REAPING);
        } else {
            skipping.put(scenario, NO_CLOCK);
        }
    }

    private void substitute(Stage stage, JsonNode line, JsonNode request) {
        WireConnection connection = stage.connection(line.get("conn").asText());
        connection.send(request);
        JsonNode reply = connection.read(ANSWER) instanceof Answer.Frame frame
                ? WireConnection.body(frame)
                : Capture.MAPPER.createObjectNode();
        if (!reply.path("type").asText().endsWith("_ok")) {
            throw new IllegalStateException("the substitute " + request + " was not granted either: " + reply);
        }
    }

    private Stage start(String scenario, JsonNode options) {
        RegistryOptions start = RegistryOptions.in(data.resolve(scenario)).with("outbound-private-networks", "allow")
                // In the recordings a provider's url is its webhook, whatever its type.
                .with("identity-registration", "webhook");
        if (clocks.containsKey(scenario)) {
            start = start.at(clocks.get(scenario));
        }
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            String name = option.getKey().replace('_', '-');
            if (option.getValue().isNull()) {
                start = start.without(name);
            } else if (name.equals("standby-of")) {
                var primary = stages.get("replication-and-standby").registry().protocol();
                start = start.with(name, primary.getHostString() + ":" + primary.getPort());
            } else {
                start = start.with(name, option.getValue().asText());
            }
        }
        return new Stage(start);
    }

    private void action(String scenario, JsonNode line) {
        String action = line.get("action").asText();
        if (!skipping.getOrDefault(scenario, "").isEmpty()) {
            return;
        }
        switch (action) {
            case "start" -> begin(scenario, line);
            case "clock" -> clock(scenario, line.get("offset_s").asLong());
            case "reap" -> stages.get(scenario).awaitPass(PASS);
            case "restart" -> restart(scenario, line);
            case "burst" -> burst(stages.get(scenario), line.get("offset_s").asInt(), scenario);
            case "third" -> third(stages.get(scenario), scenario, line.get("step").asInt());
            default -> throw new IllegalStateException("no rule for the action " + action);
        }
    }

    /** So many seconds after the scenario began; 0 for the real time. */
    private void clock(String scenario, long offset) {
        FakeClock clock = clocks.get(scenario);
        if (clock == null) {
            skipping.put(scenario, NO_CLOCK);
        } else if (offset == 0) {
            clock.release();
        } else {
            clock.set(begun.get(scenario).plusSeconds(offset));
        }
    }

    private void begin(String scenario, JsonNode line) {
        try {
            stages.put(scenario, start(scenario, line.path("options")));
            if (clocks.containsKey(scenario)) {
                begun.put(scenario, Instant.now().truncatedTo(ChronoUnit.SECONDS));
                // What was recorded at once happens at once, however slow the machine is.
                clocks.get(scenario).set(begun.get(scenario));
            }
        } catch (IllegalStateException e) {
            skipping.put(scenario, "the registry did not start");
            report.judged(scenario, line.get("step").asInt(), true, "start " + line.path("options"),
                    Optional.of(e.getMessage()));
        }
    }

    private void restart(String scenario, JsonNode line) {
        if (!line.get("note").asText().startsWith("clean stop")) {
            skipping.put(scenario, "damages a snapshot file of the Go registry; DamageIT does it to this store");
            return;
        }
        int code = stages.get(scenario).restart();
        if (code != 0) {
            report.remark(scenario + ": the registry ended with " + code + " after SIGTERM, expected 0 within 5 s");
        }
    }

    /** So many requests on one connection within its first five seconds; then the fifth second passes. */
    private void burst(Stage stage, int count, String scenario) {
        WireConnection connection = stage.connection("a");
        ObjectNode list = WireConnection.command("beacon_list");
        int answered = 0;
        for (int i = 0; i < count; i++) {
            connection.send(list);
            if (connection.read(ANSWER) instanceof Answer.Frame) {
                answered++;
            }
        }
        if (answered != count) {
            report.remark(scenario + ": " + answered + " of " + count + " requests were answered");
        }
        if (connection.read(Duration.ofSeconds(5)) instanceof Answer.Frame) {
            report.remark(scenario + ": a frame came that nobody asked for");
        }
    }

    /** A connection above the limit is closed without a byte; afterwards one of the two makes room. */
    private void third(Stage stage, String scenario, int step) {
        Answer answer = stage.connection("third").read(CLOSING);
        boolean closed = answer instanceof Answer.Closed;
        if (!closed) {
            report.remark(scenario + " step " + step + ": the connection above the limit was not closed but " + answer);
        }
        stage.closeConnection("third");
        stage.closeConnection("b");
        crowded.add(scenario);
    }

    private Optional<String> exchange(Stage stage, JsonNode line) {
        Set<String> varies = new HashSet<>();
        line.path("varies").forEach(each -> varies.add(each.asText()));
        Comparison comparison = new Comparison(varies, stage::ownPort);
        String name = line.get("conn").asText();
        Optional<String> difference = line.path("send").has("http")
                ? HttpExchange.difference(stage.http(), line, comparison)
                : frames(stage, name, line, comparison);
        if (difference.isEmpty() && !line.path("r1_only").asBoolean()) {
            report.extras(comparison.extras());
        }
        return difference;
    }

    private Optional<String> frames(Stage stage, String name, JsonNode line, Comparison comparison) {
        if (line.path("unsolicited").asBoolean()) {
            return pushed(stage.connection(name), line, comparison);
        }
        if (line.path("note").asText().equals("replicated")) {
            return replicated(stage, name, line, comparison);
        }
        Answer answer = send(stage, name, line);
        for (long until = System.nanoTime() + 2_000_000_000L; answer instanceof Answer.Closed && crowded.contains(
                line.get("scenario").asText()) && System.nanoTime() < until;) {
            stage.closeConnection(name);
            answer = send(stage, name, line);
        }
        if (answer instanceof Answer.Closed) {
            stage.closeConnection(name);
        }
        if (line.path("closed").asBoolean()) {
            if (answer instanceof Answer.Closed) {
                return Optional.empty();
            }
            stage.closeConnection(name);
            return Optional.of("expected the connection to be closed, got " + shown(answer));
        }
        Optional<String> difference = answered(answer, line, comparison);
        if (line.path("then_closed").asBoolean()) {
            Answer after = stage.opened(name) ? stage.connection(name).read(CLOSING) : new Answer.Closed();
            stage.closeConnection(name);
            if (difference.isEmpty() && !(after instanceof Answer.Closed)) {
                return Optional.of("expected the connection to be closed after the answer, got " + shown(after));
            }
        }
        return difference;
    }

    /**
     * The next frame of the recorded type. The recording keeps one frame of each kind where a stream has many: between its
     * snapshot and its heartbeat there must have been the snapshot of a change that it shows on another connection.
     */
    private static Optional<String> pushed(WireConnection connection, JsonNode line, Comparison comparison) {
        String wanted = line.path("reply").path("type").asText();
        long until = System.nanoTime() + ANSWER.toNanos();
        Answer answer;
        do {
            Duration left = Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
            answer = connection.read(left);
        } while (answer instanceof Answer.Frame frame
                && !WireConnection.body(frame).path("type").asText().equals(wanted) && System.nanoTime() < until);
        return answered(answer, line, comparison);
    }

    /** A change on the primary that a standby shows "within about 1 s"; its recording waited for that. */
    private static Optional<String> replicated(Stage stage, String name, JsonNode line, Comparison comparison) {
        Optional<String> difference;
        long until = System.nanoTime() + REPLICATION.toNanos();
        do {
            difference = answered(send(stage, name, line), line, comparison);
        } while (difference.isPresent() && System.nanoTime() < until);
        return difference;
    }

    private static Answer send(Stage stage, String name, JsonNode line) {
        WireConnection connection = stage.connection(name);
        byte[] bytes = Request.bytes(line);
        if (line.path("note").asText().contains("one byte at a time")) {
            for (byte each : bytes) {
                connection.send(new byte[]{each});
            }
        } else if (bytes.length > 0) {
            connection.send(bytes);
        }
        if (line.path("half_close").asBoolean()) {
            connection.halfClose();
        }
        boolean silent = line.has("reply_hex") && line.get("reply_hex").asText().isEmpty();
        return connection.read(silent ? SILENCE : line.path("closed").asBoolean() ? CLOSING : ANSWER);
    }

    private static Optional<String> answered(Answer answer, JsonNode line, Comparison comparison) {
        boolean silent = line.has("reply_hex") && line.get("reply_hex").asText().isEmpty();
        if (answer instanceof Answer.Frame frame && !silent) {
            return line.has("reply_hex")
                    ? Frames.difference(line.get("reply_hex").asText(), frame.bytes().array(), comparison)
                    : comparison.difference(line.get("reply"), WireConnection.body(frame));
        }
        if (silent && answer instanceof Answer.Silence) {
            return Optional.empty();
        }
        String expected = silent ? "silence" : Shortened.text(line.path("reply").toString() + line.path("reply_hex"));
        return Optional.of("expected " + expected + ", got " + shown(answer));
    }

    private static String shown(Answer answer) {
        return switch (answer) {
            case Answer.Frame frame -> Shortened.text(new String(frame.bytes().array(), StandardCharsets.UTF_8));
            case Answer.Closed() -> "a closed connection";
            case Answer.Silence() -> "silence";
        };
    }
}
