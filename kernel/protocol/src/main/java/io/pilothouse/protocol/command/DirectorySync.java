package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code directory_sync}: brings the roles of a network in line with a directory ({@code commands-enterprise.md}
 * 7.1).
 *
 * @param network the network
 * @param entries the people; what is no object is an entry without id
 * @param removeUnlisted whether members that are not listed leave
 */
public record DirectorySync(NetworkId network, List<Entry> entries,
        boolean removeUnlisted) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<DirectorySync, Ok> TYPE = new CommandType<>("directory_sync", DirectorySync.class,
            DirectorySync::read, Ok::read);

    static DirectorySync read(JsonObject in) {
        return new DirectorySync(in.network("network_id"), Wire.listWithBlanks(in, "entries", Entry::read),
                in.flag("remove_unlisted"));
    }

    @Override
    public CommandType<DirectorySync, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).objects("entries", entries, Entry::write).flag("remove_unlisted",
                removeUnlisted);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param updated roles changed
     * @param disabled members removed
     * @param mapped entries that belong to a member
     * @param unmapped entries that belong to none
     * @param actions what was done
     */
    public record Ok(long updated, long disabled, long mapped, long unmapped, List<String> actions) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.whole("updated"), in.whole("disabled"), in.whole("mapped"), in.whole("unmapped"),
                    in.texts("actions"));
        }

        @Override
        public void write(JsonWriter out) {
            out.number("updated", updated).number("disabled", disabled).number("mapped", mapped)
                    .number("unmapped", unmapped).texts("actions", actions);
        }
    }

    /**
     * One person.
     *
     * @param externalId id at the identity provider
     * @param displayName name to show, or empty
     * @param email e-mail address, or empty
     * @param groups groups
     * @param role role as sent, unchecked, or empty
     * @param disabled whether the person left
     */
    public record Entry(String externalId, String displayName, String email, List<String> groups, String role,
            boolean disabled) {
        static Entry read(JsonObject in) {
            return new Entry(in.text("external_id"), in.text("display_name"), in.text("email"), in.texts("groups"),
                    in.text("role"), in.flag("disabled"));
        }

        void write(JsonWriter out) {
            out.text("external_id", externalId).textIfAny("display_name", displayName).textIfAny("email", email)
                    .textsIfAny("groups", groups).textIfAny("role", role).flagIfSet("disabled", disabled);
        }
    }
}
