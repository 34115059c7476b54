package com.example.harbour;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.HttpEndpoint;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import java.util.List;

/** Makes the endpoint; its type is its path, {@code /plugins/harbour/}. */
final class StatusEndpointFactory implements HttpEndpoint.Factory {
    @Override
    public String type() {
        return "harbour";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public HttpEndpoint create(Settings settings, ComponentContext context) {
        return new StatusEndpoint(context.clock());
    }
}
