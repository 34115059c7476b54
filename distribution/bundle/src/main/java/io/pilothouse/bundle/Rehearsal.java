package io.pilothouse.bundle;

import io.pilothouse.client.Ed25519Signer;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.client.RegistryClientBuilder;
import io.pilothouse.client.Tls;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.SetHostname;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of the bundle, used as agents and operators would, so that the virtual machine sees what matters. */
final class Rehearsal implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final long STOP_SECONDS = 120;
    private static final int NODES = 6_000;
    private static final int SIGNERS = 8;
    private static final int ROUNDS = 400;
    private static final Pattern LISTENING = Pattern
            .compile("msg=listening protocol=(\\S+) http=(\\S+) tls_fingerprint=(\\S+)");
    private static final String TOKEN = "rehearsal-of-the-class-cache";

    private final Process process;
    private final Path log;
    private final Matcher listening;

    Rehearsal(Path bundle, Path data, Path log, String options) throws IOException, InterruptedException {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(bundle.resolve("bin/pilothouse").toString(), "serve", "--listen",
                "127.0.0.1:0", "--http", "127.0.0.1:0", "--data", data.toString(), "--admin-token", TOKEN)
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PILOTHOUSE_JAVA_OPTIONS", options);
        process = builder.start();
        Instant deadline = Instant.now().plus(START);
        Matcher found = LISTENING.matcher(Files.readString(log));
        while (!found.find()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new IOException("the bundle does not start:\n" + Files.readString(log));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
            found = LISTENING.matcher(Files.readString(log));
        }
        listening = found;
    }

    private RegistryClientBuilder client() {
        return RegistryClient.to(listening.group(1)).requestTimeout(START);
    }

    /** Registers some thousand nodes. */
    void fill() {
        Random random = new Random(1);
        try (RegistryClient client = client().open()) {
            for (int i = 0; i < NODES; i++) {
                Ed25519Signer signer = Ed25519Signer.generate(NodeId.NONE);
                client.call(Register.TYPE, register(signer.publicKey(), "127.0.0.1:" + (1024 + random.nextInt(60_000)),
                        "agent-" + i));
            }
        }
    }

    private static Register register(PublicKey key, String address, String name) {
        return new Register(key.base64(), address, name + "@example.com", name, List.of("10.0.0.1:4000"), List.of(),
                "1.10.3", "", OptionalLong.empty(), false);
    }

    /** Agents at work, plain and over TLS, in JSON and binary; then the operator's pages. */
    void play() throws IOException, InterruptedException {
        for (int i = 0; i < SIGNERS; i++) {
            Ed25519Signer signer = Ed25519Signer.generate(NodeId.NONE);
            try (RegistryClient stranger = client().signer(signer).open()) {
                NodeId node = stranger.call(Register.TYPE, register(signer.publicKey(), "127.0.0.1:4000", "r" + i))
                        .node();
                RegistryClientBuilder builder = client().signer(signer.forNode(node));
                switch (i % 4) {
                    case 1 -> builder.binary();
                    case 2 -> builder.tls(Tls.pinned(listening.group(3)));
                    default -> {
                    }
                }
                try (RegistryClient agent = builder.open()) {
                    work(agent, node, i);
                }
            }
        }
        try (HttpClient browser = HttpClient.newHttpClient()) {
            for (String page : List.of("/healthz", "/metrics", "/api/stats", "/")) {
                browser.send(HttpRequest.newBuilder(URI.create("http://" + listening.group(2) + page)).build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private static void work(RegistryClient agent, NodeId node, int number) {
        for (int round = 0; round < ROUNDS; round++) {
            agent.call(Heartbeat.TYPE, new Heartbeat(node, "", OptionalDouble.empty()));
            agent.call(Lookup.TYPE, new Lookup(new NodeId(1 + round)));
            if (round % 8 == 0) {
                agent.call(SetHostname.TYPE, new SetHostname(node, "renamed-" + number + "-" + round));
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("the bundle does not stop as it should:\n" + Files.readString(log));
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
