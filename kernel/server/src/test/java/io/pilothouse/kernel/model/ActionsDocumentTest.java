package io.pilothouse.kernel.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.AuditAction.Attribute;
import io.pilothouse.kernel.model.AuditAction.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about events lists the actions as {@link AuditActions} has them. */
class ActionsDocumentTest {
    private static final Path PAGE = Path.of("../../distribution/docs/events.md");
    private static final Path RENEWED = Path.of("target/events.md");
    private static final String BEGIN = "<!-- The actions, as AuditActions has them: ActionsDocumentTest renews them. -->\n";
    private static final String END = "<!-- End of the actions. -->\n";

    @Test
    void thePageListsEveryActionAsTheTableHasIt() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        assertTrue(begin > 0 && end > begin, () -> PAGE + " has no longer the lines\n" + BEGIN + END);
        String renewed = page.substring(0, begin) + BEGIN + section() + page.substring(end);
        Files.writeString(Files.createDirectories(RENEWED.getParent()).resolve(RENEWED.getFileName()), renewed);
        List<String> other = renewed.lines().filter(line -> page.lines().noneMatch(line::equals)).toList();
        assertTrue(renewed.equals(page), () -> PAGE + " is not what AuditActions says; renew it, in kernel/server, by\n"
                + "    cp " + RENEWED + " " + PAGE + "\nnew lines: " + String.join("\n", other));
    }

    private static String section() {
        StringBuilder text = new StringBuilder("\n");
        for (Group group : Group.values()) {
            text.append("### ").append(group.title()).append("\n\n| Action | Attributes | When |\n|---|---|---|\n");
            AuditActions.all().stream().filter(action -> action.group() == group).forEach(action -> text.append("| `")
                    .append(action.name()).append(action.fromFirst() ? "` | " : "` (new) | ")
                    .append(action.attributes().stream().map(ActionsDocumentTest::text)
                            .collect(Collectors.joining(", ")))
                    .append(" | ").append(action.when()).append(" |\n"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String text(Attribute attribute) {
        String values = attribute.values().stream().map(value -> "`" + value + "`")
                .collect(Collectors.joining(" or ", " ", ""));
        String text = "`" + attribute.name() + "` " + switch (attribute.type()) {
            case NUMBER -> "n";
            case TEXT -> "s";
            case FLAG -> "b";
            case TEXTS -> "a";
        } + (attribute.values().isEmpty() ? "" : values);
        return attribute.optional() ? "[" + text + "]" : text;
    }
}
