package io.pilothouse.kernel.command.score;

import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.KernelPolicy;
import java.util.List;

/** The handlers of this room. */
public final class ScoreHandlers {
    private ScoreHandlers() {}

    /** All of them. */
    public static List<Handler<?>> handlers(KernelPolicy policy) {
        return List.of(new UpdatePoloScoreHandler(policy), new SetPoloScoreHandler(policy), new GetPoloScoreHandler());
    }
}
