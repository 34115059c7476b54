package io.pilothouse.protocol.command;

import io.pilothouse.protocol.BeaconId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code beacon_register}: announces a beacon ({@code commands-core.md}, beacon_register).
 *
 * @param beacon the beacon
 * @param address where it is, unchecked
 */
public record BeaconRegister(BeaconId beacon, String address) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<BeaconRegister, Ok> TYPE = new CommandType<>("beacon_register",
            BeaconRegister.class, BeaconRegister::read, Ok::read);

    static BeaconRegister read(JsonObject in) {
        return new BeaconRegister(Wire.beacon(in, "beacon_id"), in.text("addr"));
    }

    @Override
    public CommandType<BeaconRegister, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.number("beacon_id", beacon.value()).text("addr", address);
    }

    /**
     * The reply.
     *
     * @param beacon the beacon
     */
    public record Ok(BeaconId beacon) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.beacon(in, "beacon_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.number("beacon_id", beacon.value());
        }
    }
}
