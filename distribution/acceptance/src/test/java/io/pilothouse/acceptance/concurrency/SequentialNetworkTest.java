package io.pilothouse.acceptance.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model must object to each kind of history that must not be. */
class SequentialNetworkTest {
    private final SequentialNetwork network = new SequentialNetwork();

    @BeforeEach
    void found() {
        happens("network.created", "creator_node_id", "1", "join_rule", "invite");
        happens("network.policy_changed", "new_max_members", "2");
        happens("invite.created", "inviter_id", "1", "target_node_id", "2");
    }

    private static Event event(String action, String... attributes) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put(attributes[i], attributes[i + 1]);
        }
        return new Event(action, 7, map);
    }

    private void happens(String action, String... attributes) {
        assertEquals(Optional.empty(), network.happens(event(action, attributes)));
    }

    private void cannot(String action, String... attributes) {
        assertTrue(network.happens(event(action, attributes)).isPresent(), action);
    }

    private void accepted(String node) {
        happens("invite.responded", "node_id", node, "accepted", "true");
        happens("network.joined", "node_id", node);
    }

    @Test
    void anInvitationIsGoodOnce() {
        cannot("invite.created", "inviter_id", "1", "target_node_id", "2");
        accepted("2");
        cannot("invite.responded", "node_id", "2", "accepted", "true");
        cannot("invite.created", "inviter_id", "2", "target_node_id", "3");
        cannot("network.joined", "node_id", "3");
    }

    @Test
    void theCapHolds() {
        happens("invite.created", "inviter_id", "1", "target_node_id", "3");
        accepted("2");
        happens("invite.responded", "node_id", "3", "accepted", "true");
        cannot("network.joined", "node_id", "3");
        assertEquals(2, network.most());
    }

    @Test
    void whoAcceptsJoinsAtOnce() {
        happens("invite.responded", "node_id", "2", "accepted", "true");
        cannot("network.joined", "node_id", "3");
        cannot("network.policy_changed", "new_max_members", "5");
        happens("network.joined", "node_id", "2");
        cannot("network.joined", "node_id", "2");
    }

    @Test
    void whoRejectsDoesNotJoin() {
        happens("invite.responded", "node_id", "2", "accepted", "false");
        cannot("network.joined", "node_id", "2");
        happens("invite.created", "inviter_id", "1", "target_node_id", "2");
    }

    @Test
    void thereIsOneOwnerWhoCannotGo() {
        accepted("2");
        cannot("network.left", "node_id", "1");
        cannot("member.kicked", "target_node_id", "1", "role", "owner");
        cannot("network.ownership_transferred", "old_owner", "2", "new_owner", "1", "new_owner_old_role", "owner");
        happens("network.ownership_transferred", "old_owner", "1", "new_owner", "2", "new_owner_old_role", "member");
        assertEquals(Map.of(1L, "admin", 2L, "owner"), network.roles());
        happens("member.kicked", "target_node_id", "1", "role", "admin");
        cannot("network.left", "node_id", "1");
    }

    @Test
    void whoGoesTakesInvitationsAlong() {
        accepted("2");
        happens("network.ownership_transferred", "old_owner", "1", "new_owner", "2", "new_owner_old_role", "member");
        happens("invite.created", "inviter_id", "1", "target_node_id", "3");
        happens("network.left", "node_id", "1");
        assertEquals(Map.of(), network.invited());
        assertEquals(List.of(2L), List.copyOf(network.roles().keySet()));
    }

    @Test
    void whatNobodyAskedForIsNoPartOfIt() {
        cannot("member.promoted", "target_node_id", "2");
        cannot("network.created", "creator_node_id", "2", "join_rule", "open");
    }
}
