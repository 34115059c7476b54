package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Errand;
import io.pilothouse.kernel.model.Refusal;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where errands wait for the one thread that runs them. What they have done is handed to the committer, which records it and
 * answers.
 *
 * <p>Threads: any.
 */
final class ErrandDesk {
    private static final int WAITING = 16;

    private final CommitPipeline pipeline;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), Thread.ofPlatform().daemon().name("pilothouse-errand").factory());

    ErrandDesk(CommitPipeline pipeline) {
        this.pipeline = pipeline;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Does the work and has it recorded; refuses at once what could not be recorded, or when too many wait. */
    void take(String command, Source source, Errand.Work work, Consumer<Outcome> outcome) {
        if (!pipeline.readOnly().isEmpty()) {
            throw new Refusal(Refusal.Code.UNAVAILABLE, "registry is read-only: " + pipeline.readOnly());
        }
        try {
            thread.execute(() -> run(command, source, work, outcome));
        } catch (RejectedExecutionException full) {
            throw new Refusal(Refusal.Code.UNAVAILABLE, "too many commands about plugins are waiting, try again");
        }
    }

    private void run(String command, Source source, Errand.Work work, Consumer<Outcome> outcome) {
        Decision done;
        try {
            done = work.carryOut();
        } catch (Refusal refusal) {
            outcome.accept(Outcome.Refused.because(refusal));
            return;
        } catch (RuntimeException | StackOverflowError defect) {
            outcome.accept(CommitPipeline.incident(command, defect));
            return;
        }
        pipeline.submitAbout(command, source, context -> done, outcome);
    }
}
