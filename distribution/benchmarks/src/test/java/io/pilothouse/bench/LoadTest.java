package io.pilothouse.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private SmallRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = new SmallRegistry();
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    @Test
    void requestsForOneUseAreSentOnceEachOverAllConnections() throws IOException {
        Fleet fleet = Fleet.register(registry.address(), "t", 20, 1);
        long before = registry.requests();
        Load.Result result = run(fleet, Operation.SET_TAGS, Mode.JSON, 4, 100, 1_000_000);
        assertEquals(100, result.answered());
        assertEquals(100, registry.requests() - before);
        assertEquals(100, result.latencies().getTotalCount());
        assertEquals(5, result.errors(), "node 13 is one of twenty");
        assertTrue(result.firstError().contains("\"no\""), result.firstError());
    }

    @Test
    void aCountEndsAnEndlessRunInBothModes() throws IOException {
        Fleet fleet = Fleet.register(registry.address(), "t", 20, 1);
        assertEquals(777, run(fleet, Operation.LOOKUP, Mode.BINARY, 16, 1, 777).answered());
        assertEquals(777, run(fleet, Operation.LOOKUP, Mode.JSON, 1, 1, 777).answered());
    }

    @Test
    void timeEndsAnEndlessRun() throws IOException {
        Fleet fleet = Fleet.register(registry.address(), "t", 20, 1);
        Load.Shape shape = new Load.Shape(Mode.JSON, 2, 2, Duration.ofMillis(300), Long.MAX_VALUE);
        Load.Result result = new Load.Series(Requests.prepare(Operation.HEARTBEAT, Mode.JSON, fleet, 1))
                .run(registry.address(), shape);
        assertTrue(result.answered() > 0 && result.seconds() < 20, result::toString);
    }

    @Test
    void runnerReportsCpuOfAProcessOfThisMachine() throws IOException {
        Fleet fleet = Fleet.register(registry.address(), "t", 20, 1);
        var self = Optional.of(new ServerProcess(ProcessHandle.current().pid()));
        Runner runner = new Runner(registry.address(), fleet, self, Duration.ZERO);
        Measurement measured = runner.measure(Operation.LOOKUP,
                new Load.Shape(Mode.JSON, 2, 1, Duration.ofSeconds(1), 5_000), 100);
        assertTrue(measured.cpuMicros() >= 0 && measured.residentMegabytes() > 10, measured::line);
        assertTrue(measured.line().contains("p99.9"), measured::line);
    }

    @Test
    void wrongCommandLinesAreRefusedAndARightOneRuns() {
        String target = "127.0.0.1:" + registry.address().getPort();
        assertEquals(2, Bench.run(target, "--operation", "lokup"));
        assertEquals(2, Bench.run(target, "--operation", "register", "--mode", "binary"));
        assertEquals(2, Bench.run("nowhere"));
        assertEquals(1, Bench.run("127.0.0.1:1", "--nodes", "10"));
        assertEquals(0, Bench.run(target, "--nodes", "10", "--seconds", "1", "--warm-up", "0", "--count", "8",
                "--operation", "resolve-first"));
    }

    private Load.Result run(Fleet fleet, Operation operation, Mode mode, int depth, int once, long count)
            throws IOException {
        Load.Shape shape = new Load.Shape(mode, 3, depth, Duration.ofSeconds(30), count);
        return new Load.Series(Requests.prepare(operation, mode, fleet, once)).run(registry.address(), shape);
    }
}
