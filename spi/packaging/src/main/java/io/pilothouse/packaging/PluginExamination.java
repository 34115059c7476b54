package io.pilothouse.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is looked at before a plugin is let in, short of loading it. Nothing of it runs. The signature comes first: of a
 * plugin for which nobody vouches, no class is parsed where signatures are required.
 *
 * <p>Threads: one; made for one examination.
 */
public final class PluginExamination {
    private static final int SHOWN = 5;

    private final Path path;
    private final Signatures signatures;
    private final boolean toTheEnd;
    private final List<PluginReport.Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<PluginDescription> description = Optional.empty();
    private Optional<CapabilityScan> scan = Optional.empty();
    private Optional<Bom> bom = Optional.empty();
    private String digest = "";
    private String signer = "";

    /**
     * What is expected of signatures.
     *
     * @param trust keys that may vouch
     * @param required whether a plugin for which none does is refused; if not, that is noted
     */
    public record Signatures(TrustKeys trust, boolean required) {}

    private PluginExamination(Path path, Signatures signatures, boolean toTheEnd) {
        this.path = path;
        this.signatures = signatures;
        this.toTheEnd = toTheEnd;
    }

    /**
     * Examines a folder up to the first problem.
     *
     * @throws UnfitPluginException the problem
     */
    public static PluginReport strict(Path folder, Signatures signatures) throws UnfitPluginException, IOException {
        return new PluginExamination(folder, signatures, false).run();
    }

    /** Examines a folder and reports every problem. */
    public static PluginReport report(Path folder, Signatures signatures) throws IOException {
        PluginExamination examination = new PluginExamination(folder, signatures, true);
        try {
            return examination.run();
        } catch (UnfitPluginException e) {
            throw new IllegalStateException("a problem was not reported but thrown", e);
        }
    }

    @FunctionalInterface
    private interface Check {
        String run() throws UnfitPluginException, IOException;
    }

    private boolean step(String name, Check check) throws UnfitPluginException, IOException {
        try {
            steps.add(new PluginReport.Step(name, true, check.run()));
            return true;
        } catch (UnfitPluginException problem) {
            if (!toTheEnd) {
                throw problem;
            }
            steps.add(new PluginReport.Step(name, false, problem.getMessage()));
            return false;
        }
    }

    private PluginReport run() throws UnfitPluginException, IOException {
        List<PluginFolder> listed = new ArrayList<>();
        boolean readable = step("files", () -> {
            PluginFolder folder = PluginFolder.of(path);
            listed.add(folder);
            return folder.sizes().size() + " files, " + folder.jars().size() + " of them jars";
        });
        if (readable) {
            PluginFolder folder = listed.getFirst();
            step("signature", () -> signature(folder));
            step("lock", () -> lock(folder));
            step("descriptor", () -> descriptor(folder));
            step("modules", () -> modules(folder));
            step("classes", () -> classes(folder));
            if (scan.isPresent() && description.isPresent()) {
                step("capabilities", () -> capabilities(scan.orElseThrow(), description.orElseThrow()));
            }
            step("libraries", () -> libraries(folder));
        }
        return new PluginReport(steps, description, digest, signer, scan, bom, notes);
    }

    private String signature(PluginFolder folder) throws UnfitPluginException, IOException {
        TrustKeys trust = signatures.trust();
        notes.addAll(trust.problems());
        if (!folder.has(PluginFolder.LOCK) || !folder.has(PluginFolder.SIGNATURE)) {
            return unsigned("it is not signed: expected " + PluginFolder.LOCK + " and " + PluginFolder.SIGNATURE
                    + " by a trusted key, found "
                    + (folder.has(PluginFolder.LOCK)
                            ? "only " + PluginFolder.LOCK
                            : folder.has(PluginFolder.SIGNATURE) ? "only " + PluginFolder.SIGNATURE : "neither")
                    + "; " + trust.described());
        }
        byte[] lock = folder.bytes(PluginFolder.LOCK, PluginLock.MOST_BYTES);
        PluginSignature signature = PluginSignature
                .parse(folder.bytes(PluginFolder.SIGNATURE, PluginSignature.MOST_BYTES));
        if (!signatures.required() && trust.find(signature.keyId()).isEmpty()) {
            return unsigned("nobody trusted vouches for it: it is signed with the key " + signature.keyId() + ", and "
                    + trust.described());
        }
        TrustKey key = signature.check(lock, trust);
        signer = key.name();
        return "by the trusted key " + key;
    }

