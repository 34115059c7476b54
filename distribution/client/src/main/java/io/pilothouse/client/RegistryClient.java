package io.pilothouse.client;

import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.command.SubscribeReplication;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.IntStream;

/**
 * A client of one registry.
 *
 * <p>It connects when the first command is sent and again when the connection was lost. A command whose reply got lost is
 * sent once more, so the registry may see it twice ({@code wire.md} 4.1). Which proofs a command carries, the client
 * decides: the signature of the {@link Signer} where the command names the signer's node as the one that acts, the admin
 * token where a registry looks for one, and, where asked for, a seal in place of the plain signature.
 *
 * <p><b>Threads:</b> thread-safe. <b>Order:</b> with one connection commands arrive in the order of the calls.
 * <b>Failure:</b> {@link RegistryRefusal} when the registry says no, {@link RegistryUnavailableException} when it cannot
 * be reached, {@link UnexpectedReplyException} when the peer speaks something else.
 */
public final class RegistryClient implements AutoCloseable {
    private final List<Lane> lanes;
    private final ScheduledThreadPoolExecutor timers;

    RegistryClient(RegistryClientBuilder builder) {
        timers = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("registry-timers").factory());
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timers.setRemoveOnCancelPolicy(true);
        ClientSettings settings = builder.settings(timers);
        SealClock clock = new SealClock(builder.clock());
        Prover prover = builder.prover(clock);
        lanes = IntStream.range(0, builder.connections())
                .mapToObj(i -> new Lane("registry-" + i, settings, prover, clock)).toList();
        lanes.forEach(Lane::start);
    }

    /**
     * Begins to describe a client.
     *
     * @param servers where the registry listens, {@code host:port}; with several, the first that answers is taken
     * @throws IllegalArgumentException if there is none or one is malformed
     */
    public static RegistryClientBuilder to(String... servers) {
        return new RegistryClientBuilder(List.of(servers).stream().map(Server::parse).toList());
    }

    /**
     * Sends a command and waits for its reply: {@code client.call(Lookup.TYPE, new Lookup(node))}.
     *
     * @throws RegistryException if there is no success reply; an interrupt counts as unavailable and stays set
     * @throws IllegalStateException if this client is closed
     */
    public <C extends Command, R extends Reply> R call(CommandType<C, R> type, C command) {
        CompletableFuture<R> result = send(type, command, true);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the reply to " + type, e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RegistryException failure -> failure.rethrown();
                case RuntimeException failure -> failure;
                default -> new IllegalStateException(e.getCause());
            };
        }
    }

    /**
     * Sends a command without waiting; further ones may follow at once. A caller that never waits must itself bound how
     * many are on their way. Callbacks may call this client again; their order among each other is open.
     *
     * @return completes with the reply or with what {@link #call} would throw; cancelling it takes the command back only
     *     while it was not sent
     * @throws IllegalStateException if this client is closed
     */
    public <C extends Command, R extends Reply> CompletableFuture<R> callAsync(CommandType<C, R> type, C command) {
        return send(type, command, false);
    }

    private <C extends Command, R extends Reply> CompletableFuture<R> send(CommandType<C, R> type, C command,
            boolean awaited) {
        if (command instanceof SubscribeReplication) {
            throw new IllegalArgumentException("subscribe_replication turns the connection into a stream, which this"
                    + " client does not read");
        }
        Exchange<C, R> exchange = new Exchange<>(type, command, awaited);
        lanes.stream().min(Comparator.comparingInt(Lane::load)).orElseThrow().submit(exchange);
        return exchange.result();
    }

    /** Closes the connections; commands without a reply fail as unavailable. */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
        timers.shutdown();
    }
}
