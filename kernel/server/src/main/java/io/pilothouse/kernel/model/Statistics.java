package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import java.util.List;
import java.util.Map;

/**
 * Counters and samples that survive restarts ({@code http.md} 3).
 *
 * @param requests all requests ever
 * @param since the time that uptime is counted from, milliseconds since 1970 UTC
 * @param hourly one sample an hour, at most 24, oldest first
 * @param daily one sample a day, at most 7, oldest first
 * @param networkRequests requests per network
 * @param networkHourly samples per network
 * @param networkDaily samples per network
 */
public record Statistics(long requests, long since, List<Sample> hourly, List<Sample> daily,
        Map<NetworkId, Long> networkRequests, Map<NetworkId, List<NetworkSample>> networkHourly,
        Map<NetworkId, List<NetworkSample>> networkDaily) {
    /** Nothing counted. */
    public static final Statistics NONE = new Statistics(0, 0, List.of(), List.of(), Map.of(), Map.of(), Map.of());

    public Statistics {
        hourly = hourly == null ? List.of() : List.copyOf(hourly);
        daily = daily == null ? List.of() : List.copyOf(daily);
        networkRequests = networkRequests == null ? Map.of() : Map.copyOf(networkRequests);
        networkHourly = networkHourly == null ? Map.of() : Map.copyOf(networkHourly);
        networkDaily = networkDaily == null ? Map.of() : Map.copyOf(networkDaily);
    }

    /** The registry at one time, {@code time} in seconds since 1970 UTC. */
    public record Sample(long time, long totalNodes, long onlineNodes, long trustLinks, long requests) {}

    /** One network at one time, {@code time} in seconds since 1970 UTC. */
    public record NetworkSample(long time, String name, long members, long online, long requests) {}
}
