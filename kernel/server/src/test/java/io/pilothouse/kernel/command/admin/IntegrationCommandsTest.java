package io.pilothouse.kernel.command.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.ClearSettings;
import io.pilothouse.kernel.access.Keys;
import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.command.PeopledBench;
import io.pilothouse.kernel.journal.RecordCodec;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.spi.StartupException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationCommandsTest {
    private final CommandBench bench = PeopledBench.of(1);

    @Test
    void aWebhookStaysUntilItIsDisabled() {
        bench.admin("set_webhook", "url", "http://127.0.0.1:1/a").is("status", "enabled", "url",
                "http://127.0.0.1:1/a");
        assertEquals(List.of("webhook.configured{type=http, url=http://127.0.0.1:1/a}"), bench.events(1));
        bench.admin("get_webhook").is("enabled", true, "url", "http://127.0.0.1:1/a", "delivered", 0, "failed", 0,
                "dropped", 0, "dlq_size", 0);
        int records = bench.records().size();
        bench.admin("set_webhook", "url", "http://127.0.0.1:1/a").accepted();
        assertEquals(records, bench.records().size(), "the same again disturbs nothing");
        bench.admin("set_webhook", "url", "").is("status", "disabled", "url", "");
        assertEquals(List.of("webhook.disabled{old_type=http, old_url=http://127.0.0.1:1/a}"), bench.events(1));
        bench.admin("get_webhook").is("enabled", false, "url", "", "delivered", 0, "failed", 0, "dropped", 0,
                "dlq_size", 0);
        bench.admin("set_webhook", "url", "").accepted();
        assertEquals(records + 1, bench.records().size());
    }

    @Test
    void aProviderTakesTheIdentityWebhooksPlace() {
        bench.admin("set_identity_webhook", "url", "http://127.0.0.1:1/who").is("status", "enabled");
        bench.admin("set_idp_config", "idp_type", "oidc", "url", "https://id.example.net/keys", "issuer", "i",
                "client_id", "c").is("status", "enabled", "idp_type", "oidc");
        assertEquals(List.of("idp.configured{type=oidc, url=https://id.example.net/keys}",
                "identity_webhook.disabled{old_type=webhook, old_url=http://127.0.0.1:1/who}"),
                bench.events(2).reversed());
        bench.admin("get_idp_config").is("configured", true, "idp_type", "oidc", "url", "https://id.example.net/keys",
                "issuer", "i", "client_id", "c");
        bench.admin("get_provision_status").is("networks", List.of(), "idp_type", "oidc");
        bench.admin("set_idp_config", "idp_type", "oidc").is("status", "disabled");
        bench.admin("get_idp_config").is("configured", false);
        assertEquals(0, bench.state().integrations().count());
    }

    @Test
    void secretsAreSealedAndAddressesShownWithoutThem() {
        bench.admin("set_audit_export", "format", "splunk_hec", "endpoint",
                "https://user:passw0rd@hec.example.net/x?key=k3y#f", "token", "t0k3n", "index", "main").accepted();
        bench.admin("get_audit_export").is("enabled", true, "format", "splunk_hec", "endpoint",
                "https://hec.example.net/x", "exported", 0, "delivered", 0, "dropped", 0,
                "failed", 0, "dlq_size", 0);
        assertEquals(List.of("audit_export.configured{format=splunk_hec, endpoint=https://hec.example.net/x}"),
                bench.events(1));
        String stored = new String(RecordCodec.encode(bench.records().getLast()), StandardCharsets.UTF_8);
        for (String secret : List.of("t0k3n", "passw0rd", "k3y")) {
            assertFalse(stored.contains(secret), secret);
        }
        Integration export = bench.state().integrations().findFirst().orElseThrow();
        assertTrue(Keys.SECRETS.matches(export.secrets().get("token"), export.place().purpose("token"), "t0k3n"));
        assertTrue(Keys.SECRETS.matches(export.secrets().get("url"), export.place().purpose("url"),
                "https://user:passw0rd@hec.example.net/x?key=k3y#f"));
    }

    /** Who sends the trail elsewhere must be seen in it, and from where; what is secret in the address must not. */
    @Test
    void whatIsReplacedIsNamedWithoutItsSecrets() {
        bench.admin("set_audit_export", "format", "json", "endpoint", "https://user:passw0rd@a.example.net/x?key=k3y")
                .accepted();
        bench.admin("set_audit_export", "format", "splunk_hec", "endpoint", "https://b.example.net/y").accepted();
        assertEquals(List.of("audit_export.configured{format=splunk_hec, endpoint=https://b.example.net/y, "
                + "old_type=json, old_url=https://a.example.net/x}"), bench.events(1));
        bench.admin("set_audit_export", "format", "").accepted();
        assertEquals(List.of("audit_export.disabled{old_type=splunk_hec, old_url=https://b.example.net/y}"),
                bench.events(1));
        bench.admin("set_idp_config", "idp_type", "oidc", "url", "https://id.example.net/a").accepted();
        bench.admin("set_idp_config", "idp_type", "oidc", "url", "https://id.example.net/b").accepted();
        assertEquals(List.of("idp.configured{type=oidc, url=https://id.example.net/b, old_type=oidc, "
                + "old_url=https://id.example.net/a}"), bench.events(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ftp://a/b|URL must use http or https scheme, got \"ftp\"",
        "a|URL must use http or https scheme, got \"\"", "http:///a|URL must have a host",
        "http://a b/|invalid URL: it contains a space or control character",
        "http://169.254.1.1/|URL cannot target link-local address 169.254.1.1"})
    void addressesAreChecked(String url, String why) {
        bench.admin("set_webhook", "url", url).refused("set_webhook: " + why);
        bench.admin("set_identity_webhook", "url", url).refused("set_identity_webhook: " + why);
        bench.admin("set_idp_config", "idp_type", "oidc", "url", url).refused("set_idp_config: " + why);
        assertEquals(0, bench.state().integrations().count());
    }

    @Test
    void whatAComponentIsGivenIsSealedAsAWhole() {
        JsonObject rule = CommandBench.object("name", "n", "query", "*", "condition", "status == 200");
        bench.admin("set_webhook", "url", "https://soar.example.net/alerts", "webhook_type", "soar", "settings",
                CommandBench.object("rules", List.of(rule), "token", "t0k3n", "retries", 2)).is("status", "enabled",
                        "url", "https://soar.example.net/alerts");
        assertEquals(List.of("webhook.configured{type=soar, url=https://soar.example.net/alerts}"), bench.events(1));
        bench.admin("get_webhook").is("enabled", true, "url", "https://soar.example.net/alerts", "delivered", 0,
                "failed", 0, "dropped", 0, "dlq_size", 0, "webhook_type", "soar");
        String stored = new String(RecordCodec.encode(bench.records().getLast()), StandardCharsets.UTF_8);
        assertFalse(stored.contains("t0k3n") || stored.contains("status =="), stored);
        Integration webhook = bench.state().integrations().findFirst().orElseThrow();
        assertEquals(Map.of("settings.rules", "[{\"condition\":\"status == 200\",\"name\":\"n\",\"query\":\"*\"}]",
                "settings.token", "t0k3n", "settings.retries", "2", "url", "https://soar.example.net/alerts"),
                clear(webhook));
    }

    private static Map<String, String> clear(Integration one) {
        try {
            return ClearSettings.of(one, Keys.SECRETS);
        } catch (StartupException sealedForAnother) {
            throw new AssertionError(sealedForAnother);
        }
    }

    @Test
    void whatNobodyOffersOrCanBeGivenIsRefused() {
        bench.admin("set_webhook", "url", "http://a.example.net/", "webhook_type", "sour").refused("set_webhook: no"
                + " installed plugin offers the type \"sour\" (did you mean \"soar\"?); there are http, soar");
        bench.admin("set_webhook", "url", "http://169.254.1.1/", "webhook_type", "soar")
                .refused("set_webhook: URL cannot target link-local address 169.254.1.1");
        bench.admin("set_webhook", "url", "http://a.example.net/", "settings", "x")
                .refused("set_webhook: settings must be an object of settings by name");
        bench.admin("set_webhook", "url", "http://a.example.net/", "settings", CommandBench.object("url", "x"))
                .refused("set_webhook: settings.url is given as a field of its own too; leave one of them out");
        bench.admin("set_audit_export", "format", "otlp", "endpoint", "http://a.example.net/", "settings",
                CommandBench.object("a", JsonObject.NULL)).refused(
                        "set_audit_export: settings.a must be a string, a"
                                + " number, true, false, or an array or object of at most 64 levels");
        bench.admin("set_idp_config", "idp_type", "badge", "url", "http://a.example.net/", "settings",
                CommandBench.object("A b", 1)).refused(
                        "set_idp_config: settings: \"A b\" is no name of a setting"
                                + " (small letters and digits, words joined by - or _)");
        assertEquals(0, bench.state().integrations().count());
    }
}
