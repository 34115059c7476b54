package io.pilothouse.kernel.command.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagedRulesTest {
    private static final String GOOD = "{\"links\":5,\"cycle\":\"24h\",\"prune\":2,\"prune_by\":\"score\",\"fill\":2,"
            + "\"fill_how\":\"random\",\"grace\":\"1h\"}";

    @Test
    void keepsWhatIsRight() {
        assertEquals(GOOD, ManagedNetwork.rulesText(Optional.of(GOOD)));
        assertEquals("", ManagedNetwork.rulesText(Optional.of("")));
        assertEquals("", ManagedNetwork.rulesText(Optional.of(5.0)));
        assertEquals("", ManagedNetwork.rulesText(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', value = {"\"links\":5; \"links\":0; links must be >= 1 (got 0)",
        "\"24h\"; \"\"; cycle is required", "\"24h\"; \"59s\"; cycle must be >= 1m (got 59s)",
        "\"24h\"; \"1d\"; invalid cycle duration \"1d\": time: unknown unit \"d\" in duration \"1d\"",
        "\"prune\":2; \"prune\":-1; prune must be >= 0 (got -1)",
        "\"prune\":2; \"prune\":6; prune (6) cannot exceed links (5)",
        "\"fill\":2; \"fill\":6; fill (6) cannot exceed links (5)", "\"score\"; null; prune_by is required",
        "\"score\"; \"x\"; unknown prune_by strategy \"x\" (want score|age|activity)",
        "\"random\"; \"x\"; unknown fill_how strategy \"x\" (want random)", "\"1h\"; \"-1s\"; grace must be >= 0",
        "\"links\":5; \"links\":5.5; invalid JSON: links must be an integer",
        "\"24h\"; 5; invalid JSON: cycle must be a string"})
    void namesWhatIsWrong(String part, String instead, String why) {
        assertTrue(GOOD.contains(part), part);
        Refusal refusal = assertThrows(Refusal.class,
                () -> ManagedNetwork.rulesText(Optional.of(GOOD.replace(part, instead))));
        assertEquals("rules: " + why, refusal.getMessage());
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String text : new String[]{"{", "[]", "nope", "1"}) {
            Refusal refusal = assertThrows(Refusal.class, () -> ManagedNetwork.rulesText(Optional.of(text)));
            assertTrue(refusal.getMessage().startsWith("rules: invalid JSON: "), refusal.getMessage());
        }
    }
}
