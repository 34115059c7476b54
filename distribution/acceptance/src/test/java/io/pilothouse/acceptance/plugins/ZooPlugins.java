package io.pilothouse.acceptance.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Plugins that a registry has to keep out, each with words of the reason. All are signed with a trusted key unless that is what is
 * wrong with them.
 *
 * @param bench where they are made
 * @param trusted the key that the registry trusts
 */
record ZooPlugins(Path bench, VendorKey trusted) {
    /**
     * A plugin.
     *
     * @param folder where it was made; what it is called in the plugins folder
     * @param reason words that its refusal has to have, in the log, in the audit event and in the list
     */
    record Exhibit(Path folder, List<String> reason) {
        String name() {
            return folder.getFileName().toString();
        }
    }

    private static final String FINE = "return new Verdict.Verified(credential.token());";

    private static Exhibit exhibit(Path folder, String... reason) {
        return new Exhibit(folder, List.of(reason));
    }

    /** A folder that only lacks its signature. */
    private Path made(String id, String more, String members, String atVerify) throws IOException {
        Path folder = MadePlugin.folder(bench.resolve(id), id, "1.0.0", more);
        MadePlugin.jar(folder.resolve("plugin.jar"),
                MadePlugin.identity("zoo." + id.replace('-', '_'), "zoo", members, atVerify));
        return folder;
    }

    /** A signed plugin that offers an identity provider of the type {@code zoo}. */
    Path signed(String id, String more, String members, String atVerify) throws IOException {
        return trusted.sign(made(id, more, members, atVerify));
    }

    /** The same with another module that it requires. */
    private Path requiring(String id, String module, String atVerify) throws IOException {
        Path folder = MadePlugin.folder(bench.resolve(id), id, "1.0.0", "");
        Map<String, String> sources = new HashMap<>(
                MadePlugin.identity("zoo." + id.replace('-', '_'), "zoo", "", atVerify));
        sources.computeIfPresent("module-info.java",
                (file, text) -> text.replace("requires io.pilothouse.spi;",
                        "requires io.pilothouse.spi; requires " + module + ";"));
        MadePlugin.jar(folder.resolve("plugin.jar"), sources);
        return trusted.sign(folder);
    }

    List<Exhibit> all() throws IOException {
        List<Exhibit> all = new ArrayList<>();
        seals(all);
        folders(all);
        modules(all);
        deeds(all);
        relations(all);
        return all;
    }

