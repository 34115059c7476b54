package io.pilothouse.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One person or service of a directory ({@code commands-enterprise.md} 7.1).
 *
 * @param externalId by which identity providers and blueprints name it; never empty
 * @param displayName for people to read, or empty
 * @param disabled whether the directory has locked it out
 * @param groups names of the groups that it is in
 * @param attributes what else the directory tells, by the directory's names, for example {@code mail}
 */
public record DirectoryEntry(String externalId, String displayName, boolean disabled, List<String> groups,
        Map<String, List<String>> attributes) {
    public DirectoryEntry {
        Objects.requireNonNull(displayName, "displayName");
        groups = List.copyOf(groups);
        attributes = Map.copyOf(attributes);
        if (externalId.isEmpty()) {
            throw new IllegalArgumentException("an entry of a directory needs an external id");
        }
    }
}
