package io.pilothouse.kernel.command;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.CommandType;

/** What commands say that would configure something which this registry cannot do: better no than half a yes. */
public final class Unoffered {
    /** The status of what is not configured. */
    public static final String DISABLED = "disabled";

    private Unoffered() {}

    /** {@code <command> is not offered by this release}. */
    public static Refusal refusal(CommandType<?, ?> type) {
        return new Refusal(Refusal.Code.UNSUPPORTED, type.name() + " is not offered by this release");
    }
}
