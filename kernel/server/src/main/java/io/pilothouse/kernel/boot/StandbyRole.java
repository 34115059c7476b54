package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.replication.Primary;
import io.pilothouse.spi.StartupException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this registry is a standby, and of whom. */
record StandbyRole(Configuration configuration) {
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\[\\]]+)):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    boolean taken() {
        return !configuration.value(KernelSettings.STANDBY_OF).isEmpty();
    }

    /** The primary. Its name is resolved when it is connected to: a standby starts also while the primary is away. */
    Primary primary() throws StartupException {
        String text = configuration.value(KernelSettings.STANDBY_OF);
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(3)) > HIGHEST_PORT) {
            throw new StartupException("standby-of: " + text + " is no host:port, for example 192.0.2.1:9000");
        }
        String pin = configuration.value(KernelSettings.STANDBY_TLS_PIN);
        try {
            return new Primary(address.group(1) == null ? address.group(2) : address.group(1),
                    Integer.parseInt(address.group(3)), configuration.value(KernelSettings.REPLICATION_TOKEN),
                    pin.isEmpty() ? Optional.empty() : Optional.of(pin),
                    configuration.value(KernelSettings.STANDBY_MAX_MESSAGE), Primary.Pace.USUAL);
        } catch (IllegalArgumentException invalid) {
            throw new StartupException(invalid.getMessage(), invalid);
        }
    }
}
