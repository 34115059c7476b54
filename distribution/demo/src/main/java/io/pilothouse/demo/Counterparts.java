package io.pilothouse.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Everybody whom the registry talks to.
 *
 * @param issuer says who is who
 * @param collector gets every event
 * @param hook gets every event too, signed
 * @param collectorToken what the collector wants to see
 */
record Counterparts(Issuer issuer, Collector collector, Hook hook,
        String collectorToken) implements AutoCloseable {
    static Counterparts start() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        return new Counterparts(new Issuer(), new Collector(token, WarehouseBlueprint.INDEX), new Hook(), token);
    }

    /** The document that names them all. */
    WarehouseBlueprint blueprint() {
        return new WarehouseBlueprint(issuer.name(), issuer.discoveryUrl(), hook.url(), collector.url(),
                collectorToken);
    }

    @Override
    public void close() {
        issuer.close();
        collector.close();
        hook.close();
    }
}