    private void seals(List<Exhibit> all) throws IOException {
        all.add(exhibit(made("unsigned", "", "", FINE),
                "it is not signed: expected plugin.lock and plugin.lock.sig by a"
                        + " trusted key, found neither"));
        VendorKey stranger = new VendorKey();
        all.add(exhibit(stranger.sign(made("wrong-key", "", "", FINE)),
                "it is signed with the key " + stranger.id() + ", which is not trusted", trusted.id()));
        Path tampered = signed("tampered-jar", "", "", FINE);
        byte[] bytes = Files.readAllBytes(tampered.resolve("plugin.jar"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(tampered.resolve("plugin.jar"), bytes);
        all.add(exhibit(tampered, "the file plugin.jar has changed: expected SHA-256 ", ", found "));
        Path slipped = signed("slipped-in", "", "", FINE);
        Files.writeString(slipped.resolve("more.jar"), "x");
        all.add(exhibit(slipped, "the file more.jar is not in plugin.lock"));
        Path traversal = trusted.sign(made("lock-traversal", "", "", FINE),
                "0".repeat(64) + "  ../../conf/trust/me.pem\n");
        all.add(exhibit(traversal, "names \"../../conf/trust/me.pem\": expected the plain name"));
    }

    private void folders(List<Exhibit> all) throws IOException {
        Path link = signed("symlink", "", "", FINE);
        Files.createSymbolicLink(link.resolve("passwords"), Path.of("/etc/passwd"));
        all.add(exhibit(link, "passwords is a symbolic link"));
        Path whole = signed("linked-away", "", "", FINE);
        all.add(exhibit(Files.createSymbolicLink(bench.resolve("symlink-folder"), whole),
                "it is a symbolic link; copy the plugin's folder here instead"));
        Path sub = signed("subfolder", "", "", FINE);
        Files.createDirectory(sub.resolve("lib"));
        all.add(exhibit(sub, "lib is a folder"));
        Path large = made("oversized-descriptor", "#" + "x".repeat(70_000), "", FINE);
        all.add(exhibit(trusted.sign(large), "plugin.properties has 7", "at most 65536 are read"));
        Path manifest = made("oversized-manifest", "", "", FINE);
        zip(manifest.resolve("extra.jar"), "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\n".concat("X: y\n".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII));
        all.add(exhibit(trusted.sign(manifest), "META-INF/MANIFEST.MF in extra.jar has more than 4194304 bytes"));
        Path entry = made("traversing-entry", "", "", FINE);
        zip(entry.resolve("extra.jar"), "../../../bin/pilothouse", new byte[]{1});
        all.add(exhibit(trusted.sign(entry), "has an entry \"../../../bin/pilothouse\", which leads out of the jar"));
        Path name = made("strange-file", "", "", FINE);
        Files.writeString(name.resolve("a b;rm.jar"), "x");
        all.add(exhibit(trusted.sign(name), "the name of \"a b;rm.jar\" is not plain"));
    }

    private void modules(List<Exhibit> all) throws IOException {
        Path spi = made("other-spi", "", "", FINE);
        Files.writeString(spi.resolve("plugin.properties"),
                Files.readString(spi.resolve("plugin.properties")).replace("^1.0.0", "^2.0.0"));
        all.add(exhibit(trusted.sign(spi), "it requires SPI version ^2.0.0, but this kernel serves 1."));
        for (String module : List.of("io.pilothouse.protocol", "io.pilothouse.kernel")) {
            String id = "requires-" + module.substring(module.lastIndexOf('.') + 1);
            all.add(exhibit(requiring(id, module, FINE), "requires " + module + ", which belongs to the kernel"));
        }
        Path split = made("split-package", "", "", FINE);
        MadePlugin.jar(split.resolve("second.jar"), Map.of("module-info.java", "module zoo.second { }",
                "zoo/split_package/Other.java", "package zoo.split_package; public class Other { }"));
        all.add(exhibit(trusted.sign(split), "the package zoo.split_package is split between its modules"));
        Path same = made("kernel-package", "", "", FINE);
        MadePlugin.jar(same.resolve("second.jar"), Map.of("module-info.java", "module io.pilothouse.kernel { }",
                "x/Other.java", "package x; public class Other { }"));
        all.add(exhibit(trusted.sign(same), "io.pilothouse.kernel"));
    }

    private void deeds(List<Exhibit> all) throws IOException {
        all.add(exhibit(signed("exits", "", "", "System.exit(3); " + FINE),
                "uses java.lang.System.exit", "which no plugin may"));
        all.add(exhibit(signed("socket", "", "", "new java.net.Socket(\"example.org\", 80).close(); " + FINE),
                "uses new java.net.Socket", "add network"));
        all.add(exhibit(signed("reads-other-data", "", "", "java.nio.file.Files.list(context.dataFolder().getParent());"
                + FINE), "uses java.nio.file.Files.list", "add files"));
        all.add(exhibit(signed("reads-other-settings", "", "",
                "new java.io.FileInputStream(\"conf/pilothouse.properties\").close(); " + FINE),
                "uses new java.io.FileInputStream", "add files"));
        all.add(exhibit(signed("starts-threads", "", "", "new Thread(() -> { }).start(); " + FINE),
                "uses new java.lang.Thread", "add threads"));
        all.add(exhibit(signed("starts-processes", "", "", "new ProcessBuilder(\"sh\").start(); " + FINE),
                "add processes"));
        all.add(exhibit(requiring("loads-an-agent", "java.management", """
                java.lang.management.ManagementFactory.getPlatformMBeanServer().invoke(
                        new javax.management.ObjectName("com.sun.management:type=DiagnosticCommand"), "jvmtiAgentLoad",
                        new Object[] { new String[] { "agent.so" } }, new String[] { String[].class.getName() });
                """ + FINE), "java.lang.management.ManagementFactory.getPlatformMBeanServer", "which no plugin may"));
        hidden(all);
        all.add(exhibit(signed("throwing-class", "", "static { if (true) throw new IllegalStateException(\"no\"); }",
                FINE), "it failed to start", "no"));
    }

    /** The class that opens a socket is loaded, and another one, or none, is what a careless reader of the jar sees. */
    private void hidden(List<Exhibit> all) throws IOException {
        Path behind = made("hides-behind-a-class", "", "", FINE);
        String entry = "zoo/hides_behind_a_class/Entry.class";
        repack(behind.resolve("plugin.jar"), entry, entry, "META-INF/0.class");
        all.add(exhibit(trusted.sign(behind), "META-INF/0.class in plugin.jar holds the class"
                + " zoo.hides_behind_a_class.Entry", "expected " + entry));
        Path folder = made("hides-as-a-folder", "", "", FINE);
        String provider = "zoo/hides_as_a_folder/Entry$Provider.class";
        repack(folder.resolve("plugin.jar"), provider, provider + "/");
        all.add(exhibit(trusted.sign(folder), "plugin.jar has an entry \"" + provider + "/\", a folder by its name"));
    }

    /** Stores one file of a jar under other names. */
    private static void repack(Path jar, String moved, String... names) throws IOException {
        Path copy = jar.resolveSibling("copy");
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (ZipEntry each : from.stream().toList()) {
                for (String name : each.getName().equals(moved) ? List.of(names) : List.of(each.getName())) {
                    zip.putNextEntry(new ZipEntry(name));
                    from.getInputStream(each).transferTo(zip);
                    zip.closeEntry();
                }
            }
        }
        Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private void relations(List<Exhibit> all) throws IOException {
        all.add(exhibit(signed("missing-dependency", "plugin.dependencies=nowhere\n", "", FINE),
                "it depends on the plugin nowhere, which is not there or was refused"));
        signed("cyclic-b", "plugin.dependencies=cyclic-a\n", "", FINE);
        all.add(exhibit(signed("cyclic-a", "plugin.dependencies=cyclic-b\n", "", FINE),
                "it depends on the plugin cyclic-b, which is not there or was refused"));
        all.add(exhibit(bench.resolve("cyclic-b"),
                "it depends on the plugin cyclic-a, which is not there or was refused"));
        Path twice = MadePlugin.folder(bench.resolve("duplicate-type"), "duplicate-type", "1.0.0", "");
        MadePlugin.jar(twice.resolve("plugin.jar"), MadePlugin.identity("zoo.duplicate", "webhook", "", FINE));
        all.add(exhibit(trusted.sign(twice),
                "it offers identity of type webhook, which the plugin identity-webhook already offers"));
        Path id = MadePlugin.folder(bench.resolve("traversing-id"), "../../x", "1.0.0", "");
        MadePlugin.jar(id.resolve("plugin.jar"), MadePlugin.identity("zoo.traversing", "zoo", "", FINE));
        all.add(exhibit(trusted.sign(id), "plugin.id must be lower case words joined by -"));
    }

    private static void zip(Path jar, String entry, byte[] content) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.closeEntry();
        }
    }
}
