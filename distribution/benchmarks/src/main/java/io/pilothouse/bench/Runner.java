package io.pilothouse.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Warms up, measures, and asks the server's process what it cost. */
final class Runner {
    private final InetSocketAddress address;
    private final Fleet fleet;
    private final Optional<ServerProcess> server;
    private final Duration warmUp;

    Runner(InetSocketAddress address, Fleet fleet, Optional<ServerProcess> server, Duration warmUp) {
        this.address = address;
        this.fleet = fleet;
        this.server = server;
        this.warmUp = warmUp;
    }

    /**
     * Measures one operation.
     *
     * @param once how many requests to prepare where each can be used only once; a quarter of them warms up
     */
    Measurement measure(Operation operation, Load.Shape shape, int once) throws IOException {
        Load.Series series = new Load.Series(Requests.prepare(operation, shape.mode(), fleet, once));
        series.run(address, new Load.Shape(shape.mode(), shape.connections(), shape.depth(), warmUp, once / 4));
        double before = server.map(ServerProcess::cpuMicros).orElse(Double.NaN);
        Load.Result result = series.run(address, shape);
        double after = server.map(ServerProcess::cpuMicros).orElse(Double.NaN);
        return new Measurement(operation, shape, result, (after - before) / Math.max(1, result.answered()),
                server.map(ServerProcess::residentMegabytes).orElse(Double.NaN));
    }

    /** Opens connections, uses each once, and tells what the server needs for each of them. */
    String idle(int connections, Duration time) throws IOException {
        double before = server.map(ServerProcess::residentMegabytes).orElse(Double.NaN);
        byte[] request = Requests.prepare(Operation.IDLE, Mode.JSON, fleet, 1).frames().getFirst();
        List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(address);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channels.add(channel);
                ask(channel, request);
            }
            double after = server.map(ServerProcess::residentMegabytes).orElse(Double.NaN);
            double cpu = server.map(ServerProcess::cpuMicros).orElse(Double.NaN);
            rest(time);
            double idleCpu = server.map(ServerProcess::cpuMicros).orElse(Double.NaN) - cpu;
            for (int i = 0; i < channels.size(); i += 100) {
                ask(channels.get(i), request);
            }
            return String.format(Locale.ROOT,
                    "%d idle connections: resident %.0f MB (%.0f MB before), %.2f KB each, %.1f %% CPU while idle",
                    connections, after, before, (after - before) * 1000 / connections,
                    idleCpu / time.toNanos() * 1e5);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(SocketChannel channel, byte[] request) throws IOException {
        channel.write(ByteBuffer.wrap(request));
        ByteBuffer prefix = read(channel, 4);
        read(channel, prefix.getInt());
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the registry closed a connection");
            }
        }
        return buffer.flip();
    }
}
