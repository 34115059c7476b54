package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoryTest {
    private final StringWriter text = new StringWriter();

    private Story story(boolean bold) {
        return new Story(new PrintWriter(text), bold);
    }

    private static Event event(long id, String actor) {
        return new Event(id, id, "member.kicked", actor, new JsonMapper().createObjectNode());
    }

    @Test
    void stepsAreNumberedAndEventsNamed() {
        Story story = story(false);
        story.step("Begin");
        story.tell("one\ntwo");
        story.step("Go on");
        story.seen("SIEM:", List.of(event(1, "node:7"), event(2, ""), event(3, "key:0123456789abcdef")));
        assertEquals("step 2, Go on", story.step());
        assertEquals(List.of("1. Begin", "   one", "   two", "2. Go on",
                "     -> SIEM: 1 member.kicked by node:7, 2 member.kicked by nobody, 3 member.kicked by key:0123456789…"),
                text.toString().lines().toList());
    }

    @Test
    void linesOfEventsAreNotTooLong() {
        story(false).seen("SIEM:", LongStream.range(1, 30).mapToObj(id -> event(id, "admin")).toList());
        assertTrue(text.toString().lines().allMatch(line -> line.length() <= 120), text::toString);
        assertEquals(29, text.toString().split("kicked", -1).length - 1);
    }

    @Test
    void onlyATerminalGetsItsCodes() {
        story(true).step("Begin");
        assertEquals("\033[1m1. Begin\033[0m", text.toString().strip());
    }
}
