package io.pilothouse.identity.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.OutboundSockets;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookFactoryTest {
    private final WebhookFactory factory = new WebhookFactory();

    private record Given(Map<Setting<?>, Object> values) implements Settings {
        @Override
        public <T> T value(Setting<T> setting) {
            return setting.type().cast(values.get(setting));
        }
    }

    private static Given given(String url, Duration timeout) {
        return new Given(
                Map.of(WebhookFactory.URL, url, WebhookFactory.SECRET, "", WebhookFactory.TIMEOUT, timeout));
    }

    private record Nowhere(String instance, Path dataFolder, InstantSource clock, OutboundHttp http,
            OutboundSockets sockets)
            implements
                ComponentContext {}

    private static ComponentContext context() {
        return new Nowhere("test", Path.of("."), InstantSource.system(), request -> {
            throw new AssertionError("nothing is sent before the first token");
        }, null);
    }

    @Test
    void offersTheTypeWebhook() {
        assertEquals("webhook", factory.type());
        assertEquals(List.of("url", "secret", "timeout"), factory.settings().stream().map(Setting::key).toList());
        assertTrue(WebhookFactory.SECRET.secret());
        assertEquals(1, new WebhookPlugin().factories().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:80/id", "https://user:pw@id.example.net?x=y", "HTTP://a_b.example/"})
    void takesUrls(String url) throws StartupException {
        assertInstanceOf(Webhook.class, factory.create(given(url, Duration.ofSeconds(5)), context()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id.example.net", "ftp://pw@x/", "http:x", "http://pw x/", "http://[pw"})
    void refusesWhatIsNoneAndDoesNotRepeatIt(String url) {
        String text = assertThrows(StartupException.class,
                () -> factory.create(given(url, Duration.ofSeconds(5)), context())).getMessage();
        assertTrue(text.startsWith("setting url "), text);
        assertFalse(text.contains("pw"), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10})
    void refusesToWaitLongerThanTheRegistry(int seconds) {
        assertThrows(StartupException.class,
                () -> factory.create(given("http://x/", Duration.ofSeconds(seconds)), context()));
    }
}
