package io.pilothouse.packaging;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes a signed plugin of a folder: checks what a registry will check, writes the lock file and its signature. A vendor's
 * build runs it as its last step; the output depends on the files and the key alone.
 */
public final class PluginPackager {
    private static final String USAGE = """
            usage: PluginPackager FOLDER --key FILE | --key-variable NAME | --development-key FILE
              FOLDER                  plugin.properties, the jars and, if wanted, bom.json and licences
              --key FILE              private Ed25519 key in PKCS #8 PEM
              --key-variable NAME     the same in an environment variable
              --development-key FILE  the same, made if it is missing; for trying things out only""";

    private PluginPackager() {}

    /** Ends with exit code 1 and one line on standard error when the folder cannot be a plugin, with 2 for wrong usage. */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.getenv(), System.out, System.err);
        // Inside a build's own process, success must leave it running.
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream errors) {
        if (arguments.size() != 3) {
            errors.println(USAGE);
            return 2;
        }
        try {
            SigningKey key = switch (arguments.get(1)) {
                case "--key" -> SigningKey.read(Path.of(arguments.get(2)));
                case "--key-variable" -> fromVariable(environment, arguments.get(2));
                case "--development-key" -> development(Path.of(arguments.get(2)), errors);
                default -> throw new UnfitPluginException("unknown option " + arguments.get(1) + "\n" + USAGE);
            };
            Path folder = Path.of(arguments.getFirst());
            PluginReport report = pack(folder, key);
            report.notes().forEach(note -> out.println("plugin: note: " + note));
            PluginDescription plugin = report.description().orElseThrow();
            out.println("plugin: " + plugin.id() + " " + plugin.version() + " locked and signed in " + folder
                    + ", digest " + report.digest() + ", key " + key.id());
            return 0;
        } catch (UnfitPluginException | IOException e) {
            errors.println("plugin: " + e.getMessage());
            return 1;
        }
    }

    /**
     * Writes lock file and signature, and examines the folder as a registry does that trusts the key.
     *
     * @throws UnfitPluginException what a registry would refuse; lock file and signature are then not there
     */
    public static PluginReport pack(Path path, SigningKey key) throws UnfitPluginException, IOException {
        Files.deleteIfExists(path.resolve(PluginFolder.LOCK));
        Files.deleteIfExists(path.resolve(PluginFolder.SIGNATURE));
        TrustKeys trust = new TrustKeys(path, List.of(key.trustKey("signer")), List.of());
        boolean good = false;
        try {
            byte[] lock = PluginLock.of(PluginFolder.of(path)).bytes();
            Files.write(path.resolve(PluginFolder.LOCK), lock);
            Files.write(path.resolve(PluginFolder.SIGNATURE), PluginSignature.of(lock, key).bytes());
            PluginReport report = PluginExamination.strict(path, new PluginExamination.Signatures(trust, true));
            good = true;
            return report;
        } finally {
            if (!good) {
                Files.deleteIfExists(path.resolve(PluginFolder.LOCK));
                Files.deleteIfExists(path.resolve(PluginFolder.SIGNATURE));
            }
        }
    }

    private static SigningKey fromVariable(Map<String, String> environment, String name) throws UnfitPluginException {
        String pem = environment.get(name);
        if (pem == null || pem.isBlank()) {
            throw new UnfitPluginException(
                    "the environment variable " + name + " is not set; it must hold the private key"
                            + " in PKCS #8 PEM");
        }
        try {
            return SigningKey.parse(pem);
        } catch (UnfitPluginException e) {
            throw new UnfitPluginException("the environment variable " + name + " is no private key: " + e.getMessage(),
                    e);
        }
    }

    private static SigningKey development(Path file, PrintStream errors) throws UnfitPluginException, IOException {
        SigningKey key;
        if (Files.exists(file)) {
            key = SigningKey.read(file);
        } else {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            key = SigningKey.generate();
            key.write(file);
        }
        errors.println("plugin: ***** SIGNED WITH A DEVELOPMENT KEY, " + file + " *****");
        errors.println("plugin: do not ship this. A registry takes it when conf/trust/development.pem holds:");
        errors.print(key.publicPem());
        return key;
    }
}
