package io.pilothouse.kernel.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.access.Authenticator;
import io.pilothouse.kernel.access.Source;
import io.pilothouse.kernel.command.CommandTable;
import io.pilothouse.kernel.command.GoldenKey;
import io.pilothouse.kernel.command.Handler;
import io.pilothouse.kernel.command.KernelPolicy;
import io.pilothouse.kernel.command.admin.AdminHandlers;
import io.pilothouse.kernel.command.admin.Deliveries;
import io.pilothouse.kernel.command.admin.Offered;
import io.pilothouse.kernel.command.audit.AuditHandlers;
import io.pilothouse.kernel.command.audit.NoArchive;
import io.pilothouse.kernel.command.audit.RecentAudit;
import io.pilothouse.kernel.command.beacon.BeaconHandlers;
import io.pilothouse.kernel.command.identity.IdentityHandlers;
import io.pilothouse.kernel.command.member.MemberHandlers;
import io.pilothouse.kernel.command.network.NetworkHandlers;
import io.pilothouse.kernel.command.node.NodeHandlers;
import io.pilothouse.kernel.command.plugin.PluginDesk;
import io.pilothouse.kernel.command.plugin.PluginHandlers;
import io.pilothouse.kernel.command.policy.PolicyHandlers;
import io.pilothouse.kernel.command.provision.ProvisionHandlers;
import io.pilothouse.kernel.command.score.ScoreHandlers;
import io.pilothouse.kernel.command.trust.TrustHandlers;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.HandshakeInbox;
import io.pilothouse.kernel.model.HandshakeRequest;
import io.pilothouse.kernel.model.Invite;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.PluginChange;
import io.pilothouse.protocol.command.PluginInspect;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.PollHandshakes;
import io.pilothouse.protocol.command.PollInvites;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.JsonMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a standby answers although it would be a change: it changes nothing and leaves that to the primary. */
class StandbyAnswersTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final NodeId ONE = NodeId.of(1);
    private static final GoldenKey KEY = GoldenKey.of(1);

    private final MemoryStore store = new MemoryStore();
    private final LiveState state = new LiveState();
    private final Presence presence = new Presence();
    private final Dispatcher standby;

    StandbyAnswersTest() {
        AccessRules access = new AccessRules(AdminToken.of("adm1n"), false, Keys.SECRETS);
        Authenticator authenticator = new Authenticator(GoldenKey.CHECK, (seal, command, view, time) -> {
            throw new Refusal(Refusal.Code.UNSUPPORTED, "no seals here");
        }, presence);
        // A pipeline that was never started would leave a request without an answer.
        CommitPipeline pipeline = new CommitPipeline(state, presence, new Journal(store, 0), access,
                () -> Instant.ofEpochMilli(NOW));
        standby = new Dispatcher(new CommandTable(handlers()), authenticator, state, presence, access, pipeline,
                () -> Instant.ofEpochMilli(NOW), true, subject -> {}, (inquiry, evidence) -> {
                    throw new AssertionError("a standby asks nobody");
                });
        state.apply(new Change.NetworkPut(Network.backbone(NOW)));
        put(KeyLife.begun(NOW));
    }

    private static List<Handler<?>> handlers() {
        List<Handler<?>> all = new ArrayList<>();
        all.addAll(NodeHandlers.handlers(KernelPolicy.DEFAULT, key -> true, new BeaconTable()));
        all.addAll(TrustHandlers.handlers());
        all.addAll(BeaconHandlers.handlers(KernelPolicy.DEFAULT, new BeaconTable()));
        all.addAll(ScoreHandlers.handlers(KernelPolicy.DEFAULT));
        all.addAll(IdentityHandlers.handlers());
        all.addAll(NetworkHandlers.handlers());
        all.addAll(MemberHandlers.handlers());
        all.addAll(PolicyHandlers.handlers());
        all.addAll(AuditHandlers.handlers(new RecentAudit(), new NoArchive()));
        all.addAll(AdminHandlers.handlers((network, limit) -> List.of(), Deliveries.NONE, Offered.NOTHING));
        all.addAll(ProvisionHandlers.handlers(Offered.NOTHING));
        all.addAll(PluginHandlers.handlers(new NoPlugins()));
        return all;
    }

    /** Nobody asks for plugins here. */
    private static final class NoPlugins implements PluginDesk {
        @Override
        public List<PluginInspect.Ok> report() {
            return List.of();
        }

        @Override
        public List<PluginChange.Event> install(String incoming) {
            throw new AssertionError("a standby installs nothing");
        }

        @Override
        public List<PluginChange.Event> remove(String id) {
            throw new AssertionError("a standby removes nothing");
        }

        @Override
        public List<PluginChange.Event> reload(String id) {
            throw new AssertionError("a standby reloads nothing");
        }

        @Override
        public List<PluginChange.Event> disable(String id) {
            throw new AssertionError("a standby disables nothing");
        }

        @Override
        public List<PluginChange.Event> enable(String id) {
            throw new AssertionError("a standby enables nothing");
        }
    }

    private void put(KeyLife life) {
        Node node = Node.fresh(ONE, KEY.publicKey(), NOW).with(edit -> edit.keyLife(life).realAddress("192.0.2.1:1"));
        state.apply(new Change.NodePut(node));
    }

    private Outcome ask(String members, String text) throws MalformedJsonException {
        Request request = JsonMessages.request(JsonReader.object("{\"node_id\":1,\"signature\":\"" + KEY.sign(text)
                + "\"," + members + "}")).orElseThrow();
        AtomicReference<Outcome> told = new AtomicReference<>();
        standby.process(request, new Source("127.0.0.1", 5, false), told::set);
        assertEquals(0, store.lastSequence(), "nothing is written");
        return told.get();
    }

    private <R> R done(Class<R> reply, Outcome outcome) {
        return assertInstanceOf(reply, assertInstanceOf(Outcome.Done.class, outcome).reply());
    }

    @Test
    void handshakesAreShownAndStay() throws MalformedJsonException {
        HandshakeInbox inbox = new HandshakeInbox(List.of(new HandshakeRequest(NodeId.of(2), "k", "please", NOW)),
                List.of());
        state.apply(new Change.HandshakesPut(ONE, inbox));
        for (int i = 0; i < 2; i++) {
            Outcome outcome = ask("\"type\":\"poll_handshakes\"", "poll_handshakes:1");
            assertEquals("please", done(PollHandshakes.Ok.class, outcome).requests().getFirst().justification());
        }
        assertEquals(inbox, state.handshakes(ONE));
    }

    @Test
    void expiredInvitesAreLeftOutAndStay() throws MalformedJsonException {
        state.apply(new Change.InvitesPut(ONE, List.of(new Invite(NetworkId.of(1), NodeId.of(2), NOW - Invite.LIFE - 1),
                new Invite(NetworkId.of(2), NodeId.of(2), NOW))));
        Outcome outcome = ask("\"type\":\"poll_invites\"", "poll_invites:1");
        assertEquals(1, done(PollInvites.Ok.class, outcome).invites().size());
        assertEquals(2, state.invites(ONE).size());
    }

    @Test
    void anExtendedHeartbeatIsASignOfLifeAndMovesNobody() throws MalformedJsonException {
        Outcome outcome = ask("\"type\":\"heartbeat\",\"listen_addr\":\"198.51.100.7:9\"",
                "heartbeat:1:198.51.100.7:9");
        assertEquals(NOW / 1000, done(Heartbeat.Ok.class, outcome).time());
        assertEquals(NOW, presence.lastSeen(ONE));
        assertEquals("192.0.2.1:1", state.node(ONE).orElseThrow().realAddress());
    }

    @Test
    void anExpiredKeyIsRefused() throws MalformedJsonException {
        put(KeyLife.begun(NOW - 10_000).expiring(NOW - 5_000, "then"));
        Outcome outcome = ask("\"type\":\"heartbeat\"", "heartbeat:1");
        assertEquals("node 1: key expired at then", assertInstanceOf(Outcome.Refused.class, outcome).text());
    }

    @Test
    void aRealChangeIsRefused() throws MalformedJsonException {
        Outcome outcome = ask("\"type\":\"set_tags\",\"tags\":[\"a\"]", "set_tags:1");
        assertEquals("standby mode: write operations not accepted (use primary)",
                assertInstanceOf(Outcome.Refused.class, outcome).text());
        assertTrue(state.node(ONE).orElseThrow().tags().isEmpty());
    }
}
