package io.pilothouse.kernel.plugin;

import io.pilothouse.packaging.PluginFolder;
import io.pilothouse.packaging.PluginLock;
import io.pilothouse.packaging.PluginSignature;
import io.pilothouse.packaging.SigningKey;
import io.pilothouse.packaging.UnfitPluginException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Plugins that nobody should load, each with words of the reason for which it has to stay out. All of them are signed with
 * the trusted key unless that is what is wrong with them.
 *
 * @param workshop where they are made
 * @param trusted the key that the registry trusts
 */
record HostileZoo(PluginWorkshop workshop, SigningKey trusted) {
    private static final byte[] MULTI_RELEASE = "Manifest-Version: 1.0\nMulti-Release: true\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final String NOTHING = "throw new StartupException(\"made\");";

    /**
     * A plugin.
     *
     * @param folder what it is called
     * @param reason words that its refusal has to have
     */
    record Exhibit(String folder, List<String> reason) {}

    /** Makes what the gate refuses. */
    List<Exhibit> refusedAtTheGate() throws IOException {
        List<Exhibit> all = new ArrayList<>();
        all.addAll(badSeals());
        all.addAll(badFolders());
        all.addAll(badJars());
        all.addAll(badDeeds());
        return all;
    }

    private List<Exhibit> badSeals() throws IOException {
        List<Exhibit> all = new ArrayList<>();
        Files.delete(seal(good("unsigned")).resolve(PluginFolder.SIGNATURE));
        all.add(exhibit("unsigned", "it is not signed: expected plugin.lock and plugin.lock.sig by a trusted key",
                "found only plugin.lock", trusted.id()));
        good("bare");
        all.add(exhibit("bare", "it is not signed", "found neither"));
        SigningKey stranger = SigningKey.generate();
        seal(good("wrong-key"), stranger);
        all.add(exhibit("wrong-key", "it is signed with the key " + stranger.id() + ", which is not trusted",
                trusted.id()));
        Path impostor = seal(good("impostor"), stranger);
        rewrite(impostor.resolve(PluginFolder.SIGNATURE), text -> text.replace(stranger.id(), trusted.id()));
        all.add(exhibit("impostor", "the signature is wrong: it names the key trusted (" + trusted.id() + ")"));
        Path tampered = seal(good("tampered-jar")).resolve("plugin.jar");
        byte[] bytes = Files.readAllBytes(tampered);
        bytes[bytes.length / 2] ^= 1;
        Files.write(tampered, bytes);
        all.add(exhibit("tampered-jar", "the file plugin.jar has changed: expected SHA-256 ", ", found "));
        Files.writeString(seal(good("slipped-in")).resolve("more.jar"), "x");
        all.add(exhibit("slipped-in", "the file more.jar is not in plugin.lock"));
        Path incomplete = good("incomplete");
        Files.writeString(incomplete.resolve("LICENSE"), "x");
        Files.delete(seal(incomplete).resolve("LICENSE"));
        all.add(exhibit("incomplete", "the file LICENSE is missing, which plugin.lock names"));
        Path relocked = seal(good("relocked"));
        rewrite(relocked.resolve(PluginFolder.LOCK), text -> text.replace('a', 'b'));
        all.add(exhibit("relocked", "the signature is wrong"));
        Path outside = good("lock-path-traversal");
        signed(outside, ("0".repeat(64) + "  ../../conf/trust/me.pem\n").getBytes(StandardCharsets.US_ASCII), trusted);
        all.add(exhibit("lock-path-traversal", "line 1 names \"../../conf/trust/me.pem\": expected the plain name"));
        Path scribble = seal(good("scribbled-signature"));
        Files.writeString(scribble.resolve(PluginFolder.SIGNATURE), "trust me\n");
        all.add(exhibit("scribbled-signature", "the signature file plugin.lock.sig is malformed"));
        return all;
    }

    private List<Exhibit> badFolders() throws IOException {
        List<Exhibit> all = new ArrayList<>();
        Path link = seal(good("symlink"));
        Files.createSymbolicLink(link.resolve("passwords"), Path.of("/etc/passwd"));
        all.add(exhibit("symlink", "passwords is a symbolic link"));
        Files.createDirectory(seal(good("subfolder")).resolve("lib"));
        all.add(exhibit("subfolder", "lib is a folder; a plugin's files lie side by side"));
        Path descriptor = good("oversized-descriptor");
        Files.writeString(descriptor.resolve(PluginFolder.DESCRIPTOR),
                PluginWorkshop.properties("oversized-descriptor", "#" + "x".repeat(70_000)));
        seal(descriptor);
        all.add(exhibit("oversized-descriptor", "plugin.properties has 7", "at most 65536 are read"));
        Path nothing = good("no-descriptor");
        Files.delete(nothing.resolve(PluginFolder.DESCRIPTOR));
        seal(nothing);
        all.add(exhibit("no-descriptor", "there is no plugin.properties"));
        Path bill = good("false-bill");
        Files.writeString(bill.resolve(PluginFolder.BOM), "{\"bomFormat\":\"none\"}");
        seal(bill);
        all.add(exhibit("false-bill", "bom.json is no CycloneDX in JSON"));
        Path wish = good("false-capability");
        Files.writeString(wish.resolve(PluginFolder.DESCRIPTOR),
                PluginWorkshop.properties("false-capability", "plugin.capabilities=everything\n"));
        seal(wish);
        all.add(exhibit("false-capability", "plugin.capabilities may name", "it names everything"));
        return all;
    }

    private List<Exhibit> badJars() throws IOException {
        List<Exhibit> all = new ArrayList<>();
        extra("traversing-entry", Map.of("../../../bin/pilothouse", new byte[]{1}));
        all.add(exhibit("traversing-entry", "has an entry \"../../../bin/pilothouse\", which leads out of the jar"));
        extra("oversized-manifest", Map.of("META-INF/MANIFEST.MF", new byte[5 << 20]));
        all.add(exhibit("oversized-manifest", "META-INF/MANIFEST.MF in extra.jar has more than 4194304 bytes"));
        extra("no-class", Map.of("x/Y.class", "no class file at all".getBytes(StandardCharsets.US_ASCII)));
        all.add(exhibit("no-class", "x/Y.class in extra.jar"));
        extra("newer-java", Map.of("x/Y.class", new byte[]{(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0,
            99}));
        all.add(exhibit("newer-java", "was compiled for Java 55; this one is Java " + Runtime.version().feature()));
        extra("preview", Map.of("x/Y.class", new byte[]{(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, (byte) 0xFF,
            (byte) 0xFF, 0, 69}));
        all.add(exhibit("preview", "uses preview features of Java 25"));
        byte[] type = ClassFile.of().build(ClassDesc.of("x.Y"), nothing -> {});
        extra("class-behind-another", Map.of("META-INF/0.class", type, "x/Y.class", type));
        all.add(exhibit("class-behind-another", "META-INF/0.class in extra.jar holds the class x.Y",
                "expected x/Y.class"));
        extra("class-as-folder", Map.of("x/Y.class/", type));
        all.add(exhibit("class-as-folder", "extra.jar has an entry \"x/Y.class/\", a folder by its name"));
        extra("class-as-folder-for-some", Map.of("META-INF/MANIFEST.MF", MULTI_RELEASE,
                "META-INF/versions/9/x/Y.class/", type, "x/Y.class", type));
        all.add(exhibit("class-as-folder-for-some", "has an entry \"META-INF/versions/9/x/Y.class/\""));
        plugin("requires-kernel", "", "requires io.pilothouse.protocol;", NOTHING);
        all.add(exhibit("requires-kernel", "requires io.pilothouse.protocol, which belongs to the kernel"));
        Path split = good("split-package");
        workshop.jar(split.resolve("second.jar"), Map.of("module-info.java", "module test.second { }",
                "test/splitpackage/Other.java", "package test.splitpackage; public class Other { }"));
        seal(split);
        all.add(exhibit("split-package", "the package test.splitpackage is split between its modules"));
        return all;
    }

    private List<Exhibit> badDeeds() throws IOException {
        Map<String, String> deeds = new LinkedHashMap<>();
        deeds.put("network socket", "new java.net.Socket(\"example.org\", 1).close();");
        deeds.put("network client", "java.net.http.HttpClient.newHttpClient().close();");
        deeds.put("network url", "java.net.URI.create(\"http://x\").toURL().openStream().close();");
        deeds.put("network lent",
                "context.http().exchange(new OutboundHttp.Request(\"GET\", java.net.URI.create(\"http://x\"),"
                        + " java.util.Map.of(), new byte[0], 1, java.time.Duration.ofSeconds(1)));");
        deeds.put("network channel", "java.nio.channels.SocketChannel.open().close();");
        deeds.put("network dns", "java.net.InetAddress.getByName(\"leak.example.org\");");
        deeds.put("network log", "new java.util.logging.SocketHandler(\"example.org\", 1).close();");
        deeds.put("network document", "javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()"
                + ".parse(\"http://x\");");
        deeds.put("network events", "javax.xml.parsers.SAXParserFactory.newInstance().newSAXParser()"
                + ".parse(\"http://x\", (org.xml.sax.helpers.DefaultHandler) null);");
        deeds.put("files document", "javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()"
                + ".parse(new java.io.File(\"x\"));");
        deeds.put("files stream", "new java.io.FileInputStream(\"/etc/passwd\").close();");
        deeds.put("files nio", "java.nio.file.Files.delete(context.dataFolder());");
        deeds.put("files old", "new java.io.File(\"x\").delete();");
        deeds.put("threads thread", "new Thread(() -> { }).start();");
        deeds.put("threads virtual", "Thread.ofVirtual().start(() -> { });");
        deeds.put("threads pool", "java.util.concurrent.Executors.newCachedThreadPool().close();");
        deeds.put("threads common", "java.util.concurrent.CompletableFuture.runAsync(() -> { });");
        deeds.put("threads stage",
                "java.util.concurrent.CompletableFuture.completedFuture(1).thenRunAsync(() -> { });");
        deeds.put("threads delayed", "java.util.concurrent.CompletableFuture.delayedExecutor(1,"
                + " java.util.concurrent.TimeUnit.SECONDS);");
        deeds.put("threads gathered", "java.util.stream.Stream.of(1).gather("
                + "java.util.stream.Gatherers.mapConcurrent(2, i -> i)).count();");
        deeds.put("threads map",
                "new java.util.concurrent.ConcurrentHashMap<String, String>().forEach(1, (k, v) -> { });");
        deeds.put("threads parallel", "java.util.List.of(1).parallelStream().count();");
        deeds.put("threads own", "class Own extends Thread { } new Own().start();");
        deeds.put("processes builder", "new ProcessBuilder(\"sh\").start();");
        deeds.put("processes exec", "Runtime.getRuntime().exec(new String[]{\"sh\"});");
        deeds.put("native load", "System.load(\"/x.so\");");
        deeds.put("native method", "class Bare { native void go(); } new Bare().go();");
        deeds.put("native linker", "java.lang.foreign.Linker.nativeLinker();");
        deeds.put("native unsafe", "Class.forName(\"sun.misc.Unsafe\");");
        deeds.put("none exit", "System.exit(3);");
        deeds.put("none halt", "Runtime.getRuntime().halt(3);");
        deeds.put("none reference", "java.util.List.of(1).forEach(System::exit);");
        deeds.put("none crypto", "java.security.Security.insertProviderAt(null, 1);");
        deeds.put("native gss", "System.setProperty(\"sun.security.jgss.lib\", \"/x.so\");");
        deeds.put("none beans", "java.lang.management.ManagementFactory.getPlatformMBeanServer();");
        deeds.put("none bean", "java.lang.management.ManagementFactory.getPlatformMXBean("
                + "java.lang.management.MemoryMXBean.class);");
        deeds.put("none finder", "javax.management.MBeanServerFactory.findMBeanServer(null);");
        deeds.put("none command", "((javax.management.MBeanServer) (Object) context).invoke(null, null, null, null);");
        deeds.put("none creation",
                "((javax.management.MBeanServerConnection) (Object) context).createMBean(null, null);");
        deeds.put("none dump", "((com.sun.management.HotSpotDiagnosticMXBean) (Object) context)"
                + ".dumpHeap(\"x\", false);");
        deeds.put("none diagnostic", "String.valueOf(\"com.sun.management:type=DiagnosticCommand\");");
        List<Exhibit> all = new ArrayList<>();
        for (Map.Entry<String, String> deed : deeds.entrySet()) {
            String[] words = deed.getKey().split(" ", -1);
            String name = "deed-" + words[0] + "-" + words[1];
            plugin(name, "",
                    "requires java.net.http; requires java.logging; requires java.xml; requires jdk.management;",
                    "try { " + deed.getValue() + " } catch (Exception e) { throw new StartupException(e.toString()); } "
                            + NOTHING);
            all.add(words[0].equals("none")
                    ? exhibit(name, "which no plugin may: it would act on the whole registry")
                    : exhibit(name, "but plugin.capabilities in plugin.properties names nothing; add " + words[0]));
        }
        return all;
    }

    /** A library's deed counts when the plugin calls what does it. */
    Exhibit throughALibrary(boolean calls) throws IOException {
        String name = calls ? "library-that-is-used" : "library-that-is-not";
        Path folder = workshop.folder(name, PluginWorkshop.properties(name, ""));
        Path library = folder.resolve("library-1.0.jar");
        workshop.jar(library, Map.of("library/Opener.java", """
                package library;
                public interface Opener {
                    void open() throws java.io.IOException;
                    static Opener of(boolean network) { return network ? new Far() : new Near(); }
                    static String name() { return "library"; }
                }
                class Near implements Opener { public void open() { } }
                class Far implements Opener {
                    public void open() throws java.io.IOException { new java.net.Socket("example.org", 80).close(); }
                }
                """));
        workshop.jar(folder.resolve("plugin.jar"), PluginWorkshop.module("test." + name.replace("-", ""), name,
                "requires library;",
                "try { if (" + calls + ") { library.Opener.of(true).open(); } } catch (java.io.IOException e) {"
                        + " throw new StartupException(\"x\"); } throw new StartupException(library.Opener.name());"),
                library);
        seal(folder);
        return exhibit(name, "library.Far.open (library-1.0.jar) uses new java.net.Socket, reached by test."
                + name.replace("-", "") + ".Entry.create", "add network");
    }

    /** A folder that only lacks its signature. */
    Path good(String name) throws IOException {
        Path folder = workshop.folder(name, PluginWorkshop.properties(name, ""));
        workshop.jar(folder.resolve("plugin.jar"),
                PluginWorkshop.module("test." + name.replace("-", ""), name, "", NOTHING));
        return folder;
    }

    /** A folder with a jar that holds a class for newer versions of Java, and says so or not. */
    Path versioned(String name, boolean said) throws IOException {
        byte[] type = ClassFile.of().build(ClassDesc.of("x.Y"), nothing -> {});
        Map<String, byte[]> entries = new TreeMap<>(
                Map.of("x/Y.class", type, "META-INF/versions/9/x/Y.class", type));
        if (said) {
            entries.put("META-INF/MANIFEST.MF", MULTI_RELEASE);
        }
        return extra(name, entries);
    }

    Path plugin(String name, String properties, String requires, String atCreation) throws IOException {
        Path folder = workshop.folder(name, PluginWorkshop.properties(name, properties));
        workshop.jar(folder.resolve("plugin.jar"),
                PluginWorkshop.module("test." + name.replace("-", ""), name, requires, atCreation));
        return seal(folder);
    }

    private Path extra(String name, Map<String, byte[]> entries) throws IOException {
        Path folder = good(name);
        try (OutputStream out = Files.newOutputStream(folder.resolve("extra.jar"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return seal(folder);
    }

    Path seal(Path folder) throws IOException {
        return seal(folder, trusted);
    }

    private static Path seal(Path folder, SigningKey key) throws IOException {
        try {
            return signed(folder, PluginLock.of(PluginFolder.of(folder)).bytes(), key);
        } catch (UnfitPluginException e) {
            throw new AssertionError(e);
        }
    }

    private static Path signed(Path folder, byte[] lock, SigningKey key) throws IOException {
        Files.write(folder.resolve(PluginFolder.LOCK), lock);
        Files.write(folder.resolve(PluginFolder.SIGNATURE), PluginSignature.of(lock, key).bytes());
        return folder;
    }

    private static void rewrite(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private static Exhibit exhibit(String folder, String... reason) {
        return new Exhibit(folder, List.of(reason));
    }
}
