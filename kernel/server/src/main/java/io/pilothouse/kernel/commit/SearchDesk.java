package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.command.Search;
import io.pilothouse.kernel.model.Refusal;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where requests wait that read the store. Two threads do it, so that however many search, the rest of the registry keeps the
 * processor; platform threads, because a store may be native code, which would hold the carriers of virtual ones.
 *
 * <p>Threads: any.
 */
final class SearchDesk {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), Thread.ofPlatform().daemon().name("pilothouse-search-", 1).factory());

    SearchDesk() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does the work and tells its outcome; refuses at once when too many wait. */
    void take(String command, Search.Work work, Consumer<Outcome> outcome) {
        try {
            threads.execute(() -> outcome.accept(answer(command, work)));
        } catch (RejectedExecutionException full) {
            throw new Refusal(Refusal.Code.UNAVAILABLE, "too many searches of the audit trail are waiting, try again");
        }
    }

    private static Outcome answer(String command, Search.Work work) {
        try {
            return new Outcome.Done(work.answer());
        } catch (Refusal refusal) {
            return Outcome.Refused.because(refusal);
        } catch (IOException | RuntimeException | StackOverflowError defect) {
            return CommitPipeline.incident(command, defect);
        }
    }
}
