package io.pilothouse.identity.oidc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of an issuer as they were fetched (RFC 7517).
 *
 * @param keys in the order of the document
 * @param issuer who has them, if a discovery document told it, or empty
 */
record KeySet(List<JsonWebKey> keys, String issuer) {
    KeySet {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the member {@code keys}.
     *
     * @throws Json.Invalid when it is no array of objects; what is wrong inside one of them spoils only that key
     */
    static KeySet of(Map<String, Object> document, String issuer) throws Json.Invalid {
        if (!(document.get("keys") instanceof List<?> found)) {
            throw new Json.Invalid("json: keys must be an array");
        }
        List<JsonWebKey> keys = found.stream().map(each -> JsonWebKey.of(members(each))).toList();
        return new KeySet(keys, issuer);
    }

    /** What is no object has no members: it counts as a key and verifies nothing. */
    private static Map<String, Object> members(Object key) {
        if (!(key instanceof Map<?, ?> members)) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }

    /** The first key with an id, as in R1; without an id the only key there is. */
    Optional<JsonWebKey> find(String id) {
        if (id.isEmpty()) {
            return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
        }
        return keys.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
