package io.pilothouse.kernel.command.beacon;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.Endpoints;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.command.BeaconRegister;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Reply;
import java.util.Optional;

/**
 * {@code beacon_register}: open, or ADMIN by policy ({@code commands-core.md} Part IV 13). The announcement itself is not
 * stored. Only a new or moved beacon is audited: every beacon repeats itself every 30 seconds, and R1, which audits each
 * time, drowns its 1000 audit entries in them.
 */
public final class BeaconRegisterHandler implements Mutation<BeaconRegister> {
    private static final int LONGEST_ADDRESS = 256;

    private final KernelPolicy policy;
    private final BeaconTable beacons;

    public BeaconRegisterHandler(KernelPolicy policy, BeaconTable beacons) {
        this.policy = policy;
        this.beacons = beacons;
    }

    @Override
    public CommandType<BeaconRegister, ?> type() {
        return BeaconRegister.TYPE;
    }

    @Override
    public Optional<Reply> answerWithoutChange(BeaconRegister command, Context context) {
        check(command, context);
        if (!known(command, context)) {
            return Optional.empty();
        }
        beacons.announce(command.beacon(), command.address(), context.now());
        return Optional.of(new BeaconRegister.Ok(command.beacon()));
    }

    @Override
    public Decision decide(BeaconRegister command, Context context) {
        Principal actor = check(command, context);
        boolean known = known(command, context);
        beacons.announce(command.beacon(), command.address(), context.now());
        Decision decision = Decision.reply(new BeaconRegister.Ok(command.beacon()), actor);
        return known
                ? decision
                : decision.event(AuditEvent.of("beacon.registered").and("beacon_id", command.beacon().value())
                        .and("addr", command.address()));
    }

    private boolean known(BeaconRegister command, Context context) {
        return beacons.address(command.beacon(), context.now()).filter(command.address()::equals).isPresent();
    }

    private Principal check(BeaconRegister command, Context context) {
        if (command.beacon().none()) {
            throw new Refusal(Refusal.Code.INVALID, "beacon_id required");
        }
        if (command.address().isEmpty()) {
            throw new Refusal(Refusal.Code.INVALID, "addr required");
        }
        boolean whole = Endpoints.parse(command.address()).filter(parsed -> !parsed.host().isEmpty()).isPresent();
        if (!whole || Label.utf8Length(command.address()) > LONGEST_ADDRESS) {
            throw new Refusal(Refusal.Code.INVALID,
                    "invalid addr: must be host:port of at most " + LONGEST_ADDRESS + " bytes");
        }
        Principal actor = policy.beaconToken() ? context.admin() : new Principal.Anonymous();
        if (!beacons.roomFor(command.beacon(), context.now(), policy.maxBeacons())) {
            throw new Refusal(Refusal.Code.LIMIT, "too many beacons (max " + policy.maxBeacons() + ")");
        }
        return actor;
    }
}
