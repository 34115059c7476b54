package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Demo.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path bundle(String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bundle/bin")).resolve("pilothouse");
        Files.createFile(program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return folder.resolve("bundle");
    }

    @Test
    void aBundleIsNeeded() {
        assertEquals(2, run());
        assertEquals(1, run("--bundle", folder.toString()));
        assertTrue(err.toString().contains("there is no bundle in " + folder), err::toString);
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Path bundle = bundle("exit 1");
        assertEquals(1, run("--bundle", bundle.toString(), "--folder", folder.toString()));
        assertTrue(err.toString().contains(folder + " is not empty"), err::toString);
    }

    @Test
    void theStepThatDidNotHappenIsNamed() throws IOException {
        Path bundle = bundle("echo cannot start; exit 1");
        Path kept = folder.resolve("run");
        assertEquals(1, run("--bundle", bundle.toString(), "--folder", kept.toString()));
        assertTrue(out.toString().contains("1. Counterparts"), out::toString);
        assertTrue(err.toString().contains("FAILED in step 2, The registry"), err::toString);
        assertEquals("cannot start", Files.readString(kept.resolve("registry.log")).strip());
    }

    @Test
    void aRegistryThatDoesNotKnowTheBlueprintEndsTheStory() throws IOException {
        Path bundle = bundle("""
                case $1 in
                serve) echo 'level=info msg=listening protocol=127.0.0.1:1 http=127.0.0.1:2'; exec sleep 60 ;;
                *) echo 'invalid blueprint'; exit 1 ;;
                esac""");
        assertEquals(1, run("--bundle", bundle.toString(), "--folder", folder.resolve("run").toString()));
        assertTrue(err.toString().contains("FAILED in step 3, One blueprint"), err::toString);
        assertTrue(err.toString().contains("ended with 1: invalid blueprint"), err::toString);
    }
}
