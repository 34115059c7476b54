package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The member {@code roles}: an array states all pre-assignments and may name nodes too, an object names nodes only.
 *
 * @param waiting the pre-assignments
 * @param direct the roles of nodes
 */
record Roles(Stated<List<PreAssignment>> waiting, List<DirectAssignment> direct) {
    private static final String NAME = "roles";

    static Roles read(Fields fields, Findings findings) {
        if (fields.isNull(NAME)) {
            return new Roles(Stated.reset(), List.of());
        }
        Reader reader = new Reader(findings, fields.place(NAME));
        return switch (fields.value(NAME).orElse(JsonObject.NULL)) {
            case List<?> list -> reader.array(fields.objects(list, NAME, Section.ROLE, Expected.ROLE));
            case JsonObject object -> reader.object(object, fields);
            case Object none when none == JsonObject.NULL -> new Roles(Stated.nothing(), List.of());
            case Object other -> {
                fields.wrongType(NAME, Expected.ROLES, other);
                yield new Roles(Stated.nothing(), List.of());
            }
        };
    }

    private static final class Reader {
        private final Findings findings;
        private final Place place;
        private final List<PreAssignment> waiting = new ArrayList<>();
        private final List<DirectAssignment> direct = new ArrayList<>();
        private final Set<String> identities = new HashSet<>();
        private final Set<NodeId> nodes = new HashSet<>();
        private boolean owned;

        Reader(Findings findings, Place place) {
            this.findings = findings;
            this.place = place;
        }

        Roles array(List<Fields> entries) {
            entries.forEach(this::entry);
            return new Roles(waiting.isEmpty() ? Stated.reset() : Stated.of(waiting), direct);
        }

        private void entry(Fields entry) {
            OptionalLong node = entry.whole("node_id", Expected.NODE, 0, 0xFFFF_FFFFL);
            String identity = entry.plain("external_id");
            String role = entry.plain("role");
            if (!entry.has("node_id")) {
                preAssignment(entry, identity, role);
            } else if (!identity.isEmpty()) {
                invalid(entry.place(), "role entry: give external_id or node_id, not both");
            } else if (node.orElse(0) == 0) {
                invalid(entry.place("node_id"), "role entry: invalid node_id (must be 1-4294967295)");
            } else {
                direct(NodeId.of(node.getAsLong()), role, entry.place(), entry.place("role"));
            }
        }

        private void preAssignment(Fields entry, String identity, String text) {
            if (identity.isEmpty()) {
                invalid(entry.place("external_id"), "role entry: external_id is required");
            } else if (!identities.add(identity.toLowerCase(Locale.ROOT))) {
                findings.invalid(Stage.DUPLICATES, entry.place("external_id"),
                        "duplicate external_id " + Quoted.text(identity) + " in roles");
            }
            Optional<Role> role = Role.parse(text);
            if (role.isEmpty()) {
                invalid(entry.place("role"), "invalid role " + Quoted.text(text) + " for " + identity);
                return;
            }
            if (role.get() == Role.OWNER) {
                if (owned) {
                    findings.invalid(Stage.DUPLICATES, entry.place("role"),
                            "too many owners in roles (at most one entry may have the role owner)");
                }
                owned = true;
            }
            waiting.add(new PreAssignment(identity, role.get()));
        }

        Roles object(JsonObject object, Fields fields) {
            object.members().forEach((key, value) -> {
                Place at = place.member(key);
                if (!key.matches("[1-9][0-9]{0,9}") || Long.parseLong(key) > 0xFFFF_FFFFL) {
                    invalid(at, "invalid node id " + Quoted.text(key) + " in roles (must be decimal 1-4294967295)");
                } else if (value instanceof String role) {
                    direct(NodeId.of(Long.parseLong(key)), role, at, at);
                } else {
                    fields.wrongType(at, Expected.TEXT, value);
                }
            });
            return new Roles(Stated.nothing(), direct);
        }

        private void direct(NodeId node, String text, Place at, Place role) {
            if (!nodes.add(node)) {
                findings.invalid(Stage.DUPLICATES, at, "duplicate node_id " + node + " in roles");
            }
            Role.parse(text).filter(parsed -> parsed != Role.OWNER).ifPresentOrElse(
                    parsed -> direct.add(new DirectAssignment(node, parsed)),
                    () -> invalid(role, "invalid role " + Quoted.text(text) + " for " + node));
        }

        private void invalid(Place at, String text) {
            findings.invalid(Stage.ROLES, at, text);
        }
    }
}