    private String unsigned(String problem) throws UnfitPluginException {
        if (signatures.required()) {
            throw new UnfitPluginException(problem);
        }
        notes.add(problem);
        return "not required: " + problem;
    }

    private String lock(PluginFolder folder) throws UnfitPluginException, IOException {
        if (!folder.has(PluginFolder.LOCK)) {
            PluginLock actual = PluginLock.of(folder);
            digest = actual.digest();
            return "there is none; the files hash to " + digest;
        }
        PluginLock lock = PluginLock.parse(folder.bytes(PluginFolder.LOCK, PluginLock.MOST_BYTES));
        lock.check(folder);
        digest = lock.digest();
        return lock.digests().size() + " files are as locked, digest " + digest;
    }

    private String descriptor(PluginFolder folder) throws UnfitPluginException, IOException {
        PluginDescription found = PluginDescription.of(folder);
        description = Optional.of(found);
        SpiVersion.check(found.requires());
        return found.id() + " " + found.version() + " by " + found.provider() + ", for SPI " + found.requires();
    }

    private String modules(PluginFolder folder) throws UnfitPluginException, IOException {
        for (Path jar : folder.jars()) {
            ClassIndex.checkManifest(jar);
        }
        ModuleRules modules = ModuleRules.of(folder);
        Set<String> readable = ModuleRules.offered();
        if (description.filter(each -> !each.dependencies().isEmpty()).isPresent()) {
            // What other plugins offer is known when they are there; the shelf looks again.
            return modules.names() + ", beside those of the plugins that it depends on";
        }
        modules.check(readable);
        return String.join(", ", modules.names());
    }

    private String classes(PluginFolder folder) throws UnfitPluginException, IOException {
        CapabilityScan found = CapabilityScan.of(folder);
        scan = Optional.of(found);
        List<Finding> noted = found.of(Finding.Use.NOTED);
        noted.stream().limit(SHOWN).forEach(each -> notes.add(each.toString()));
        if (noted.size() > SHOWN) {
            notes.add("and " + (noted.size() - SHOWN) + " more such uses");
        }
        return found.classes() + " class files for Java " + Runtime.version().feature() + " or older";
    }

    private String capabilities(CapabilityScan found, PluginDescription declared) throws UnfitPluginException {
        found.check(declared.capabilities());
        List<Capability> unused = found.unused(declared.capabilities());
        if (!unused.isEmpty()) {
            notes.add("it declares " + words(unused) + ", but none of its classes shows a use");
        }
        return "declared and found: " + words(List.copyOf(found.capabilities().keySet()));
    }

    private static String words(List<Capability> capabilities) {
        return capabilities.isEmpty()
                ? "nothing"
                : capabilities.stream().map(Capability::word).collect(Collectors.joining(", "));
    }

    private String libraries(PluginFolder folder) throws UnfitPluginException, IOException {
        if (!folder.has(PluginFolder.BOM)) {
            notes.add("it has no bill of materials (" + PluginFolder.BOM + "), so its libraries are not listed");
            return "no " + PluginFolder.BOM;
        }
        Bom found = Bom.parse(folder.bytes(PluginFolder.BOM, Bom.MOST_BYTES));
        bom = Optional.of(found);
        return found.components().size() + " in " + PluginFolder.BOM;
    }
}
