package io.pilothouse.acceptance.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.acceptance.harness.Bundle;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * OpenSearch from Maven Central, without its security plugin, as a process of this test: one node on loopback, on a port and with
 * a folder that it keeps when it is killed and started again. The build puts its libraries into the folder
 * {@code pilothouse.opensearch}.
 *
 * <p>Threads: one starts, asks and ends it.
 */
final class OpenSearch implements AutoCloseable {
    private static final Path LIBRARIES = Path.of(System.getProperty("pilothouse.opensearch", "target/opensearch"))
            .toAbsolutePath();
    private static final String PROGRAM = "org.codelibs.opensearch.runner.OpenSearchRunner";
    /** The program takes the next port after the one that it is given, and none above 9299. */
    private static final int FIRST_PORT = 9_201;
    private static final int LAST_PORT = 9_299;
    private static final int PAGE = 5_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Path folder;
    private final Path log = Bundle.report("logs/opensearch.log");
    private final int port;
    private Process process;
    private int starts;

    /**
     * What it answered.
     *
     * @param status of HTTP
     */
    record Answer(int status, JsonNode body) {}

    /** Starts it and waits until it answers. */
    OpenSearch(Path folder) throws IOException {
        if (!Files.isDirectory(LIBRARIES)) {
            throw new IllegalStateException("no OpenSearch in " + LIBRARIES + ": mvn -Pacceptance fetches it before the"
                    + " acceptance suite runs; or name another folder with -Dpilothouse.opensearch=DIR");
        }
        this.folder = folder;
        port = IntStream.rangeClosed(FIRST_PORT, LAST_PORT).filter(OpenSearch::free).findFirst().orElseThrow();
        Files.createDirectories(folder.resolve("tmp"));
        // Nothing of the disk's fill may matter here, nor who else is on the network.
        Files.writeString(Files.createDirectories(folder.resolve("node_1/config")).resolve("opensearch.yml"), """
                network.host: 127.0.0.1
                transport.port: 0
                discovery.type: single-node
                cluster.routing.allocation.disk.threshold_enabled: false
                """);
        Files.deleteIfExists(log);
        start();
    }

    private static boolean free(int port) {
        try (Socket taken = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !taken.isConnected();
        } catch (ConnectException nobody) {
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts it, the first time or again, and waits until it answers. */
    void start() throws IOException {
        starts++;
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-cp", LIBRARIES + File.separator + "*", PROGRAM,
                "-basePath", folder.toString(), "-numOfNode", "1", "-baseHttpPort", Integer.toString(port - 1))
                .directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        Await.untilLate("OpenSearch on port " + port + ", see " + log, () -> running() && answers());
    }

    /** Fails when it has ended. */
    private boolean running() {
        if (!process.isAlive()) {
            throw new AssertionError("OpenSearch ended with " + process.exitValue() + ", see " + log);
        }
        return true;
    }

    private boolean answers() {
        return !free(port) && ask("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s", "").status() == 200;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** How often it was started. */
    int starts() {
        return starts;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A request with a JSON body; empty for none. */
    Answer ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json").method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), MAPPER.readTree(answer.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path, failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** What a request answered that must succeed. */
    JsonNode done(String method, String path, String body) {
        Answer answer = ask(method, path, body);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + path + " was answered " + answer);
        }
        return answer.body();
    }

    /** How many documents a stream or index has, once it can be searched. */
    long count(String stream) {
        Answer answer = ask("POST", "/" + stream + "/_refresh", "");
        return answer.status() / 100 == 2
                ? ask("GET", "/" + stream + "/_count", "").body().path("count").asLong()
                : 0;
    }

    /** Every document of a stream, in the order of a field. */
    void forEach(String stream, String order, Consumer<JsonNode> taker) {
        done("POST", "/" + stream + "/_refresh", "");
        JsonNode page = done("POST", "/" + stream + "/_search?scroll=1m",
                "{\"size\":" + PAGE + ",\"sort\":[\"" + order + "\"]}");
        while (!page.path("hits").path("hits").isEmpty()) {
            page.path("hits").path("hits").forEach(taker);
            page = done("POST", "/_search/scroll",
                    "{\"scroll\":\"1m\",\"scroll_id\":\"" + page.path("_scroll_id").asText() + "\"}");
        }
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        kill();
    }
}
