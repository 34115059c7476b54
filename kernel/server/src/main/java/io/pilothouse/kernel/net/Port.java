package io.pilothouse.kernel.net;

import io.pilothouse.kernel.commit.RequestProcessor;
import java.util.Optional;

/** What all connections of one port share. Threads: event loops. */
record Port(NetSettings settings, RequestProcessor processor, Subscriptions subscriptions, NetMetrics metrics,
        Optional<TlsEngines> tls, Optional<OperationLimits> operations, Admission admission, ByteBudget strangers,
        ByteBudget unfinished, ByteBudget unread, Complaints complaints) {}
