package io.pilothouse.cli.network;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse network}. */
@Command(subcommands = {CreateNewNetwork.class,
    ListAllNetworks.class, ShowNetwork.class, ListMembers.class, JoinExistingNetwork.class, LeaveJoinedNetwork.class,
    RenameOwnNetwork.class, SetToken.class, DeleteOwnNetwork.class, InviteNode.class, ListInvites.class,
    AnswerInvite.class,
    KickFromNetwork.class, PromoteToAdmin.class, DemoteToMember.class, TransferNetwork.class, ShowOrSetPolicy.class,
    ShowOrSetTags.class})
public final class NetworkProgram extends Words {
    /** The program. */
    public NetworkProgram() {
        super("network", "create, join and manage networks");
    }
}
