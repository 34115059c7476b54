package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A shelf in a folder, plugins to put on it, and somebody who keeps an identity provider of type {@code hot} at work. */
final class HotPlugins implements AutoCloseable {
    final Path bundled;
    final Path installed;
    final Path staging;
    final Path bench;
    final ComponentCatalog catalog = new ComponentCatalog();
    final PluginShelf shelf;
    final Holder holder = new Holder();
    private final PluginWorkshop workshop;

    HotPlugins(Path folder) throws IOException {
        this(folder, new DigestGate());
    }

    HotPlugins(Path folder, PluginGate gate) throws IOException {
        bundled = Files.createDirectories(folder.resolve("bundled"));
        installed = Files.createDirectories(folder.resolve("installed"));
        staging = folder.resolve("staging");
        bench = Files.createDirectories(folder.resolve("bench"));
        workshop = new PluginWorkshop(bundled, bench);
        shelf = new PluginShelf(ModuleLayer.boot(), new ShelfFolders(bundled, installed, staging), catalog, gate);
        catalog.tell(holder);
    }

    /** Makes a plugin that answers with its version, in a folder of the bench. */
    Path made(String id, String version) throws IOException {
        return made(id, version, "", "return new Verdict.Verified(\"" + version + "\");", "");
    }

    Path made(String id, String version, String atCreation, String atVerify, String more) throws IOException {
        Path folder = Files.createDirectories(bench.resolve(id + "-" + version));
        Files.writeString(folder.resolve("plugin.properties"), PluginWorkshop.properties(id, version, more));
        workshop.jar(folder.resolve("plugin.jar"),
                PluginWorkshop.identity("test." + id, id, atCreation, atVerify, ""));
        return folder;
    }

    /** Makes a plugin with modules of the caller's. */
    Path made(String id, String version, Map<String, String> module, String more, Path... libraries)
            throws IOException {
        Path folder = Files.createDirectories(bench.resolve(id + "-" + version));
        Files.writeString(folder.resolve("plugin.properties"), PluginWorkshop.properties(id, version, more));
        workshop.jar(folder.resolve("plugin.jar"), module, libraries);
        return folder;
    }

    /** One jar with the descriptor inside. */
    Path jarred(Path folder, Path jar) throws IOException {
        workshop.divide(folder.resolve("plugin.jar"), jar, "",
                Map.of("plugin.properties", Files.readString(folder.resolve("plugin.properties"))));
        return jar;
    }

    /** Puts the files of a folder into another one, in the place of what is there. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path old : Trees.in(to)) {
            Trees.delete(old);
        }
        for (Path file : Trees.in(from)) {
            Files.copy(file, to.resolve(file.getFileName().toString()));
        }
    }

    /** Looks twice, as it takes to believe; what happened, in words. */
    List<String> look() throws IOException {
        List<PluginEvent> events = new ArrayList<>(shelf.look());
        events.addAll(shelf.look());
        return words(events);
    }

    static List<String> words(List<PluginEvent> events) {
        return events.stream().map(each -> (each.kind() + " " + each.id() + " " + each.version() + " " + each.reason())
                .strip()).toList();
    }

    String state(String id) {
        return shelf.report().stream().filter(each -> each.id().equals(id)).map(each -> each.state() + " "
                + each.version()).toList().toString();
    }

    static void await(BooleanSupplier condition, String what) {
        for (long until = System.nanoTime() + 20_000_000_000L; !condition.getAsBoolean(); Thread.onSpinWait()) {
            assertTrue(System.nanoTime() < until, () -> "not within 20 s: " + what);
        }
    }

    @Override
    public void close() {
        holder.close();
        shelf.close();
    }

    /** Keeps one instance at work, as the kernel's holders do. */
    final class Holder implements InstanceHolder {
        private volatile Guarded<IdentityProvider> at;

        void open() throws StartupException {
            at = make();
        }

        private Guarded<IdentityProvider> make() throws StartupException {
            return catalog.open(ComponentKind.IDENTITY, "hot", Map.of(), PluginWorkshop.lent(installed),
                    GuardLimits.DEFAULT,
                    (instance, outcome, time) -> {});
        }

        /** The answer, or why there is none. */
        String ask() {
            while (true) {
                Guarded<IdentityProvider> now = at;
                if (now == null) {
                    return "none";
                }
                Verdict verdict = now.call(provider -> provider.verify(new Credential("token", "key")),
                        given -> given instanceof Verdict.Unavailable, Verdict.Unavailable::new,
                        gone -> new Verdict.Rejected("gone"));
                switch (verdict) {
                    case Verdict.Verified verified -> {
                        return verified.externalId();
                    }
                    case Verdict.Rejected rejected when rejected.text().equals("gone") -> Thread.onSpinWait();
                    default -> {
                        return verdict.toString();
                    }
                }
            }
        }

        @Override
        public void renew() throws StartupException {
            Guarded<IdentityProvider> old = at;
            if (old != null && old.outdated()) {
                at = make();
                Thread.ofVirtual().start(old::close);
            }
        }

        @Override
        public void giveUp() {
            Guarded<IdentityProvider> old = at;
            if (old != null && old.outdated()) {
                at = null;
                old.close();
            }
        }

        void close() {
            if (at != null) {
                at.close();
                at = null;
            }
        }
    }
}
