package io.pilothouse.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.DigestGate;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.kernel.plugin.PluginShelf;
import io.pilothouse.kernel.plugin.PluginWorkshop;
import io.pilothouse.kernel.plugin.ShelfFolders;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References in settings of plugins, with plugins: who is asked, who gets the answer. On the module path, as they need it. */
@EnabledIf("onModulePath")
class SecretReferencesModuleTest {
    static boolean onModulePath() {
        return SecretReferences.class.getModule().isNamed();
    }

    /** Offers the provider {@code vault}, which knows the key {@code k}. */
    private static final String VAULT = """
            package test.vault;
            import io.pilothouse.spi.*;
            import java.util.*;
            public class Entry implements PilothousePlugin, SecretsProvider.Factory {
                public List<ComponentFactory<?>> factories() { return List.of(this); }
                public String type() { return "vault"; }
                public List<Setting<?>> settings() { return List.of(); }
                public SecretsProvider create(Settings settings, ComponentContext context) {
                    return new SecretsProvider() {
                        public Optional<Secret> resolve(String key) {
                            return key.equals("k") ? Optional.of(Secret.of("s3cr3t")) : Optional.empty();
                        }
                        public void close() { }
                    };
                }
            }
            """;
    /** Offers an identity provider, an exporter and a webhook of the type {@code desk}; their {@code token} is a secret. */
    private static final String DESK = """
            package test.desk;
            import io.pilothouse.spi.*;
            import java.util.*;
            public class Entry implements PilothousePlugin {
                static final List<Setting<?>> SETTINGS = List.of(
                        new Setting<>("token", String.class, Optional.of(""), "A secret.", true),
                        Setting.of("realm", String.class, "", "No secret."));
                public List<ComponentFactory<?>> factories() { return List.of(new Identity(), new Audit(), new Web()); }
                static abstract class Desk<C extends Component> {
                    public String type() { return "desk"; }
                    public List<Setting<?>> settings() { return SETTINGS; }
                    public C create(Settings settings, ComponentContext context) { return null; }
                }
                static class Identity extends Desk<IdentityProvider> implements IdentityProvider.Factory { }
                static class Audit extends Desk<AuditExporter> implements AuditExporter.Factory { }
                static class Web extends Desk<WebhookSink> implements WebhookSink.Factory { }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makePlugins() throws IOException {
        PluginWorkshop workshop = new PluginWorkshop(Files.createDirectory(folder.resolve("plugins")),
                Files.createDirectory(folder.resolve("bench")));
        make(workshop, "vault", VAULT, "secrets.vault");
        make(workshop, "desk", DESK, "identity.desk,audit.desk,webhook.desk");
    }

    private static void make(PluginWorkshop workshop, String id, String entry, String offers) throws IOException {
        workshop.jar(workshop.folder(id, PluginWorkshop.properties(id, "plugin.offers=" + offers + "\n"))
                .resolve("plugin.jar"),
                Map.of("module-info.java", "module test." + id + " { requires io.pilothouse.spi;"
                        + " provides io.pilothouse.spi.PilothousePlugin with test." + id + ".Entry; }",
                        "test/" + id + "/Entry.java", entry));
    }

    private Configuration resolve(String... words) throws Exception {
        Configuration configuration = Configuration.read(List.of(words), Map.of(), Path.of("none.properties"));
        SecretReferences references = SecretReferences.in(configuration);
        ComponentCatalog catalog = new ComponentCatalog();
        try (PluginShelf shelf = new PluginShelf(ModuleLayer.boot(), new ShelfFolders(folder.resolve("plugins"),
                folder.resolve("installed"), folder.resolve("staging")), catalog, new DigestGate())) {
            shelf.load(references::need);
            return references.resolve(catalog, shelf.offered(),
                    new Lender(folder.resolve("data"), InstantSource.system(), request -> {
                        throw new IOException("connected to " + request.uri());
                    }, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"identity,desk", "audit,desk", "webhook,desk"})
    void aSecretOfAPluginComesFromAProvider(String kind, String type) throws Exception {
        assertEquals(Map.of(type + ".token", "s3cr3t", type + ".realm", "r"),
                resolve("--" + kind + "." + type + ".token", "secret:vault:k", "--" + kind + "." + type + ".realm", "r")
                        .of(kind));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "identity.desk.realm|secret:vault:k|setting identity.desk.realm is no secret: give its value itself, not a"
                + " reference to a secret",
        "audit.desk.token|secret:vault:x|setting audit.desk.token: the secrets provider vault has no secret x",
        "webhook.desk.token|secret:vault|setting webhook.desk.token begins with secret: but is no reference, expected"
                + " secret:PROVIDER:KEY such as secret:file:webhook.desk.token",
        "audit.desk.token|secret:safe:k|a setting refers to the secrets provider safe, but installed plugins offer"
                + " [vault]"})
    void whatCannotBeResolvedIsNamedAtTheStart(String setting, String value, String error) {
        assertEquals(error,
                assertThrows(StartupException.class, () -> resolve("--" + setting, value)).getMessage());
    }

    /** That nobody offers it is told by who checks the types; the secret is not what is wrong. */
    @Test
    void aTypeThatNobodyOffersIsLeftToOthers() throws Exception {
        assertEquals(Map.of("post.token", "s3cr3t"), resolve("--audit.post.token", "secret:vault:k").of("audit"));
    }
}
