package io.pilothouse.cli.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.packaging.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFilesTest {
    @TempDir
    Path bench;

    private record Outcome(int code, String output, String errors) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = new PluginProgram().run(List.of(arguments), Map.of(), new PrintWriter(out, true),
                new PrintWriter(errors, true));
        return new Outcome(code, out.toString(), errors.toString());
    }

    private Path plugin() throws IOException {
        Path folder = Files.createDirectory(bench.resolve("plugin"));
        Files.writeString(folder.resolve("plugin.properties"), """
                plugin.id=mine
                plugin.version=1.0.0
                plugin.requires=^1.0.0
                plugin.provider=\033[31mTests
                plugin.capabilities=network, files
                plugin.network-hosts=configured
                """);
        Files.writeString(folder.resolve("bom.json"), """
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
                 {"group":"com.example","name":"one","version":"1.2","licenses":[{"license":{"id":"MIT"}}]}]}""");
        return folder;
    }

    @Test
    void eachCheckIsALineAndTheExitCodeTellsTheWhole() throws IOException {
        Path folder = plugin();
        Outcome outcome = run("verify", folder.toString(), "--trust", bench.resolve("trust").toString());
        List<String> lines = outcome.output().lines().toList();
        assertEquals(1, outcome.code());
        assertEquals("ok      files         2 files, 0 of them jars", lines.getFirst());
        assertEquals(
                "WRONG   signature     it is not signed: expected plugin.lock and plugin.lock.sig by a trusted key,"
                        + " found neither; " + bench.resolve("trust") + " holds no key",
                lines.get(1));
        assertTrue(outcome.output().contains("ok      descriptor    mine 1.0.0 by \uFFFD[31mTests, for SPI ^1.0.0\n"));
        assertTrue(outcome.output().contains("WRONG   modules       no jar in the folder is a module"));
        assertTrue(outcome.output().contains("ok      libraries     1 in bom.json\n"));
        assertTrue(outcome.output().contains(
                "note    it declares network, files, but none of its classes shows a use\n"), outcome.output());
        assertEquals(folder + " would be refused", lines.getLast());
        assertTrue(run("verify", "--json", folder.toString()).output().startsWith("{\"passed\":false,\"digest\":\""));
    }

    @Test
    void descriptorCapabilitiesAndLibrariesAreShown() throws IOException {
        Outcome outcome = run("inspect", plugin().toString(), "--unsigned");
        assertEquals(0, outcome.code());
        for (String line : List.of("id          mine", "licence     not said", "declares    network, files",
                "hosts       configured", "signed by   nobody trusted", "network     declared, not found",
                "library     com.example:one 1.2 (MIT)")) {
            assertTrue(outcome.output().lines().anyMatch(line::equals), line + " in:\n" + outcome.output());
        }
    }

    @Test
    void aKeyIsMadeAndItsPublicHalfPrinted() throws Exception {
        Path file = bench.resolve("acme.key");
        Outcome outcome = run("keygen", file.toString());
        assertEquals(0, outcome.code());
        assertEquals(SigningKey.read(file).publicPem(), outcome.output());
        assertEquals("The private key is in " + file + ", its id is " + SigningKey.read(file).id() + "\n",
                outcome.errors());
        assertEquals(new Outcome(1, "", "pilothouse: " + file
                + " exists already; a key is not overwritten, choose another name\n"), run("keygen", file.toString()));
        Outcome refused = run("sign", plugin().toString(), "--key", file.toString());
        assertEquals(1, refused.code());
        assertTrue(refused.errors().contains("no jar in the folder is a module"), refused.errors());
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertEquals(new Outcome(1, "", "pilothouse: there is no nowhere; give a plugin's folder or its jar\n"),
                run("verify", "nowhere"));
    }
}
