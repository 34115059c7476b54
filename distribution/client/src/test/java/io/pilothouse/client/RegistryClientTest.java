package io.pilothouse.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Bytes;
import io.pilothouse.client.testing.ScriptedRegistry.Drop;
import io.pilothouse.client.testing.ScriptedRegistry.Refuse;
import io.pilothouse.client.testing.ScriptedRegistry.Response;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.client.testing.ScriptedRegistry.Silence;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.BeaconList;
import io.pilothouse.protocol.command.GetPoloScore;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.SetHostname;
import io.pilothouse.protocol.command.SubscribeReplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegistryClientTest {
    private static final Reconnect QUICK = new Reconnect(5, Duration.ofMillis(1), Duration.ofMillis(4));

    @Test
    void answersAreTyped() {
        try (ScriptedRegistry registry = new ScriptedRegistry(RegistryClientTest::score);
                RegistryClient client = RegistryClient.to(registry.address()).open()) {
            assertEquals(7, call(client, 7).poloScore());
            assertEquals(new GetPoloScore(NodeId.of(7)), registry.command());
        }
    }

    @Test
    void pipelinedCommandsAreAnsweredInTheirOrderOverOneConnection() {
        try (ScriptedRegistry registry = new ScriptedRegistry(RegistryClientTest::score);
                RegistryClient client = RegistryClient.to(registry.address()).open()) {
            List<CompletableFuture<GetPoloScore.Ok>> answers = IntStream.rangeClosed(1, 500)
                    .mapToObj(i -> client.callAsync(GetPoloScore.TYPE, new GetPoloScore(NodeId.of(i)))).toList();
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(i + 1, answers.get(i).join().poloScore());
            }
            assertEquals(IntStream.rangeClosed(1, 500).mapToObj(i -> new GetPoloScore(NodeId.of(i))).toList(),
                    registry.requests().stream().map(Request::command).toList());
            assertEquals(1, registry.connections());
        }
    }

    @Test
    void anErrorReplyIsARefusalAndTheConnectionStays() {
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> request.command() instanceof BeaconList
                        ? new Say(new BeaconList.Ok(List.of()))
                        : new Refuse("node 9: node not found"));
                RegistryClient client = RegistryClient.to(registry.address()).open()) {
            RegistryRefusal refusal = assertThrows(RegistryRefusal.class, () -> call(client, 9));
            assertEquals("node 9: node not found", refusal.text());
            assertEquals("get_polo_score", refusal.command());
            assertEquals("registry refused get_polo_score: node 9: node not found", refusal.getMessage());
            assertEquals(List.of(), client.call(BeaconList.TYPE, new BeaconList()).beacons());
            assertEquals(1, registry.connections());
        }
    }

    @Test
    void whatGotNoReplyIsSentOnceMoreInItsOrder() {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> count.incrementAndGet() == 3 ? new Drop() : score(request));
                RegistryClient client = RegistryClient.to(registry.address()).reconnect(QUICK).open()) {
            List<CompletableFuture<GetPoloScore.Ok>> answers = IntStream.rangeClosed(1, 50)
                    .mapToObj(i -> client.callAsync(GetPoloScore.TYPE, new GetPoloScore(NodeId.of(i)))).toList();
            assertEquals(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList(),
                    answers.stream().map(answer -> answer.join().poloScore()).toList());
            assertEquals(2, registry.connections());
            assertEquals(51, registry.requests().size());
            assertEquals(registry.requests().get(2).command(), registry.requests().get(3).command());
        }
    }

    @Test
    void aCommandIsSentAtMostTwice() {
        try (ScriptedRegistry registry = new ScriptedRegistry(_ -> new Drop());
                RegistryClient client = RegistryClient.to(registry.address()).reconnect(QUICK).open()) {
            RegistryUnavailableException failure = assertThrows(RegistryUnavailableException.class,
                    () -> call(client, 1));
            assertTrue(failure.getMessage().startsWith("lost the connection to " + registry.address()),
                    failure.getMessage());
            assertEquals(2, registry.requests().size());
        }
    }

    @Test
    void withoutReconnectingALostConnectionIsToldAtOnce() {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> count.incrementAndGet() == 1 ? new Drop() : score(request));
                RegistryClient client = RegistryClient.to(registry.address()).reconnect(Reconnect.NEVER).open()) {
            assertThrows(RegistryUnavailableException.class, () -> call(client, 1));
            assertEquals(2, call(client, 2).poloScore());
            assertEquals(2, registry.requests().size());
        }
    }

    @Test
    void aConnectionThatWasCutWhileIdleIsMadeAnew() {
        try (ScriptedRegistry registry = new ScriptedRegistry(RegistryClientTest::score);
                RegistryClient client = RegistryClient.to(registry.address()).reconnect(QUICK).open()) {
            for (int i = 1; i <= 5; i++) {
                assertEquals(i, call(client, i).poloScore());
                registry.cut();
            }
            assertEquals(5, registry.connections());
        }
    }

    @Test
    void silenceCountsAsALostConnection() {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> count.incrementAndGet() == 1 ? new Silence() : score(request));
                RegistryClient client = RegistryClient.to(registry.address()).reconnect(QUICK)
                        .requestTimeout(Duration.ofMillis(200)).open()) {
            assertEquals(4, call(client, 4).poloScore());
            assertEquals(2, registry.connections());
        }
        try (ScriptedRegistry registry = new ScriptedRegistry(_ -> new Silence());
                RegistryClient client = RegistryClient.to(registry.address()).reconnect(Reconnect.NEVER)
                        .requestTimeout(Duration.ofMillis(200)).open()) {
            RegistryUnavailableException failure = assertThrows(RegistryUnavailableException.class,
                    () -> call(client, 4));
            assertTrue(failure.getMessage().endsWith("no reply within 200 ms"), failure.getMessage());
        }
    }

    @Test
    void aRegistryThatIsNotThereIsToldAtOnceAndFoundLater() throws IOException {
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        try (ScriptedRegistry second = new ScriptedRegistry(RegistryClientTest::score);
                RegistryClient alone = RegistryClient.to(address).open();
                RegistryClient both = RegistryClient.to(address, second.address()).open()) {
            RegistryUnavailableException failure = assertThrows(RegistryUnavailableException.class,
                    () -> call(alone, 1));
            assertTrue(failure.getMessage().startsWith("cannot connect to " + address), failure.getMessage());
            assertEquals(3, call(both, 3).poloScore());
        }
    }

    @Test
    void nonsenseIsNoReply() {
        byte[] announced = {0x7f, 0, 0, 0, 1};
        byte[] other = frame("{\"type\":\"lookup_ok\"}");
        byte[] broken = frame("{\"type\":");
        byte[] untyped = frame("{\"polo_score\":3}");
        for (byte[] bytes : List.of(announced, other, broken, untyped)) {
            try (ScriptedRegistry registry = new ScriptedRegistry(_ -> new Bytes(bytes));
                    RegistryClient client = RegistryClient.to(registry.address()).reconnect(QUICK).open()) {
                assertThrows(UnexpectedReplyException.class, () -> call(client, 1));
                assertEquals(1, registry.requests().size());
            }
        }
    }

    @Test
    void anAnnouncedLengthAllocatesNothing() {
        byte[] announced = {0x03, (byte) 0xff, 0, 0, 'x'};
        AtomicInteger count = new AtomicInteger();
        Function<Request, Response> script = request -> count.incrementAndGet() < 100
                ? new Bytes(announced)
                : score(request);
        try (ScriptedRegistry registry = new ScriptedRegistry(script)) {
            // A hundred times 64 MiB would not fit into the memory of the tests.
            List<RegistryClient> clients = IntStream.range(0, 99)
                    .mapToObj(_ -> RegistryClient.to(registry.address()).reconnect(Reconnect.NEVER).open()).toList();
            List<CompletableFuture<GetPoloScore.Ok>> answers = clients.stream()
                    .map(client -> client.callAsync(GetPoloScore.TYPE, new GetPoloScore(NodeId.of(1)))).toList();
            clients.forEach(RegistryClient::close);
            answers.forEach(answer -> assertInstanceOf(RegistryUnavailableException.class,
                    assertThrows(CompletionException.class, answer::join).getCause()));
        }
    }

    @Test
    void aPoolCarriesCommandsAtOnce() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(3);
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> {
            together.countDown();
            return awaited(together) ? score(request) : new Drop();
        }); RegistryClient client = RegistryClient.to(registry.address()).connections(3).open()) {
            List<CompletableFuture<GetPoloScore.Ok>> answers = IntStream.rangeClosed(1, 3)
                    .mapToObj(i -> client.callAsync(GetPoloScore.TYPE, new GetPoloScore(NodeId.of(i)))).toList();
            assertEquals(List.of(1L, 2L, 3L), answers.stream().map(answer -> answer.join().poloScore()).toList());
            assertEquals(3, registry.connections());
        }
    }

    @Test
    void aCallbackMayCallAgain() {
        try (ScriptedRegistry registry = new ScriptedRegistry(RegistryClientTest::score);
                RegistryClient client = RegistryClient.to(registry.address()).open()) {
            CompletableFuture<Long> sum = client.callAsync(GetPoloScore.TYPE, new GetPoloScore(NodeId.of(40)))
                    .thenApply(first -> first.poloScore() + call(client, 2).poloScore());
            assertEquals(42, sum.join());
        }
    }

    @Test
    void aClosedClientFailsWhatWaitsAndTakesNothingMore() {
        CountDownLatch arrived = new CountDownLatch(1);
        try (ScriptedRegistry registry = new ScriptedRegistry(_ -> {
            arrived.countDown();
            return new Silence();
        })) {
            RegistryClient client = RegistryClient.to(registry.address()).open();
            CompletableFuture<GetPoloScore.Ok> answer = client.callAsync(GetPoloScore.TYPE,
                    new GetPoloScore(NodeId.of(1)));
            assertTrue(awaited(arrived));
            client.close();
            assertInstanceOf(RegistryUnavailableException.class,
                    assertThrows(CompletionException.class, answer::join).getCause());
            assertThrows(IllegalStateException.class, () -> call(client, 1));
        }
    }

    @Test
    void anInterruptEndsTheWaiting() {
        try (ScriptedRegistry registry = new ScriptedRegistry(_ -> new Silence());
                RegistryClient client = RegistryClient.to(registry.address()).open()) {
            Thread.currentThread().interrupt();
            assertThrows(RegistryUnavailableException.class, () -> call(client, 1));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void aSignerThatFailsStopsOnlyItsCommand() {
        Ed25519Signer key = Ed25519Signer.generate(NodeId.of(1));
        Signer broken = new Signer() {
            @Override
            public NodeId node() {
                return key.node();
            }

            @Override
            public PublicKey publicKey() {
                return key.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                throw new IllegalStateException("the token is not plugged in");
            }
        };
        try (ScriptedRegistry registry = new ScriptedRegistry(RegistryClientTest::score);
                RegistryClient client = RegistryClient.to(registry.address()).signer(broken).open()) {
            assertEquals("the token is not plugged in", assertThrows(IllegalStateException.class,
                    () -> client.call(SetHostname.TYPE, new SetHostname(NodeId.of(1), "a"))).getMessage());
            assertEquals(5, call(client, 5).poloScore());
        }
    }

    @Test
    void streamsAndNonsenseOptionsAreRefusedBeforehand() {
        try (RegistryClient client = RegistryClient.to("127.0.0.1:1").open()) {
            assertThrows(IllegalArgumentException.class,
                    () -> client.call(SubscribeReplication.TYPE, new SubscribeReplication("t")));
        }
        assertThrows(IllegalArgumentException.class, () -> RegistryClient.to());
        assertThrows(IllegalArgumentException.class, () -> RegistryClient.to("localhost"));
        assertThrows(IllegalArgumentException.class, () -> RegistryClient.to("a:1").connections(0));
        assertThrows(IllegalArgumentException.class, () -> RegistryClient.to("a:1").requestTimeout(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> RegistryClient.to("a:1").seal("id").open());
        assertEquals(new Server("2001:db8::1", 9000), Server.parse("[2001:db8::1]:9000"));
        assertEquals("[2001:db8::1]:9000", new Server("2001:db8::1", 9000).toString());
    }

    @Test
    void pausesDoubleUpToTheLongestAndVary() {
        assertEquals(Duration.ofMillis(500), Reconnect.STANDARD.pause(1, 1));
        assertEquals(Duration.ofSeconds(2), Reconnect.STANDARD.pause(3, 1));
        assertEquals(Duration.ofSeconds(10), Reconnect.STANDARD.pause(60, 1));
        assertNotEquals(Reconnect.STANDARD.pause(3, 0.1), Reconnect.STANDARD.pause(3, 0.9));
        assertFalse(Reconnect.STANDARD.pause(3, 0).isZero());
    }

    private static GetPoloScore.Ok call(RegistryClient client, long node) {
        return client.call(GetPoloScore.TYPE, new GetPoloScore(NodeId.of(node)));
    }

    /** The score of each node is its number. */
    private static Response score(Request request) {
        NodeId node = ((GetPoloScore) request.command()).node();
        return new Say(new GetPoloScore.Ok(node, "", node.value()));
    }

    private static byte[] frame(String json) {
        byte[] body = json.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
