package io.pilothouse.kernel.model;

import io.pilothouse.protocol.NetworkId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody else's system that the registry works with by command or blueprint: its settings are state, what runs with them
 * follows from the state. So a restart, also one between the record and the effect, finds it as configured.
 *
 * @param place which one
 * @param type of the component that does the work, for example {@code oidc} or {@code splunk_hec}
 * @param settings what is no secret, by name
 * @param secrets what is, by name
 * @param origin the network whose blueprint configured it, the backbone when a command did
 * @param since when it was configured so, milliseconds since 1970 UTC
 */
public record Integration(Place place, String type, Map<String, String> settings, Map<String, SealedSecret> secrets,
        NetworkId origin, long since) {
    /** Name of the setting with the address. */
    public static final String URL = "url";

    /** Name of the secret that both sides sign with. */
    public static final String SECRET = "secret";

    /** What names of secrets begin with that are settings as the component itself names them. */
    public static final String GIVEN = "settings.";

    public Integration {
        settings = settings == null ? Map.of() : Map.copyOf(new TreeMap<>(settings));
        secrets = secrets == null ? Map.of() : Map.copyOf(new TreeMap<>(secrets));
        origin = origin == null ? NetworkId.BACKBONE : origin;
    }

    /** What it does for the registry. */
    public enum Kind {
        /** Tells who the holder of a token is. */
        IDENTITY_PROVIDER,
        /** Is asked about identity tokens by HTTP. */
        IDENTITY_WEBHOOK,
        /** Takes the audit trail. */
        AUDIT_EXPORT,
        /** Takes events. */
        WEBHOOK
    }

    /**
     * Which one of them.
     *
     * @param kind what it does
     * @param scope the network that it is for, the backbone for the whole registry
     * @param number several of a kind and scope are numbered from 0
     */
    public record Place(Kind kind, NetworkId scope, int number) implements Comparable<Place> {
        public Place {
            scope = scope == null ? NetworkId.BACKBONE : scope;
            if (kind == null || number < 0) {
                throw new IllegalArgumentException("a place needs a kind and a number of at least 0");
            }
        }

        /** The first one for the whole registry. */
        public static Place global(Kind kind) {
            return new Place(kind, NetworkId.BACKBONE, 0);
        }

        @Override
        public int compareTo(Place other) {
            int byKind = kind.compareTo(other.kind);
            int byScope = byKind != 0 ? byKind : scope.compareTo(other.scope);
            return byScope != 0 ? byScope : Integer.compare(number, other.number);
        }

        /** Its name in file names, metrics and commands, for example {@code webhook-0-0}: kind, network and number. */
        public String sink() {
            return kind.name().toLowerCase(Locale.ROOT) + "-" + scope.value() + "-" + number;
        }

        /** For what a secret of this place is sealed. */
        public String purpose(String name) {
            return "integration:" + kind + ":" + scope + ":" + number + ":" + name;
        }
    }

    /** A setting, empty when there is none. */
    public String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    /** Its address, empty when it has none. */
    public String url() {
        return setting(URL);
    }

    /** Whether the other one does the same in the same way; when it was configured does not count. */
    public boolean sameAs(Integration other) {
        return place.equals(other.place) && type.equals(other.type) && settings.equals(other.settings)
                && secrets.equals(other.secrets);
    }
}
