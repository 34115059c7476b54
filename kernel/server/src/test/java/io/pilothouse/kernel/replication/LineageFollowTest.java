package io.pilothouse.kernel.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Membership;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A primary of R1 forgets who let in whom; what follows it does not. */
class LineageFollowTest {
    private static final NetworkId TEAM = NetworkId.of(1);

    private final LiveState now = new LiveState();

    private static LiveState shown(long... members) {
        LiveState state = new LiveState();
        state.apply(new Change.NetworkPut(Facts.team()));
        for (int i = 0; i < members.length; i++) {
            state.apply(Facts.put(members[i]));
            state.apply(Facts.member(members[i], i + 1, Role.ADMIN));
        }
        return state;
    }

    private void follow(long... members) {
        Difference.between(now, shown(members), true).forEach(now::apply);
    }

    @Test
    void whoLetInAMemberThatIsGoneStaysKnownUntilItReturns() {
        follow(1, 2, 3);
        for (long node : List.of(2L, 3L)) {
            Membership member = now.membership(TEAM, NodeId.of(node)).orElseThrow();
            now.apply(new Change.MemberPut(new Membership(TEAM, member.node(), member.order(), member.role(),
                    member.tags(), member.joined(), NodeId.of(node - 1))));
        }
        follow(1, 3);
        assertEquals(NodeId.of(1), now.keptAdmission(TEAM, NodeId.of(2)));
        follow(1, 3, 2);
        assertTrue(now.keptAdmission(TEAM, NodeId.of(2)).none());
        assertEquals(1, now.admittees(TEAM, NodeId.of(2)));
    }
}
