package io.pilothouse.kernel.state;

import io.pilothouse.protocol.BeaconId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The beacons that announced themselves within the last minute ({@code commands-core.md} 1.4). Not in the journal: beacons
 * repeat themselves every 30 seconds, so a restarted registry knows them all soon.
 *
 * <p>Threads: any. Times are milliseconds since 1970 UTC.
 */
public final class BeaconTable {
    /** How long an announcement holds. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    private final ConcurrentHashMap<BeaconId, Announcement> announcements = new ConcurrentHashMap<>();

    private record Announcement(String address, long seen) {
        boolean holds(long now) {
            return now - seen <= LIFE.toMillis();
        }
    }

    /** One beacon. */
    public record Beacon(BeaconId id, String address) {}

    /** Where a beacon is, if its announcement still holds. */
    public Optional<String> address(BeaconId beacon, long now) {
        return Optional.ofNullable(announcements.get(beacon)).filter(entry -> entry.holds(now))
                .map(Announcement::address);
    }

    /** A beacon is here from now on; an earlier announcement of the same beacon is forgotten. */
    public void announce(BeaconId beacon, String address, long now) {
        announcements.put(beacon, new Announcement(address, now));
    }

    /** Whether the beacon is known or there is room for one more, after forgetting the expired ones. */
    public boolean roomFor(BeaconId beacon, long now, int most) {
        if (announcements.containsKey(beacon) || announcements.size() < most) {
            return true;
        }
        sweep(now);
        return announcements.size() < most;
    }

    /** All beacons whose announcement holds, by number. */
    public List<Beacon> list(long now) {
        return announcements.entrySet().stream().filter(entry -> entry.getValue().holds(now))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Beacon(entry.getKey(), entry.getValue().address())).toList();
    }

    /** The beacon that relayed nodes are reached at: the one with the lowest number. */
    public Optional<Beacon> first(long now) {
        return announcements.entrySet().stream().filter(entry -> entry.getValue().holds(now))
                .min(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> new Beacon(entry.getKey(), entry.getValue().address()));
    }

    /** Forgets expired announcements. */
    public void sweep(long now) {
        announcements.values().removeIf(entry -> !entry.holds(now));
    }
}
