package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual says what there is, and its examples work. */
class ManualTest {
    private static final Path MANUAL = Path.of("../../distribution/docs/blueprints.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyMemberIsDescribed() throws IOException {
        String manual = Files.readString(MANUAL);
        for (Section section : Section.values()) {
            for (Section.Member member : section.members()) {
                assertTrue(manual.contains("`" + member.name() + "`"), member.name());
                member.aliases().forEach(alias -> assertTrue(manual.contains("`" + alias + "`"), alias));
            }
        }
    }

    @Test
    void theExamplesAreValid() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(MANUAL)).results().map(found -> found.group(1))
                .toList();
        assertEquals(2, examples.size());
        for (String example : examples) {
            BlueprintReading reading = example.startsWith("{") ? Examples.read(example) : Examples.with(example);
            assertEquals(List.of(), reading.problems());
            assertEquals(List.of(), reading.warnings());
        }
    }
}
