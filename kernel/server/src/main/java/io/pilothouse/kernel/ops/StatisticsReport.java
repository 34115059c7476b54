package io.pilothouse.kernel.ops;

import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.model.Statistics.NetworkSample;
import io.pilothouse.kernel.model.Statistics.Sample;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The body of {@code /api/stats} ({@code http.md} 3). Holds no address, host name or node id. */
final class StatisticsReport {
    private final LiveState state;
    private final Presence presence;
    private final StatisticsKeeper keeper;
    private final InstantSource clock;

    StatisticsReport(LiveState state, Presence presence, StatisticsKeeper keeper, InstantSource clock) {
        this.state = state;
        this.presence = presence;
        this.keeper = keeper;
        this.clock = clock;
    }

    byte[] write(boolean extended) {
        Statistics statistics = keeper.statistics();
        JsonWriter out = new JsonWriter(4096).beginObject().number("total_nodes", state.nextNode() - 1)
                .number("active_nodes", presence.onlineNodes(clock.millis()))
                .number("total_trust_links", state.trustPairs()).number("total_requests", statistics.requests())
                .number("req_per_day", perDay(statistics)).number("uptime_secs", keeper.uptime().seconds());
        JsonObject versions = new JsonObject();
        versions().forEach((version, count) -> versions.put(version, (double) count));
        out.value("versions", versions);
        if (extended) {
            networks(out, statistics);
        }
        samples(out, "hourly", statistics.hourly());
        samples(out, "daily", statistics.daily());
        return out.endObject().bytes();
    }

    private static long perDay(Statistics statistics) {
        List<Sample> days = statistics.daily();
        if (days.size() > 1) {
            return days.getLast().requests() - days.get(days.size() - 2).requests();
        }
        List<Sample> hours = statistics.hourly();
        return hours.size() > 1 ? (hours.getLast().requests() - hours.get(hours.size() - 2).requests()) * 24 : 0;
    }

    private Map<String, Long> versions() {
        return state.identities().filter(Node::live).collect(Collectors
                .groupingBy(node -> label(node.version()), TreeMap::new, Collectors.counting()));
    }

    private static String label(String version) {
        if (version.isEmpty()) {
            return "<1.7.0";
        }
        return version.startsWith("v") ? version : "v" + version;
    }

    private void networks(JsonWriter out, Statistics statistics) {
        Map<NetworkId, Long> links = trustLinks();
        out.beginArray("networks");
        state.networks().sorted(Comparator.comparing(Network::id)).forEach(network -> {
            NetworkId id = network.id();
            out.beginObject().network("id", id).text("name", network.name().text())
                    .number("members", state.memberCount(id)).number("online", keeper.online(id))
                    .number("requests", keeper.requests(id)).number("trust_links", links.getOrDefault(id, 0L));
            networkSamples(out, "hourly", id, statistics.networkHourly().getOrDefault(id, List.of()));
            networkSamples(out, "daily", id, statistics.networkDaily().getOrDefault(id, List.of()));
            out.endObject();
        });
        out.endArray();
    }

    /** Pairs with trust by network, in one pass over the consents. */
    private Map<NetworkId, Long> trustLinks() {
        Map<NetworkId, Long> links = new TreeMap<>();
        state.consents().filter(state::linked).filter(consent -> consent.from().compareTo(consent.to()) < 0
                || !state.consents(consent.to(), consent.from())).forEach(consent -> {
                    List<NetworkId> theirs = state.networksOf(consent.to());
                    for (NetworkId network : state.networksOf(consent.from())) {
                        if (theirs.contains(network)) {
                            links.merge(network, 1L, Long::sum);
                        }
                    }
                });
        return links;
    }

    private static void samples(JsonWriter out, String name, List<Sample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        out.beginArray(name);
        for (Sample sample : samples) {
            out.beginObject().number("ts", sample.time()).number("total_nodes", sample.totalNodes())
                    .number("online_nodes", sample.onlineNodes()).number("trust_links", sample.trustLinks())
                    .number("total_requests", sample.requests()).endObject();
        }
        out.endArray();
    }

    private static void networkSamples(JsonWriter out, String name, NetworkId network, List<NetworkSample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        out.beginArray(name);
        for (NetworkSample sample : samples) {
            out.beginObject().number("ts", sample.time()).network("id", network).text("name", sample.name())
                    .number("members", sample.members()).number("online", sample.online())
                    .number("requests", sample.requests()).endObject();
        }
        out.endArray();
    }
}
