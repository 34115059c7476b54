package io.pilothouse.kernel.model;

import java.util.List;

/**
 * What is known of one action of the audit trail before it happens: a row of {@link AuditActions}.
 *
 * @param name for example {@code member.kicked}
 * @param group under which heading it is told of
 * @param fromFirst whether R1 has it too, by the same name and with the same attributes before those that are optional here
 * @param when what happened, in one sentence
 * @param attributes in the order in which an event has them
 */
public record AuditAction(String name, Group group, boolean fromFirst, String when, List<Attribute> attributes) {
    public AuditAction {
        if (!name.matches("[a-z_]+\\.[a-z_]+")) {
            throw new IllegalArgumentException("no name of an action: " + name);
        }
        if (!when.endsWith(".") || when.length() > 160) {
            throw new IllegalArgumentException(name + " wants a sentence of at most 160 characters: " + when);
        }
        attributes = List.copyOf(attributes);
        if (attributes.stream().map(Attribute::name).distinct().count() < attributes.size()) {
            throw new IllegalArgumentException(name + " has an attribute twice");
        }
    }

    /** What belongs together, in the order of telling. */
    public enum Group {
        NODES("Nodes and keys"), TRUST("Trust"), NETWORKS("Networks"), MEMBERSHIP("Membership"), IDENTITY(
                "Identity and directories"), SINKS("Webhooks and exports"), PLUGINS("Plugins"), REGISTRY(
                        "The registry itself");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** The heading. */
        public String title() {
            return title;
        }
    }

    /** What an attribute is made of. */
    public enum Type {
        NUMBER, TEXT, FLAG, TEXTS
    }

    /**
     * One attribute of an action.
     *
     * @param name for example {@code network_id}
     * @param optional whether an event may be without it
     * @param values the texts that it can be; empty when it can be any
     */
    public record Attribute(String name, Type type, boolean optional, List<String> values) {
        public Attribute {
            if (!name.matches("[a-z_]+")) {
                throw new IllegalArgumentException("no name of an attribute: " + name);
            }
            values = List.copyOf(values);
            if (!values.isEmpty() && type != Type.TEXT) {
                throw new IllegalArgumentException(name + ": only texts can be named one by one");
            }
        }

        /** An event may be without it. */
        Attribute ifAny() {
            return new Attribute(name, type, true, values);
        }
    }

    static Attribute number(String name) {
        return new Attribute(name, Type.NUMBER, false, List.of());
    }

    static Attribute text(String name, String... values) {
        return new Attribute(name, Type.TEXT, false, List.of(values));
    }

    static Attribute flag(String name) {
        return new Attribute(name, Type.FLAG, false, List.of());
    }

    static Attribute texts(String name) {
        return new Attribute(name, Type.TEXTS, false, List.of());
    }
}
