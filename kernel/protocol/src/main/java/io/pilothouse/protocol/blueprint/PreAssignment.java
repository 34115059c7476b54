package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.Role;

/**
 * A role that waits for whoever comes with this external identity.
 *
 * @param externalId compared without regard to case; not empty
 * @param role the role
 */
public record PreAssignment(String externalId, Role role) {}
