package io.pilothouse.protocol.blueprint;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How documents name the component that does the work: those that come with the registry by their type, any other as
 * {@code plugin:TYPE}, so that a mistake in the name of a known one is found without a registry.
 */
public enum ComponentName {
    /** Tells who the holder of a token is. */
    IDENTITY_PROVIDER("oidc", "saml", "webhook", "entra_id", "ldap"),
    /** Takes events. */
    WEBHOOK("http", "soar"),
    /** Takes the audit trail. */
    AUDIT_EXPORT("json", "splunk_hec", "syslog_cef", "elastic", "opensearch", "otlp", "stdout");

    private static final String OTHER = "plugin:";
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private final Set<String> known;

    ComponentName(String... known) {
        this.known = Set.of(known);
    }

    /** Whether a document may name one so. */
    boolean names(String name) {
        return known.contains(name) || other(name) && TYPE.matcher(name.substring(OTHER.length())).matches();
    }

    /** Whether the name is of one that does not come with the registry. */
    static boolean other(String name) {
        return name.startsWith(OTHER);
    }

    /** The type of the component that a document names so. */
    public static String type(String name) {
        return other(name) ? name.substring(OTHER.length()) : name;
    }

    /** How a document names a component of this type. */
    public String of(String type) {
        return known.contains(type) ? type : OTHER + type;
    }
}
