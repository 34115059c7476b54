package io.pilothouse.identity.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the keys of one address. They are good for five minutes; while the issuer cannot be reached longer, if the operator prefers
 * that to letting nobody in. A key that a successful fetch does not have is gone at once. An unknown key id leads to a fetch, so
 * that the issuer can change its keys, but only once in half a minute, so that nobody can make the registry a flood. Of many callers
 * one fetches, the others wait for what it gets.
 *
 * <p>Threads: any that may block; an interrupt ends the waiting.
 */
final class KeyCache {
    /** How long keys are taken as they were fetched. */
    static final Duration FRESH = Duration.ofMinutes(5);
    /** The pause between fetches for key ids that nobody knows, and between attempts while old keys still serve. */
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** So many attempts in a row that brought no keys are made at once, later ones with growing pauses. */
    private static final int AT_ONCE = 3;

    private final PublishedKeys source;
    private final InstantSource clock;
    private final Duration stale;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile State state = new State(null, null, "", 0, null, 0);

    /**
     * What is known.
     *
     * @param keys of the last successful fetch, null before
     * @param since when that was
     * @param failure why the last attempt failed, empty if it did not
     * @param fruitless attempts in a row that brought no keys
     * @param tried when the last attempt was, null before
     * @param attempts how many there were
     */
    private record State(KeySet keys, Instant since, String failure, int fruitless, Instant tried, long attempts) {
        boolean within(Duration limit, Instant now) {
            // A clock that was turned back far makes keys old, not young.
            return since != null && Duration.between(since, now).abs().compareTo(limit) < 0;
        }

        boolean fresh(Instant now) {
            return within(FRESH, now) && !keys.keys().isEmpty();
        }
    }

    /** When a key id that the fresh keys do not have was last fetched for; guarded by the lock. */
    private Instant triedForUnknown;

    /**
     * Begins without keys and fetches nothing.
     *
     * @param stale how long keys serve after the last successful fetch while fetches fail; not above five minutes for no longer
     *     than ever
     */
    KeyCache(PublishedKeys source, InstantSource clock, Duration stale) {
        this.source = source;
        this.clock = clock;
        this.stale = stale;
    }

    /**
     * A key and who has it.
     *
     * @param key as it was published
     * @param issuer whom the discovery document named, or empty
     */
    record Found(JsonWebKey key, String issuer) {}

    Found find(String id) throws NotVerified, InterruptedException {
        State seen = state;
        boolean fresh = seen.fresh(clock.instant());
        Optional<Found> held = fresh ? in(seen, id) : Optional.empty();
        if (held.isPresent()) {
            return held.get();
        }
        if (fresh && id.isEmpty()) {
            throw missing(seen, id, "");
        }
        boolean fetched = false;
        fetching.lockInterruptibly();
        try {
            if (state.attempts() == seen.attempts() && (fresh ? mayTryForUnknown() : mayTry())) {
                attempt();
                fetched = true;
            }
        } finally {
            fetching.unlock();
        }
        return answer(state, id, fetched);
    }

    private static Optional<Found> in(State state, String id) {
        return state.keys().find(id).map(key -> new Found(key, state.keys().issuer()));
    }

    private Found answer(State now, String id, boolean fetched) throws NotVerified {
        Instant time = clock.instant();
        if (now.keys() != null && (now.failure().isEmpty() || now.fresh(time) || now.within(stale, time))) {
            Optional<Found> found = in(now, id);
            if (found.isPresent()) {
                return found.get();
            }
        }
        if (!now.failure().isEmpty()) {
            throw NotVerified.unavailable("JWKS: " + now.failure());
        }
        throw missing(now, id, fetched ? "" : " (cached)");
    }

    private static NotVerified missing(State now, String id, String remark) {
        return NotVerified.malformed(id.isEmpty()
                ? "JWKS: JWT missing required 'kid' header; JWKS has " + now.keys().keys().size() + " keys"
                : "JWKS: JWKS key " + Quoted.of(id) + " not found" + remark);
    }

    private boolean mayTryForUnknown() {
        Instant now = clock.instant();
        if (triedForUnknown != null && Duration.between(triedForUnknown, now).abs().compareTo(PAUSE) < 0) {
            return false;
        }
        triedForUnknown = now;
        return true;
    }

    private boolean mayTry() {
        State last = state;
        if (last.tried() == null || last.fruitless() == 0) {
            return true;
        }
        Instant now = clock.instant();
        Duration pause = PAUSE;
        if (last.keys() == null || last.keys().keys().isEmpty() || !last.within(stale, now)) {
            int beyond = last.fruitless() - AT_ONCE;
            pause = beyond < 0
                    ? Duration.ZERO
                    : Duration.ofSeconds(Math.min(PAUSE.toSeconds(), 1L << Math.min(beyond, 5)));
        }
        return Duration.between(last.tried(), now).abs().compareTo(pause) >= 0;
    }

    private void attempt() throws InterruptedException {
        State last = state;
        try {
            KeySet keys = source.fetch();
            Instant now = clock.instant();
            state = new State(keys, now, "", keys.keys().isEmpty() ? last.fruitless() + 1 : 0, now,
                    last.attempts() + 1);
        } catch (PublishedKeys.Unreachable failed) {
            state = new State(last.keys(), last.since(), failed.getMessage(), last.fruitless() + 1, clock.instant(),
                    last.attempts() + 1);
        }
    }
}
