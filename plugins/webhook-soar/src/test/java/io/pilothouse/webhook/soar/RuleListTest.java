package io.pilothouse.webhook.soar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.testkit.Events;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules are, and when they hold. */
class RuleListTest {
    private static AuditEntry event(long id, String action, String command, String outcome,
            Map<String, Object> attributes) {
        AuditEntry event = Events.of(id, action, attributes);
        return new AuditEntry(id, event.time(), action, event.attributes(), event.details(), event.actor(),
                new AuditEntry.Request("r", command, outcome), event.proof());
    }

    @Test
    void theRulesOfTheSeedAreRead() throws Exception {
        List<Rule> rules = RuleList
                .parse("""
                        [{"name": "high-blast-radius", "query": "blast_radius_*", "condition": "row_count > 50"},
                         {"name": "firewall-query-spike", "query": "firewall_*", "condition": "elapsed_ms > 5000"},
                         {"name": "server-error", "query": "*", "condition": "status >= 500"},
                         {"name": "mass-kick", "query": "member.kicked", "condition": "status==200", "times": 5, "within": "1m"}]
                        """);
        assertEquals(List.of("high-blast-radius", "firewall-query-spike", "server-error", "mass-kick"),
                rules.stream().map(Rule::name).toList());
        assertEquals(5, rules.getLast().times());
        assertEquals(Duration.ofMinutes(1), rules.getLast().within());
    }

    @Test
    void thePageOnEventsHasRulesThatCanBeRead() throws Exception {
        String page = Files.readString(Path.of("../../distribution/docs/events.md"));
        int start = page.indexOf("webhook.soar.rules = ") + "webhook.soar.rules = ".length();
        assertEquals(List.of("mass-kick", "failures", "denied"),
                RuleList.parse(page.substring(start, page.indexOf('\n', start))).stream().map(Rule::name).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "''~rules must be a JSON array of objects",
        "{}~rules must be a JSON array of objects",
        "[]~rules must have 1 to 200 rules; it has 0",
        "[1]~after rule 0 there is something else",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\"}] x~is no JSON: Unrecognized token 'x'",
        "[{\"name\":\"a\",\"name\":\"b\"}]~is no JSON: Duplicate",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\"},{\"name\":\"b\",\"query\":\"*\",\"condition\":\"rows > 1\"}]~rule 2 (b): condition must be row_count, status or elapsed_ms, then > >= < <= or ==, then a number, as in \"status >= 500\"; it is \"rows > 1\"",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status => 1\"}]~rule 1 (a): condition must be",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1 and row_count > 1\"}]~rule 1 (a): condition must be",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > many\"}]~rule 1 (a): condition must be",
        "[{\"query\":\"*\",\"condition\":\"status > 1\"}]~rule 1: name must be a text and must not be empty",
        "[{\"name\":\"a\",\"query\":\" \",\"condition\":\"status > 1\"}]~rule 1 (a): query must be a text",
        "[{\"name\":\"a\",\"query\":\"*\"}]~rule 1 (a): condition must be a text",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":5}]~rule 1 (a): condition must be a text",
        "[{\"name\":\"a\",\"query\":[],\"condition\":\"status > 1\"}]~rule 1: query must be a text",
        "[{\"name\":\"a\",\"queri\":\"*\"}]~rule 1 has a member queri; a rule has condition, name, query, times, within",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\",\"times\":5}]~rule 1 (a): times and within belong together",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\",\"times\":1,\"within\":\"1m\"}]~times must be a number from 2 to 10000; it is 1",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\",\"times\":5,\"within\":\"soon\"}]~within must be a number and ms, s, m, h or d",
        "[{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\"},{\"name\":\"a\",\"query\":\"*\",\"condition\":\"status > 1\"}]~rule 2 (a): another rule has this name"})
    void aBadRuleIsNamedWithWhatIsWrong(String rules, String expected) {
        String text = assertThrows(StartupException.class, () -> RuleList.parse(rules)).getMessage();
        assertEquals(true, text.contains(expected), text);
    }

    @ParameterizedTest
    @CsvSource({"status > 200,false", "status >= 200,true", "status < 200,false", "status <= 200,true",
        "status == 200,true",
        "status>199.5,true", "row_count == 7,true", "elapsed_ms > 5000,false", "elapsed_ms >= 5000,true",
        "row_count > -1,true"})
    void conditionsCompare(String condition, boolean holds) {
        assertEquals(holds, Condition.parse(condition).holds(Facts.of(
                event(1, "x", "c", "ok", Map.of("row_count", 7L, "elapsed_ms", 5_000L)))));
    }

    @ParameterizedTest
    @CsvSource({"ok,200,1", "forbidden: no role,403,0", "unauthenticated: no token,403,0", "not_found: node,404,0",
        "invalid: name,400,0", "conflict: name,400,0", "limit: full,429,0", "internal: incident,500,0",
        "unavailable: standby,503,0"})
    void theOutcomeIsAStatus(String outcome, long status, long rows) {
        assertEquals(new Facts(status, rows, 0), Facts.of(event(1, "x", "c", outcome, Map.of())));
    }

    @ParameterizedTest
    @CsvSource({"*,anything,true", "member.*,member.kicked,true", "member.*,network.joined,false",
        "kick_member,kick_member,true", "member.kick??,member.kicked,true", "m[ae]mber.*,member.kicked,true",
        "m[!ae]mber.*,member.kicked,false", "member.kicked,memberxkicked,false", "'a[',a[,true", "[*]x,*x,true",
        "'[^a]x','^x',true", "a+b,a+b,true", "a+b,aab,false"})
    void globsAreThoseOfTheSeed(String glob, String text, boolean matches) {
        assertEquals(matches, Glob.parse(glob).matches(text));
    }

    @Test
    void manyMatchesWithinATimeMakeOneAlert() throws Exception {
        Watch watch = new Watch(RuleList.parse("[{\"name\":\"mass-kick\",\"query\":\"member.kicked\","
                + "\"condition\":\"status == 200\",\"times\":3,\"within\":\"10s\"}]"));
        List<Long> alerts = new ArrayList<>();
        // One a second; between 4 and 20 there is a pause, and 21 comes twice.
        for (long id : new long[]{1, 2, 3, 4, 20, 21, 21, 21, 30, 32, 33}) {
            if (!watch.alerts(Events.kick(id)).isEmpty()) {
                alerts.add(id);
            }
        }
        assertEquals(List.of(3L, 30L), alerts);
    }
}
