package io.pilothouse.acceptance.authority;

import io.pilothouse.acceptance.harness.AgentKey;

/** Somebody with a key and the node that it registered. */
public record Party(AgentKey key, long node) {}
