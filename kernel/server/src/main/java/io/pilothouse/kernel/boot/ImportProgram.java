package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.access.SignatureChecks;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.SnapshotWriting;
import io.pilothouse.kernel.migration.GoSnapshot;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.launcher.Home;
import io.pilothouse.launcher.Program;
import io.pilothouse.launcher.ProgramException;
import io.pilothouse.spi.StartupException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code pilothouse import FILE}: moves over from a Go registry with ids, keys, memberships, trust and roles. Everything is
 * written into a folder beside the data folder, which takes its place only when it is whole.
 */
final class ImportProgram implements Program {
    private static final int CHANGES_PER_RECORD = 200;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "Move over from a Go registry's snapshot: import FILE --data DIR [--dry-run]";
    }

    @Override
    public int run(List<String> arguments, Home home) throws Exception {
        List<String> options = new ArrayList<>(arguments);
        boolean dry = options.remove("--dry-run");
        if (options.isEmpty() || options.getFirst().startsWith("--")) {
            throw new ProgramException(ProgramException.USAGE,
                    "name the snapshot first: pilothouse import FILE --data DIR [--dry-run]");
        }
        Path file = Path.of(options.removeFirst());
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ProgramException(1, "the snapshot " + file.toAbsolutePath() + (Files.exists(file)
                    ? " is no file that can be read"
                    : " does not exist"));
        }
        Configuration configuration = ServeProgram.configuration(options, home);
        try {
            return dry ? tryOut(file) : move(file, configuration, home);
        } catch (StartupException | IOException | UncheckedIOException failed) {
            throw new ProgramException(1, "nothing was imported: " + failed.getMessage());
        }
    }

    private static int tryOut(Path file) throws IOException {
        LiveState state = new LiveState();
        GoSnapshot snapshot = new GoSnapshot(SignatureChecks.best()::acceptable, Clock.systemUTC().millis(), state);
        snapshot.read(file, fact -> state.apply(fact), new Progress(System.err, Files.size(file))::at);
        System.out.println("This is what an import would bring; nothing was written:");
        snapshot.report().lines().forEach(System.out::println);
        return 0;
    }

    private static int move(Path file, Configuration configuration, Home home) throws IOException, StartupException {
        Path data = home.folder().resolve(configuration.value(KernelSettings.DATA)).toAbsolutePath().normalize();
        if (Files.exists(data) && holdsData(data)) {
            throw new StartupException(data + " is in use already; an import needs a new data folder");
        }
        Path building = data.resolveSibling(data.getFileName() + ".importing");
        if (Files.exists(building)) {
            throw new StartupException(building + " is left from an interrupted import; delete it and import again");
        }
        LiveState state = new LiveState();
        GoSnapshot snapshot = new GoSnapshot(SignatureChecks.best()::acceptable, Clock.systemUTC().millis(), state);
        boolean whole = false;
        try {
            write(file, configuration, home, building, state, snapshot);
            replace(data, building);
            whole = true;
        } finally {
            if (!whole) {
                delete(building);
            }
        }
        System.out.println("Imported into " + data + ":");
        snapshot.report().lines().forEach(System.out::println);
        return 0;
    }

    private static void write(Path file, Configuration configuration, Home home, Path building, LiveState state,
            GoSnapshot snapshot) throws IOException, StartupException {
        try (StoreRoom room = StoreRoom.open(configuration, home, Clock.systemUTC(), building)) {
            Journal journal = new Journal(room.store(), 0);
            Recorder recorder = new Recorder(state, journal, SecretKeys.find(room.configuration(), building));
            recorder.accept(new Change.RegistryFounded(UUID.randomUUID().toString(), Clock.systemUTC().millis()));
            snapshot.read(file, recorder::accept, new Progress(System.err, Files.size(file))::at);
            recorder.flush();
            for (GoSnapshot.AuditLine line : snapshot.audit()) {
                recorder.audit(line);
            }
            recorder.imported(file);
            journal.published();
            new SnapshotWriting(room.store(), state, journal, 0).write();
        }
    }

    /** Half an import is of no use, and would stand in the way of the next one. */
    private static void delete(Path building) throws IOException {
        if (Files.exists(building)) {
            try (Stream<Path> entries = Files.walk(building)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static boolean holdsData(Path data) throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.anyMatch(entry -> !entry.getFileName().toString().equals("README.md"));
        }
    }

    private static void replace(Path data, Path building) throws IOException {
        if (Files.exists(data)) {
            Files.deleteIfExists(data.resolve("README.md"));
            Files.delete(data);
        }
        Files.move(building, data);
    }

    /** Facts into the state and the journal, many to a record. */
    private static final class Recorder {
        private final LiveState state;
        private final Journal journal;
        private final SecretBox secrets;
        private final List<Change> waiting = new ArrayList<>(CHANGES_PER_RECORD);

        Recorder(LiveState state, Journal journal, SecretBox secrets) {
            this.secrets = secrets;
            this.state = state;
            this.journal = journal;
        }

        void accept(Change read) {
            Change change = secrets.protect(read);
            state.apply(change);
            waiting.add(change);
            if (waiting.size() == CHANGES_PER_RECORD) {
                try {
                    flush();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }

        void flush() throws IOException {
            if (!waiting.isEmpty()) {
                append(Clock.systemUTC().millis(), List.of(), List.copyOf(waiting));
                waiting.clear();
            }
        }

        void audit(GoSnapshot.AuditLine line) throws IOException {
            AuditEvent event = AuditEvent.of(line.action());
            event = line.network() == 0 ? event : event.and("network_id", line.network());
            event = line.node() == 0 ? event : event.and("node_id", line.node());
            event = line.details().isEmpty() ? event : event.and("details", line.details());
            append(line.time(), List.of(event), List.of());
        }

        void imported(Path file) throws IOException {
            append(Clock.systemUTC().millis(),
                    List.of(AuditEvent.of("registry.imported").and("file", file.getFileName())), List.of());
        }

        private void append(long time, List<AuditEvent> events, List<Change> changes) throws IOException {
            JournalRecord entry = new JournalRecord(journal.lastSequence() + 1, time, new Principal.Registry(),
                    "local", "import", events, changes);
            journal.append(List.of(entry));
            if (changes.isEmpty()) {
                // Changes are in the state already; the events are to be counted.
                state.apply(entry);
            }
        }
    }

    /** A bar that grows with the bytes read; one line for each tenth when nobody watches. */
    private static final class Progress {
        private static final int WIDTH = 40;

        private final PrintStream out;
        private final long size;
        private final boolean watched = Optional.ofNullable(System.console()).map(Console::isTerminal)
                .orElse(false);
        private int shown = -1;

        Progress(PrintStream out, long size) {
            this.out = out;
            this.size = Math.max(1, size);
        }

        void at(long bytes) {
            int percent = (int) Math.min(100, bytes * 100 / size);
            if (watched && percent != shown) {
                int filled = percent * WIDTH / 100;
                out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %");
                if (percent == 100) {
                    out.println();
                }
                shown = percent;
            } else if (!watched && percent / 10 != shown) {
                shown = percent / 10;
                out.println("read " + percent + " %");
            }
        }
    }
}
