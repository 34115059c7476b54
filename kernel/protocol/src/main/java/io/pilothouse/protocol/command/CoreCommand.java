package io.pilothouse.protocol.command;

import java.util.List;

/** The commands of {@code commands-core.md}. */
public sealed interface CoreCommand extends Command permits Register, Heartbeat, Deregister, RotateKey, Lookup, Resolve,
        SetHostname, ResolveHostname, SetVisibility, SetTags, SetTaskExec, ListNodes, CreateNetwork, JoinNetwork,
        LeaveNetwork, DeleteNetwork, RenameNetwork, ListNetworks, SetNetworkEnterprise, ReportTrust, RevokeTrust,
        CheckTrust, RequestHandshake, PollHandshakes, RespondHandshake, Punch, BeaconRegister, BeaconList,
        UpdatePoloScore, SetPoloScore, GetPoloScore, SubscribeReplication, SetMemberTags, GetMemberTags, SetExprPolicy,
        GetExprPolicy, SubmitBadge, EnrollRecovery, RecoverIdentity {
    /** All commands of this page. */
    static List<CommandType<?, ?>> types() {
        return List.of(Register.TYPE, Heartbeat.TYPE, Deregister.TYPE, RotateKey.TYPE, Lookup.TYPE, Resolve.TYPE,
                SetHostname.TYPE, ResolveHostname.TYPE, SetVisibility.TYPE, SetTags.TYPE, SetTaskExec.TYPE,
                ListNodes.TYPE, CreateNetwork.TYPE, JoinNetwork.TYPE, LeaveNetwork.TYPE, DeleteNetwork.TYPE,
                RenameNetwork.TYPE, ListNetworks.TYPE, SetNetworkEnterprise.TYPE, ReportTrust.TYPE, RevokeTrust.TYPE,
                CheckTrust.TYPE, RequestHandshake.TYPE, PollHandshakes.TYPE, RespondHandshake.TYPE, Punch.TYPE,
                BeaconRegister.TYPE, BeaconList.TYPE, UpdatePoloScore.TYPE, SetPoloScore.TYPE, GetPoloScore.TYPE,
                SubscribeReplication.TYPE, SetMemberTags.TYPE, GetMemberTags.TYPE, SetExprPolicy.TYPE,
                GetExprPolicy.TYPE, SubmitBadge.TYPE, EnrollRecovery.TYPE, RecoverIdentity.TYPE);
    }
}
