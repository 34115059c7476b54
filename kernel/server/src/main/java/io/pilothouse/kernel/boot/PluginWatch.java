package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.plugin.PluginAudit;
import io.pilothouse.kernel.commit.CommitPipeline;
import io.pilothouse.kernel.commit.Outcome;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.plugin.PluginEvent;
import io.pilothouse.kernel.plugin.PluginShelf;
import io.pilothouse.protocol.command.EmptyReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks from time to time what has become of the operator's plugins, and has what happened recorded. On a thread of its own,
 * because a plugin may take its time to load.
 *
 * <p>Threads: {@link #begin} and {@link #close} one.
 */
final class PluginWatch implements AutoCloseable {
    private final PluginShelf shelf;
    private final Optional<CommitPipeline> pipeline;
    private final Consumer<Outcome> recorded;
    private final Chores watch = new Chores("pilothouse-plugins");

    /**
     * Not looking yet.
     *
     * @param pipeline records; a standby has none, because it writes no journal of its own
     * @param recorded is told what became of it
     */
    PluginWatch(PluginShelf shelf, Optional<CommitPipeline> pipeline, Consumer<Outcome> recorded) {
        this.shelf = shelf;
        this.pipeline = pipeline;
        this.recorded = recorded;
    }

    /**
     * Records what happened at the start and begins to look.
     *
     * @param every how often; not at all if it is zero
     */
    void begin(List<PluginEvent> atStart, Duration every) {
        record(atStart);
        shelf.listen(this::record);
        if (every.isPositive()) {
            watch.every(every, "looking for plugins", () -> record(shelf.look()));
        }
    }

    private void record(List<PluginEvent> events) {
        pipeline.filter(recorder -> !events.isEmpty()).ifPresent(recorder -> recorder.submitInternal(context -> {
            Decision decision = Decision.reply(new EmptyReply(), new Principal.Registry());
            for (PluginEvent event : events) {
                decision = decision.event(PluginAudit.event(PluginControl.event(event)));
            }
            return decision;
        }, recorded));
    }

    @Override
    public void close() {
        watch.close();
    }
}
