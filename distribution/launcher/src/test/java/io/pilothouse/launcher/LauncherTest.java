package io.pilothouse.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the launcher as a process, with layers made of modules that this test compiles. */
class LauncherTest {
    @TempDir
    Path folder;

    private SampleHome home;

    @BeforeEach
    void makeLayers() throws IOException {
        home = new SampleHome(folder);
        home.module("kernel", "sample.kernel", program("sample.kernel", "serve", """
                org.slf4j.LoggerFactory.getLogger("io.pilothouse.sample").atInfo()
                        .addKeyValue("node_id", 7).log("audit");
                Logging.configure(Format.JSON, org.slf4j.event.Level.DEBUG);
                org.slf4j.LoggerFactory.getLogger("io.pilothouse.sample").atDebug()
                        .addKeyValue("node_id", 7).log("audit");
                System.getLogger("foreign").log(System.Logger.Level.WARNING, "careful");
                System.out.println("serve " + arguments + " " + home.folder() + " "
                        + getClass().getModule().getLayer().modules().size() + " "
                        + (Thread.currentThread().getContextClassLoader() == getClass().getClassLoader()));
                return 7;
                """));
        home.module("cli", "sample.cli", program("sample.cli", "node", """
                switch (arguments.getFirst()) {
                    case "expected" -> throw new ProgramException(9, "no registry at 127.0.0.1:1");
                    case "defect" -> throw new IllegalStateException("broken\\nbadly");
                    case "native" -> System.load("/nowhere/libnothing.so");
                    case "kernel" -> Class.forName("sample.kernel.Sample");
                    default -> System.out.println("node");
                }
                return 0;
                """));
    }

    @Test
    void runsAProgramOfTheKernelLayer() throws Exception {
        SampleHome.Outcome outcome = home.run(Map.of(), "serve", "--data", "x y");
        assertEquals("serve [--data, x y] " + folder + " 1 true\n", outcome.output(), outcome.errors());
        assertEquals(7, outcome.exitCode());
        String[] lines = outcome.errors().split("\n", -1);
        assertEquals(4, lines.length, outcome.errors());
        assertTrue(lines[0].matches("time=\\S+ level=INFO msg=audit node_id=7"), lines[0]);
        assertTrue(lines[1].matches("\\{\"time\":\"[^\"]+\",\"level\":\"DEBUG\",\"msg\":\"audit\",\"node_id\":7}"),
                lines[1]);
        assertTrue(lines[2].contains("\"level\":\"WARN\",\"msg\":\"careful\",\"logger\":\"foreign\""), lines[2]);
    }

    @Test
    void runsAProgramOfTheCliLayerWhichCannotReachTheKernel() throws Exception {
        assertEquals(new SampleHome.Outcome(0, "node\n", ""), home.run(Map.of(), "node", "list"));
        SampleHome.Outcome outcome = home.run(Map.of(), "node", "kernel");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.errors().contains("ClassNotFoundException: sample.kernel.Sample"), outcome.errors());
    }

    @Test
    void anUnknownProgramIsAnsweredWithWhatThereIs() throws Exception {
        SampleHome.Outcome outcome = home.run(Map.of(), "server");
        assertEquals(2, outcome.exitCode());
        assertEquals("""
                pilothouse: there is no program 'server'; did you mean 'serve'?
                Programs:
                  help         list the programs
                  node         sample
                  serve        sample
                  version      print the version
                """, outcome.errors());
    }

    @Test
    void helpAndVersionNeedNoCliLayer() throws Exception {
        assertTrue(
                home.run(Map.of()).output().startsWith("Usage: pilothouse PROGRAM [ARGUMENT ...]\nPrograms:\n  help "));
        assertEquals(home.run(Map.of(), "--help"), home.run(Map.of(), "help"));
        SampleHome.Outcome version = home.run(Map.of(), "--version");
        assertTrue(version.output().matches("pilothouse \\d+\\.\\d+\\.\\d+\\S* \\(Java 25\\S*\\)\n"), version.output());
    }

    @Test
    void failuresAreOneLineUnlessDebugIsAskedFor() throws Exception {
        assertEquals(new SampleHome.Outcome(9, "", "pilothouse: no registry at 127.0.0.1:1\n"),
                home.run(Map.of(), "node", "expected"));
        assertEquals(new SampleHome.Outcome(1, "",
                "pilothouse: java.lang.IllegalStateException: broken (set PILOTHOUSE_DEBUG=1 for the stack trace)\n"),
                home.run(Map.of(), "node", "defect"));
        SampleHome.Outcome debug = home.run(Map.of(Main.DEBUG, "1"), "node", "defect");
        assertTrue(debug.errors().contains("at sample.cli/sample.cli.Sample.run"), debug.errors());
    }

    @Test
    void aModuleThatIsNotListedMayNotLoadNativeCode() throws Exception {
        SampleHome.Outcome outcome = home.run(Map.of(), "node", "native");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.errors().contains("IllegalCallerException"), outcome.errors());
    }

    @Test
    void aListedModuleMayLoadNativeCode() throws Exception {
        home.module("cli", "io.netty.common", program("io.netty.common", "load", """
                System.load("/nowhere/libnothing.so");
                return 0;
                """));
        SampleHome.Outcome outcome = home.run(Map.of(), "load");
        assertTrue(outcome.errors().contains("UnsatisfiedLinkError"), outcome.errors());
    }

    @Test
    void aMissingModuleIsNamed() throws Exception {
        Files.delete(folder.resolve("lib/kernel/sample.kernel.jar"));
        home.module("shared", "sample.shared", Map.of("module-info.java", "module sample.shared {}"));
        Files.createDirectories(folder.resolve("lib/kernel"));
        Files.writeString(folder.resolve("lib/kernel/broken.jar"), "not a jar");
        SampleHome.Outcome outcome = home.run(Map.of(), "serve");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.errors().contains("the modules in " + folder.resolve("lib/kernel") + " do not fit together"),
                outcome.errors());
        assertFalse(outcome.errors().contains("\tat "), outcome.errors());
    }

    private static Map<String, String> program(String module, String name, String body) {
        return Map.of("module-info.java", """
                module %s {
                    requires io.pilothouse.launcher;
                    requires org.slf4j;
                    provides io.pilothouse.launcher.Program with %s.Sample;
                }
                """.formatted(module, module), module.replace('.', '/') + "/Sample.java", """
                package %s;
                import io.pilothouse.launcher.*;
                import io.pilothouse.launcher.logging.*;
                import java.util.List;
                public final class Sample implements Program {
                    public String name() { return "%s"; }
                    public String summary() { return "sample"; }
                    public int run(List<String> arguments, Home home) throws Exception {
                        %s
                    }
                }
                """.formatted(module, name, body));
    }
}
