package io.pilothouse.kernel.audit;

import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.audit.AuditTrail;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.DenialWatch;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records refusals of who could not prove to be somebody or may not do something: so many a second for one source, and so many
 * in all. The rest is counted, and the next one that is recorded says how many there were.
 *
 * <p>Threads: any.
 */
public final class Denials implements DenialWatch {
    private static final int LONGEST = 300;

    private final CommitPipeline pipeline;
    private final InstantSource clock;
    private final int perSource;
    private final int inAll;
    private final LongAdder suppressed = new LongAdder();
    private final Map<String, Integer> sources = new HashMap<>();
    private volatile long fullSecond;
    private long second;
    private int recorded;
    private long told;

    /**
     * A recorder that writes through a pipeline.
     *
     * @param perSource refusals a second that are recorded of one address
     * @param inAll refusals a second that are recorded at all; 0 for none
     */
    public Denials(CommitPipeline pipeline, InstantSource clock, int perSource, int inAll) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.perSource = perSource;
        this.inAll = inAll;
    }

    /** Refusals that were not recorded. */
    public long suppressed() {
        return suppressed.sum();
    }

    @Override
    public void refused(Denied denied) {
        Refusal refusal = denied.refusal();
        if (refusal.code() != Refusal.Code.UNAUTHENTICATED && refusal.code() != Refusal.Code.FORBIDDEN) {
            return;
        }
        long now = clock.millis() / 1000;
        if (now == fullSecond || !admitted(now, denied.source().ip())) {
            suppressed.increment();
            return;
        }
        String reason = refusal.getMessage();
        Refusal bounded = reason.length() <= LONGEST
                ? refusal
                : new Refusal(refusal.code(), reason.substring(0, LONGEST));
        AuditEvent event = event(denied, bounded);
        pipeline.submitAbout(denied.what(), denied.source(),
                context -> Decision.refuse(bounded, new Principal.Anonymous()).event(event), this::written);
    }

    /** A refusal of the same words is the wanted outcome; anything else means that it was not written. */
    private void written(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused && refused.code() == Refusal.Code.UNAVAILABLE) {
            suppressed.increment();
        }
    }

    private AuditEvent event(Denied denied, Refusal refusal) {
        AuditEvent event = AuditEvent.of(AuditTrail.DENIED).and("command", denied.what())
                .and("code", refusal.code().name().toLowerCase(Locale.ROOT))
                .and("reason", refusal.getMessage());
        if (!denied.signer().none()) {
            event = event.and("node_id", denied.signer());
        }
        if (!denied.scope().backbone()) {
            event = event.and("network_id", denied.scope());
        }
        long more = untold();
        return more == 0 ? event : event.and("suppressed", more);
    }

    private synchronized long untold() {
        long sum = suppressed.sum();
        long more = sum - told;
        told = sum;
        return more;
    }

    private synchronized boolean admitted(long now, String ip) {
        if (now != second) {
            second = now;
            recorded = 0;
            sources.clear();
        }
        if (recorded >= inAll) {
            // Until the second is over nobody needs to ask here again.
            fullSecond = now;
            return false;
        }
        Integer before = sources.get(ip);
        if (before != null && before >= perSource) {
            return false;
        }
        sources.put(ip, before == null ? 1 : before + 1);
        recorded++;
        return true;
    }
}
