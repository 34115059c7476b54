package io.pilothouse.acceptance.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
    private final ReplayReport report = new ReplayReport("c", Improvements.parse("# remark\nc\ts\t2\tbetter\n", "i"),
            Improvements.parse("c\ts\t6\tlater\n", "p"),
            Improvements.parse("x_ok.more\tused by ours\n", "a"));

    @Test
    void listedDeviationIsAnImprovementAndAnUnlistedOneFails() {
        report.judged("s", 1, true, "{}", Optional.of("differs"));
        report.judged("s", 2, true, "{}", Optional.of("differs"));
        report.judged("s", 3, true, "{}", Optional.empty());
        report.judged("s", 4, false, "{}", Optional.of("differs"));
        report.skipped("s", 5, "clock");
        report.judged("s", 6, true, "{}", Optional.of("differs"));
        assertEquals("c: 6 exchanges, 1 equal, 1 r1_only, 1 improved, 1 postponed, 1 deviates, 0 stale, 1 skipped",
                report.totals());
        assertEquals(1, report.failures().size());
    }

    @Test
    void listedCaseThatNoLongerDeviatesFails() {
        report.judged("s", 2, true, "{}", Optional.empty());
        assertEquals(1, report.count(Outcome.STALE));
        assertEquals(1, report.failures().size());
    }

    @Test
    void fieldsBeyondTheRecordedMustBeListed() {
        report.extras(Set.of("x_ok.more"));
        assertEquals(List.of(), report.failures());
        report.extras(Set.of("x_ok.secret"));
        assertTrue(report.failures().getFirst().contains("x_ok.secret"));
    }

    @Test
    void listWithoutAReasonIsRefused() {
        assertThrows(IllegalStateException.class, () -> Improvements.parse("c\ts\t2\t \n", "i"));
        assertThrows(IllegalStateException.class, () -> Improvements.parse("c s 2 spaces\n", "i"));
        assertThrows(IllegalStateException.class, () -> Improvements.parse("c\ts\t2\ta\nc\ts\t2\tb\n", "i"));
    }
}
