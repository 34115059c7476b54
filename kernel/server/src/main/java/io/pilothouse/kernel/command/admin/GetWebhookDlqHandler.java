package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.GetWebhookDlq;
import java.util.List;
import java.util.Optional;

/** {@code get_webhook_dlq}: ADMIN. The newest dead letters, as many as R1 keeps; {@code get_webhook} says how many there are. */
public record GetWebhookDlqHandler(Deliveries deliveries) implements Query<GetWebhookDlq> {
    @Override
    public CommandType<GetWebhookDlq, ?> type() {
        return GetWebhookDlq.TYPE;
    }

    @Override
    public GetWebhookDlq.Ok answer(GetWebhookDlq command, Context context) {
        context.admin();
        List<GetWebhookDlq.DeadLetter> letters = deliveries
                .deadLetters(Sinks.place(command.sink(), context.state(), "get_webhook_dlq")).stream()
                .map(one -> new GetWebhookDlq.DeadLetter(one.event(), one.action(), one.timestamp(),
                        one.data().members().isEmpty() ? Optional.empty() : Optional.of(one.data()), one.reason()))
                .toList();
        return new GetWebhookDlq.Ok(letters, letters.size());
    }
}
