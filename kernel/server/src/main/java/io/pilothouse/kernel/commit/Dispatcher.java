package io.pilothouse.kernel.commit;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.Authenticator;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.CommandTable;
import io.pilothouse.kernel.command.Consultation;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Errand;
import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.command.Search;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.Request;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way of one request through the kernel: proof, then an answer at once or a place in the commit queue.
 *
 * <p>Threads: any number of event loops. The outcome of a read is told on the caller's thread before {@link #process}
 * returns, that of a mutation later on the committer's, that of a search or consultation later on a thread of its own, that of
 * an errand on the committer's when it is recorded. A mutation for which somebody outside is asked comes to the committer when
 * the answer is there.
 */
public final class Dispatcher implements RequestProcessor {
    private final CommandTable table;
    private final Authenticator authenticator;
    private final LiveState state;
    private final Presence presence;
    private final AccessRules access;
    private final CommitPipeline pipeline;
    private final InstantSource clock;
    private final boolean standby;
    private final RequestCount count;
    private final IdentityDesk identities;
    private final SearchDesk searches = new SearchDesk();
    private final ErrandDesk errands;

    public Dispatcher(CommandTable table, Authenticator authenticator, LiveState state, Presence presence,
            AccessRules access, CommitPipeline pipeline, InstantSource clock, boolean standby,
            RequestCount count, IdentityDesk identities) {
        this.table = table;
        this.authenticator = authenticator;
        this.state = state;
        this.presence = presence;
        this.access = access;
        this.pipeline = pipeline;
        this.clock = clock;
        this.standby = standby;
        this.count = count;
        this.identities = identities;
        errands = new ErrandDesk(pipeline);
    }

    @Override
    public void process(Request request, Source source, Consumer<Outcome> outcome) {
        count.counted(request.subject());
        try {
            Handler<?> handler = table.of(request.command().type());
            if (standby && !handler.onStandby()) {
                throw standbyRefusal();
            }
            Caller caller = authenticator.examine(request, source, state, clock.millis());
            run(handler, request.command(), caller, outcome);
        } catch (Refusal refusal) {
            pipeline.refused(DenialWatch.Denied.command(request.command(), source, refusal));
            outcome.accept(Outcome.Refused.because(refusal));
        } catch (RuntimeException | StackOverflowError defect) {
            outcome.accept(CommitPipeline.incident(request.command().type().name(), defect));
        }
    }

    @Override
    public Outcome unknown(UnknownMessage message) {
        count.counted(message.subject());
        return standby
                ? Outcome.Refused.because(standbyRefusal())
                : new Outcome.Refused(Refusal.Code.INVALID,
                        "unknown message type: " + Quoted.text(message.type()));
    }

    /** A standby answers what a poll or heartbeat comes to and leaves the change to the primary, which will hear of it too. */
    private static Outcome unrecorded(Decision decision, Presence presence, long now) {
        decision.seen().ifPresent(node -> presence.seen(node, now));
        return decision.refusal().<Outcome>map(Outcome.Refused::because)
                .orElseGet(() -> new Outcome.Done(decision.reply()));
    }

    private static Refusal standbyRefusal() {
        return new Refusal(Refusal.Code.UNAVAILABLE, "standby mode: write operations not accepted (use primary)");
    }

    @SuppressWarnings("unchecked") // The table gives the handler of exactly this command's class.
    private <C extends Command> void run(Handler<?> handler, C command, Caller caller, Consumer<Outcome> outcome) {
        Context context = new Context(state, caller, access, presence, clock.millis());
        switch (handler) {
            case Query<?> query -> outcome
                    .accept(new Outcome.Done(((Query<C>) query).answer(command, context)));
            case Search<?> search -> searches.take(command.type().name(),
                    ((Search<C>) search).begin(command, context), outcome);
            case Consultation<?> consultation -> consult((Consultation<C>) consultation, command, context, outcome);
            case Errand<?> errand -> errands.take(command.type().name(), caller.source(),
                    ((Errand<C>) errand).begin(command, context), outcome);
            case Mutation<?> mutation -> {
                Mutation<C> own = (Mutation<C>) mutation;
                Optional<Reply> ready = own.answerWithoutChange(command, context);
                if (ready.isPresent()) {
                    outcome.accept(new Outcome.Done(ready.get()));
                } else if (standby) {
                    outcome.accept(unrecorded(own.decide(command, context), presence, clock.millis()));
                } else {
                    submit(own, command, context, outcome);
                }
            }
        }
    }

    /** Nobody waits here; the answer is told when the provider has spoken. */
    private <C extends Command> void consult(Consultation<C> own, C command, Context context,
            Consumer<Outcome> outcome) {
        identities.ask(own.inquiry(command, context),
                evidence -> outcome.accept(consulted(own, command, evidence)));
    }

    private static <C extends Command> Outcome consulted(Consultation<C> own, C command, IdentityEvidence evidence) {
        try {
            return new Outcome.Done(own.answer(command, evidence));
        } catch (Refusal refusal) {
            return Outcome.Refused.because(refusal);
        } catch (RuntimeException | StackOverflowError defect) {
            return CommitPipeline.incident(command.type().name(), defect);
        }
    }

    /** A mutation waits for whom it has to ask outside the committer, which waits for nobody. */
    private <C extends Command> void submit(Mutation<C> own, C command, Context context, Consumer<Outcome> outcome) {
        Caller caller = context.caller();
        Optional<Inquiry> inquiry = own.inquiry(command, context);
        if (inquiry.isEmpty()) {
            pipeline.submit(own, command, caller, outcome);
        } else {
            identities.ask(inquiry.get(),
                    evidence -> pipeline.submit(own, command, caller.with(evidence), outcome));
        }
    }
}
