package io.pilothouse.kernel.command.beacon;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.command.BeaconList;
import io.pilothouse.protocol.command.CommandType;

/** {@code beacon_list}, open to everybody. */
public final class BeaconListHandler implements Query<BeaconList> {
    private final BeaconTable beacons;

    public BeaconListHandler(BeaconTable beacons) {
        this.beacons = beacons;
    }

    @Override
    public CommandType<BeaconList, ?> type() {
        return BeaconList.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public BeaconList.Ok answer(BeaconList command, Context context) {
        return new BeaconList.Ok(beacons.list(context.now()).stream()
                .map(beacon -> new BeaconList.Beacon(beacon.id(), beacon.address())).toList());
    }
}
