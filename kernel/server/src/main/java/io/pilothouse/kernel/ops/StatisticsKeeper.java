package io.pilothouse.kernel.ops;

import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Statistics;
import io.pilothouse.kernel.model.Statistics.NetworkSample;
import io.pilothouse.kernel.model.Statistics.Sample;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts requests and takes the hourly and daily samples of {@code http.md} 3. What it holds goes into the journal now and
 * then, so that totals survive restarts.
 *
 * <p>Threads: {@link #counted} any; the rest one at a time.
 */
public final class StatisticsKeeper {
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    private final LiveState state;
    private final Presence presence;
    private final InstantSource clock;
    private final LongAdder requests = new LongAdder();
    private final Map<NetworkId, LongAdder> networkRequests = new ConcurrentHashMap<>();
    private final long since;
    private List<Sample> hourly;
    private List<Sample> daily;
    private Map<NetworkId, List<NetworkSample>> networkHourly;
    private Map<NetworkId, List<NetworkSample>> networkDaily;

    /** Goes on from what the state recorded. */
    public StatisticsKeeper(LiveState state, Presence presence, InstantSource clock) {
        this.state = state;
        this.presence = presence;
        this.clock = clock;
        Statistics recorded = state.statistics();
        since = recorded.since() == 0 ? clock.millis() : recorded.since();
        requests.add(recorded.requests());
        recorded.networkRequests().forEach((network, count) -> adder(network).add(count));
        hourly = recorded.hourly();
        daily = recorded.daily();
        networkHourly = recorded.networkHourly();
        networkDaily = recorded.networkDaily();
        sampleIfDue();
    }

    /** From when uptime is counted. */
    public UptimeClock uptime() {
        return new UptimeClock(since, clock);
    }

    /**
     * Counts a request.
     *
     * @param subject the number in its field {@code node_id}; a live node counts for each of its networks
     */
    public void counted(NodeId subject) {
        requests.increment();
        if (!subject.none() && state.node(subject).isPresent()) {
            for (NetworkId network : state.networksOf(subject)) {
                adder(network).increment();
            }
        }
    }

    /** Counts a request without a subject, and one more for a passthrough ({@code wire.md} 7.6). */
    public void counted() {
        requests.increment();
    }

    private LongAdder adder(NetworkId network) {
        return networkRequests.computeIfAbsent(network, id -> new LongAdder());
    }

    /** All requests ever. */
    public long requests() {
        return requests.sum();
    }

    /** Requests of one network. */
    public long requests(NetworkId network) {
        LongAdder adder = networkRequests.get(network);
        return adder == null ? 0 : adder.sum();
    }

    /**
     * Takes the samples that are due.
     *
     * @return whether any was
     */
    public synchronized boolean sampleIfDue() {
        long now = clock.millis() / 1000;
        boolean hour = due(hourly, now, HOUR);
        boolean day = due(daily, now, DAY);
        if (hour) {
            hourly = ring(hourly, sample(now), HOURS);
            networkHourly = networkRings(networkHourly, now, HOURS);
        }
        if (day) {
            daily = ring(daily, sample(now), DAYS);
            networkDaily = networkRings(networkDaily, now, DAYS);
        }
        return hour || day;
    }

    private static boolean due(List<Sample> samples, long now, long period) {
        return samples.isEmpty() || now - samples.getLast().time() >= period;
    }

    private Sample sample(long now) {
        return new Sample(now, state.nextNode() - 1, presence.onlineNodes(clock.millis()), state.trustPairs(),
                requests());
    }

    private Map<NetworkId, List<NetworkSample>> networkRings(Map<NetworkId, List<NetworkSample>> before, long now,
            int size) {
        Map<NetworkId, List<NetworkSample>> rings = new HashMap<>();
        state.networks().forEach(network -> rings.put(network.id(),
                ring(before.getOrDefault(network.id(), List.of()), sample(network, now), size)));
        return rings;
    }

    private NetworkSample sample(Network network, long now) {
        return new NetworkSample(now, network.name().text(), state.memberCount(network.id()), online(network.id()),
                requests(network.id()));
    }

    /** How many members of a network are online. */
    public long online(NetworkId network) {
        long now = clock.millis();
        return network.backbone()
                ? presence.onlineNodes(now)
                : state.members(network).filter(member -> presence.online(member.node(), now)).count();
    }

    private static <S> List<S> ring(List<S> before, S sample, int size) {
        List<S> samples = new ArrayList<>(before);
        samples.add(sample);
        return List.copyOf(samples.subList(Math.max(0, samples.size() - size), samples.size()));
    }

    /** What to record. */
    public synchronized Statistics statistics() {
        Map<NetworkId, Long> perNetwork = new HashMap<>();
        Stream<NetworkId> live = state.networks().map(Network::id);
        live.forEach(network -> perNetwork.put(network, requests(network)));
        return new Statistics(requests(), since, hourly, daily, perNetwork, networkHourly, networkDaily);
    }
}
