package com.example.harbour;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.DirectorySource;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.util.List;

/** Makes sources that fetch a list of people. */
final class PeopleSourceFactory implements DirectorySource.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "Where the list of people is, for example https://staff.example.com/people.");

    @Override
    public String type() {
        return "harbour";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL);
    }

    @Override
    public DirectorySource create(Settings settings, ComponentContext context) throws StartupException {
        return new PeopleSource(context.http(), Addresses.web("url", settings.value(URL)));
    }
}
