package io.pilothouse.kernel.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.commit.DenialWatch;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.net.http.FrontDoor;
import io.pilothouse.kernel.replication.FollowStatus;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The pages of {@code http.md}. */
public final class OperatorPages {
    private static final String JSON = "application/json";
    private static final String BEARER = "Bearer ";

    private final LiveState state;
    private final Presence presence;
    private final StatisticsKeeper keeper;
    private final RegistryMetrics metrics;
    private final InstantSource clock;
    private final AdminToken dashboardToken;
    private final DenialWatch denials;
    private final String softwareVersion;

    /**
     * The pages of a registry.
     *
     * @param dashboardToken opens the longer form of the statistics
     * @param denials is told of wrong tokens
     */
    public OperatorPages(LiveState state, Presence presence, StatisticsKeeper keeper, RegistryMetrics metrics,
            InstantSource clock, AdminToken dashboardToken, DenialWatch denials, String softwareVersion) {
        this.state = state;
        this.presence = presence;
        this.keeper = keeper;
        this.metrics = metrics;
        this.clock = clock;
        this.dashboardToken = dashboardToken;
        this.denials = denials;
        this.softwareVersion = softwareVersion;
    }

    /** Writes a snapshot. */
    @FunctionalInterface
    public interface SnapshotAction {
        /** Writes it or says why not. */
        void write() throws IOException;
    }

    /**
     * Hangs the pages.
     *
     * @param readOnly why the registry cannot change anything, empty when it can
     * @param snapshot writes a snapshot
     * @param standby how this registry stands to its primary, if it has one
     */
    public void hang(FrontDoor door, Supplier<String> readOnly, SnapshotAction snapshot,
            Supplier<Optional<FollowStatus>> standby) {
        StatisticsReport report = new StatisticsReport(state, presence, keeper, clock);
        door.page("/", exchange -> FrontDoor.send(exchange, 200, "text/html; charset=utf-8", page()));
        door.page("/healthz", exchange -> FrontDoor.send(exchange, 200, JSON, health(readOnly.get(), standby.get())));
        door.page("/api/stats", exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            FrontDoor.send(exchange, 200, JSON, report.write(extended(exchange)));
        });
        door.page("/api/badge/nodes", badge("online nodes", this::online, "#4c1"));
        door.page("/api/badge/trust", badge("trust links", state::trustPairs, "#58a6ff"));
        door.page("/api/badge/requests", badge(() -> new Badge("requests", keeper.requests(), "#a855f7")));
        door.localPage("/metrics", scrape(metrics));
        door.localPage("/api/snapshot", exchange -> snapshot(exchange, snapshot));
    }

    private static HttpHandler scrape(RegistryMetrics metrics) {
        return exchange -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
            metrics.write(body);
            FrontDoor.send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body.toByteArray());
        };
    }

    private long online() {
        return presence.onlineNodes(clock.millis());
    }

    private static HttpHandler badge(String label, LongSupplier value, String colour) {
        return badge(() -> Badge.greyWhenZero(label, value.getAsLong(), colour));
    }

    private static HttpHandler badge(Supplier<Badge> badge) {
        return exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "no-cache, no-store, must-revalidate");
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            FrontDoor.send(exchange, 200, "image/svg+xml", badge.get().svg());
        };
    }

    private byte[] health(String readOnly, Optional<FollowStatus> standby) {
        JsonWriter out = new JsonWriter().beginObject().number("nodes_online", online())
                .text("status", readOnly.isEmpty() ? "ok" : "read-only")
                .number("uptime_seconds", keeper.uptime().seconds()).text("version", "1.0")
                .text("software", "pilothouse/" + softwareVersion).text("registry", state.registryId());
        if (!readOnly.isEmpty()) {
            out.text("reason", readOnly);
        }
        standby.ifPresent(status -> out.text("role", "standby").text("primary", status.primary())
                .flag("following", status.connected()).number("behind", status.behind())
                .textIfAny("trouble", status.trouble()));
        return out.endObject().bytes();
    }

    /** The dashboard token, as a bearer token or, for old dashboards, in the query. */
    private boolean extended(HttpExchange exchange) {
        Optional<String> shown = shown(exchange);
        if (shown.isEmpty() || !dashboardToken.configured()) {
            return false;
        }
        if (dashboardToken.matches(shown.get())) {
            return true;
        }
        InetSocketAddress from = exchange.getRemoteAddress();
        denials.refused(DenialWatch.Denied.page(exchange.getRequestURI().getPath(),
                new Source(from.getAddress().getHostAddress(), from.getPort(), false),
                new Refusal(Refusal.Code.UNAUTHENTICATED, "invalid dashboard token")));
        return false;
    }

    private static Optional<String> shown(HttpExchange exchange) {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        if (authorization.startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()));
        }
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Stream.of(query.split("&")).map(part -> part.split("=", 2))
                .filter(part -> part.length == 2 && part[0].equals("token")).findFirst()
                .map(part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8));
    }

    private static void snapshot(HttpExchange exchange, SnapshotAction snapshot) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            FrontDoor.send(exchange, 405, "text/plain; charset=utf-8", "Method not allowed\n");
            return;
        }
        try {
            snapshot.write();
        } catch (IOException failed) {
            FrontDoor.send(exchange, 500, "text/plain; charset=utf-8",
                    "snapshot failed: " + failed.getMessage() + "\n");
            return;
        }
        FrontDoor.send(exchange, 200, JSON, """
                {"message":"snapshot saved successfully","status":"ok"}""");
    }

    private static byte[] page() throws IOException {
        try (InputStream page = OperatorPages.class.getResourceAsStream("dashboard.html")) {
            return page.readAllBytes();
        }
    }
}
