package io.pilothouse.protocol.command;

import io.pilothouse.protocol.BeaconId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/** {@code beacon_list}: all beacons ({@code commands-core.md}, beacon_list). */
public record BeaconList() implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<BeaconList, Ok> TYPE = new CommandType<>("beacon_list", BeaconList.class,
            BeaconList::read, Ok::read);

    static BeaconList read(JsonObject in) {
        return new BeaconList();
    }

    @Override
    public CommandType<BeaconList, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param beacons the beacons
     */
    public record Ok(List<Beacon> beacons) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "beacons", Beacon::read));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("beacons", beacons, Beacon::write);
        }
    }

    /**
     * One beacon.
     *
     * @param id its number
     * @param address where it is
     */
    public record Beacon(BeaconId id, String address) {
        static Beacon read(JsonObject in) {
            return new Beacon(Wire.beacon(in, "id"), in.text("addr"));
        }

        void write(JsonWriter out) {
            out.number("id", id.value()).text("addr", address);
        }
    }
}
