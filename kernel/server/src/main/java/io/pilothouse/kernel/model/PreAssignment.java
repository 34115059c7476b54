package io.pilothouse.kernel.model;

import io.pilothouse.protocol.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The role that a network has ready for an identity that may not be a member yet ({@code blueprint.md} 10.7).
 *
 * @param externalId the identity as its provider or directory knows it; compared without regard to case
 * @param role its role
 */
public record PreAssignment(String externalId, Role role) {
    public PreAssignment {
        if (externalId == null || externalId.isEmpty()) {
            throw new IllegalArgumentException("a pre-assigned role needs an external id");
        }
        if (role == null) {
            throw new IllegalArgumentException("a pre-assignment needs a role");
        }
    }

    /** Whether it is for this identity. */
    public boolean isFor(String other) {
        return fold(externalId).equals(fold(other));
    }

    /** The role for an identity in a list, of which the first that fits counts; nobody in particular has none. */
    public static Optional<Role> roleFor(String externalId, List<PreAssignment> list) {
        return externalId.isEmpty()
                ? Optional.empty()
                : list.stream().filter(one -> one.isFor(externalId)).map(PreAssignment::role).findFirst();
    }

    /** The form in which external ids are equal. */
    public static String fold(String externalId) {
        return externalId.toLowerCase(Locale.ROOT);
    }
}
