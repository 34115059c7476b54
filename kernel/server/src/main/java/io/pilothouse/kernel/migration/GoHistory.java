package io.pilothouse.kernel.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.pilothouse.kernel.model.Statistics.Sample;
import java.util.List;
import java.util.TreeMap;

/** Samples of a Go snapshot: the newest of each bucket, in order, the last few ({@code replication-and-storage.md} 3.3). */
final class GoHistory {
    private GoHistory() {}

    static List<Sample> samples(JsonNode json, long bucketSeconds, int kept) {
        TreeMap<Long, Sample> newest = new TreeMap<>();
        for (JsonNode entry : json) {
            long time = entry.path("ts").asLong();
            Sample sample = new Sample(time, entry.path("total_nodes").asLong(), entry.path("online_nodes").asLong(),
                    entry.path("trust_links").asLong(), entry.path("total_requests").asLong());
            newest.merge(time / bucketSeconds, sample, (one, other) -> one.time() >= other.time() ? one : other);
        }
        List<Sample> samples = List.copyOf(newest.values());
        return samples.subList(Math.max(0, samples.size() - kept), samples.size());
    }
}
