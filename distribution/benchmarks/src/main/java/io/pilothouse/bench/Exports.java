package io.pilothouse.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast events go from the journal to a receiver, and what that costs the registry.
 *
 * <p>The sink is configured for a receiver that is not there, so that events wait. When all changes are made and the registry has
 * come to rest, it is configured for the one to be measured, which begins where the other one stopped: from then on nothing happens
 * but the export.
 *
 * <p>Threads: one.
 */
final class Exports {
    private static final Pattern DELIVERED = Pattern.compile("\"(?:exported|delivered)\":(\\d+)");
    private static final int AT_ONCE = 128;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(20);

    private final InetSocketAddress address;
    private final Fleet fleet;
    private final Optional<ServerProcess> server;
    private final String adminToken;
    private final Consumer<String> progress;
    private int rounds;

    Exports(InetSocketAddress address, Fleet fleet, Optional<ServerProcess> server, String adminToken,
            Consumer<String> progress) {
        this.address = address;
        this.fleet = fleet;
        this.server = server;
        this.adminToken = adminToken;
        this.progress = progress;
    }

    /**
     * What came of one round.
     *
     * @param cpuMicros of the server for each event, or NaN
     * @param perRequest events in a request, or NaN where there are no requests
     */
    record Result(int events, double seconds, double cpuMicros, double perRequest) {
        String row(SinkKind kind) {
            return String.format(Locale.ROOT, "| %s | %.0f | %s | %s |", kind.label(), events / seconds,
                    Double.isNaN(cpuMicros) ? "–" : String.format(Locale.ROOT, "%.0f", cpuMicros),
                    Double.isNaN(perRequest) ? "–" : String.format(Locale.ROOT, "%.0f", perRequest));
        }
    }

    /**
     * Measures each kind and gives Markdown.
     *
     * @param events of each measured round; a quarter of them goes before as a warm-up
     * @param rest between the changes and the export
     */
    String markdown(List<SinkKind> kinds, int events, Duration rest) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """
                %d events each, from the journal to a receiver on the same machine.

                | sink | events/s | server CPU per event, µs | events in a request |
                |---|---|---|---|
                """, events));
        for (SinkKind kind : kinds) {
            String row;
            try {
                round(kind, Math.max(1, events / 4), Duration.ZERO);
                row = round(kind, events, rest).row(kind);
            } catch (IllegalStateException failed) {
                row = "| " + kind.label() + " | " + failed.getMessage().replace('|', ' ') + " | – | – |";
            }
            progress.accept(row);
            text.append(row).append('\n');
        }
        return text.toString();
    }

    /** One round: makes events wait, then lets them go. */
    Result round(SinkKind kind, int events, Duration rest) throws IOException, InterruptedException {
        rounds++;
        String end = "bench-" + fleet.generation() + "-end-" + rounds;
        Tally tally = kind.tally(end);
        try (Dialogue dialogue = new Dialogue(address)) {
            configure(dialogue, kind, kind.nobody());
            long before = delivered(dialogue, kind);
            for (String reply : dialogue.callAll(changes(events, end), AT_ONCE)) {
                accepted(reply);
            }
            Thread.sleep(rest);
            Optional<Inbox> inbox = kind.inbox(tally);
            try {
                double cpu = cpu();
                long from = System.nanoTime();
                configure(dialogue, kind, kind.members(inbox.map(Inbox::url).orElse("")));
                boolean all = inbox.isPresent()
                        ? tally.await(LONGEST)
                        // The record that named nobody is an event too and goes first.
                        : awaitDelivered(dialogue, kind, before + events + 1);
                double seconds = (System.nanoTime() - from) / 1e9;
                double micros = (cpu() - cpu) / events;
                if (!all) {
                    throw new IllegalStateException("after " + LONGEST.toMinutes() + " minutes not all " + events
                            + " events are there, only " + tally.events());
                }
                if (inbox.isPresent() && tally.events() < events) {
                    throw new IllegalStateException("only " + tally.events() + " of " + events
                            + " events were of the right form");
                }
                configure(dialogue, kind, kind.none());
                return new Result(events, seconds, micros,
                        inbox.isPresent() ? (double) tally.events() / tally.requests() : Double.NaN);
            } finally {
                if (inbox.isPresent()) {
                    inbox.get().close();
                }
            }
        }
    }

    private double cpu() {
        return server.map(ServerProcess::cpuMicros).orElse(Double.NaN);
    }

    /** Changes that are one event each: every node gets a new name in turn. */
    private List<byte[]> changes(int events, String end) {
        List<byte[]> frames = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            int node = i % fleet.size();
            String name = i == events - 1 ? end : "bench-" + fleet.generation() + "-" + rounds + "-" + i;
            frames.add(Frame.json("{\"type\":\"set_hostname\",\"node_id\":" + fleet.id(node) + ",\"hostname\":\"" + name
                    + "\",\"signature\":\"" + fleet.key(node).signature("set_hostname:" + fleet.id(node)) + "\"}"));
        }
        return frames;
    }

    private void configure(Dialogue dialogue, SinkKind kind, String members) throws IOException {
        accepted(dialogue.call(Frame.json(
                "{\"type\":\"" + kind.command() + "\"," + members + ",\"admin_token\":\"" + adminToken + "\"}")));
    }

    private boolean awaitDelivered(Dialogue dialogue, SinkKind kind, long wanted)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (delivered(dialogue, kind) < wanted) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private long delivered(Dialogue dialogue, SinkKind kind) throws IOException {
        String reply = dialogue.call(Frame.json(
                "{\"type\":\"" + kind.progress() + "\",\"admin_token\":\"" + adminToken + "\"}"));
        Matcher matcher = DELIVERED.matcher(reply);
        if (!matcher.find()) {
            throw new IllegalStateException("the registry does not tell how far it is: " + reply);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static void accepted(String reply) {
        if (reply.contains("\"error\"")) {
            throw new IllegalStateException("the registry refused: " + reply);
        }
    }
}
