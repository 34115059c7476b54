package io.pilothouse.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What the lanes of one client share. */
record ClientSettings(List<Server> servers, Dialer dialer, Framing framing, Duration requestTimeout,
        Reconnect reconnect, Optional<String> registry, ScheduledExecutorService timers) {}
