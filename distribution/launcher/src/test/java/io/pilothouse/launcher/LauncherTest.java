package io.pilothouse.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the launcher as a process, with modules that this test compiles. */
class LauncherTest {
    @TempDir
    Path folder;

    private SampleHome home;

    @BeforeEach
    void makeModules() throws IOException {
        home = new SampleHome(folder);
        home.module("sample.kernel", program("sample.kernel", "serve", """
                org.slf4j.LoggerFactory.getLogger("io.pilothouse.sample").atInfo()
                        .addKeyValue("node_id", 7).log("audit");
                Logging.configure(Format.JSON, org.slf4j.event.Level.DEBUG);
                org.slf4j.LoggerFactory.getLogger("io.pilothouse.sample").atDebug()
                        .addKeyValue("node_id", 7).log("audit");
                System.getLogger("foreign").log(System.Logger.Level.WARNING, "careful");
                System.out.println("serve " + arguments + " " + home.folder() + " "
                        + (getClass().getModule().getLayer() == ModuleLayer.boot()));
                return 7;
                """));
        home.module("sample.cli", program("sample.cli", "node", """
                switch (arguments.getFirst()) {
                    case "expected" -> throw new ProgramException(9, "no registry at 127.0.0.1:1");
                    case "defect" -> throw new IllegalStateException("broken\\nbadly");
                    case "native" -> System.load("/nowhere/libnothing.so");
                    default -> System.out.println("node");
                }
                return 0;
                """));
    }

    @Test
    void runsAProgram() throws Exception {
        SampleHome.Outcome outcome = home.run(Map.of(), "serve", "--data", "x y");
        assertEquals("serve [--data, x y] " + folder + " true\n", outcome.output(), outcome.errors());
        assertEquals(7, outcome.exitCode());
        String[] lines = outcome.errors().split("\n", -1);
        assertEquals(4, lines.length, outcome.errors());
        assertTrue(lines[0].matches("time=\\S+ level=INFO msg=audit node_id=7"), lines[0]);
        assertTrue(lines[1].matches("\\{\"time\":\"[^\"]+\",\"level\":\"DEBUG\",\"msg\":\"audit\",\"node_id\":7}"),
                lines[1]);
        assertTrue(lines[2].contains("\"level\":\"WARN\",\"msg\":\"careful\",\"logger\":\"foreign\""), lines[2]);
    }

    @Test
    void runsAnotherProgram() throws Exception {
        assertEquals(new SampleHome.Outcome(0, "node\n", ""), home.run(Map.of(), "node", "list"));
    }

    @Test
    void twoProgramsOfOneNameAreRefused() throws Exception {
        home.module("sample.second", program("sample.second", "node", "return 0;"));
        SampleHome.Outcome outcome = home.run(Map.of(), "node");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.errors().contains("two modules in lib/ offer a program 'node'"), outcome.errors());
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
    void helpAndVersionAreAlwaysThere() throws Exception {
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
        home.module(SampleHome.GRANTED, program(SampleHome.GRANTED, "load", """
                System.load("/nowhere/libnothing.so");
                return 0;
                """));
        SampleHome.Outcome outcome = home.run(Map.of(), "load");
        assertTrue(outcome.errors().contains("UnsatisfiedLinkError"), outcome.errors());
    }

    @Test
    void aProgramThatIsAskedToEndChoosesItsExitCode() throws Exception {
        home.module("sample.patient", program("sample.patient", "wait", """
                java.util.concurrent.CountDownLatch stop = new java.util.concurrent.CountDownLatch(1);
                Termination.onRequest(stop::countDown);
                // As a service manager would do it.
                new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid())).start();
                return stop.await(30, java.util.concurrent.TimeUnit.SECONDS) ? 0 : 3;
                """));
        assertEquals(new SampleHome.Outcome(0, "", ""), home.run(Map.of(), "wait"));
    }

    @Test
    void aBrokenJarIsNamed() throws Exception {
        Files.writeString(folder.resolve("lib/broken.jar"), "not a jar");
        SampleHome.Outcome outcome = home.run(Map.of(), "serve");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.errors().contains(folder.resolve("lib/broken.jar").toString())
                || outcome.output().contains(folder.resolve("lib/broken.jar").toString()), outcome.toString());
    }

    private static Map<String, String> program(String module, String name, String body) {
        return Map.of("module-info.java", """
                module %s {
                    requires io.pilothouse.launcher;
                    requires org.slf4j;
                    provides io.pilothouse.launcher.ProgramSet with %s.Sample;
                }
                """.formatted(module, module), module.replace('.', '/') + "/Sample.java", """
                package %s;
                import io.pilothouse.launcher.*;
                import io.pilothouse.launcher.logging.*;
                import java.util.List;
                public final class Sample implements Program, ProgramSet {
                    public List<Program> programs() { return List.of(this); }
                    public String name() { return "%s"; }
                    public String summary() { return "sample"; }
                    public int run(List<String> arguments, Home home) throws Exception {
                        %s
                    }
                }
                """.formatted(module, name, body));
    }
}
