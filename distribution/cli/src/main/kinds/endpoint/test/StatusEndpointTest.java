package com.example.harbour;

import io.pilothouse.spi.HttpEndpoint;
import io.pilothouse.spi.testkit.HttpEndpointContract;
import io.pilothouse.spi.testkit.Receiver;
import java.util.Map;

/** The contract asks in every way, many at once. */
class StatusEndpointTest extends HttpEndpointContract {
    @Override
    protected HttpEndpoint.Factory factory() {
        return new StatusEndpointFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver unused) {
        return Map.of();
    }
}
