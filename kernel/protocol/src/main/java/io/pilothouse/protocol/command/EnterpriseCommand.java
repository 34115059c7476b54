package io.pilothouse.protocol.command;

import java.util.List;

/** The commands of {@code commands-enterprise.md}, and our own about the audit trail. */
public sealed interface EnterpriseCommand extends Command permits InviteToNetwork, PollInvites, RespondInvite,
        KickMember, PromoteMember, DemoteMember, TransferOwnership, GetMemberRole, SetNetworkPolicy, SetNetworkToken,
        GetNetworkPolicy,
        SetKeyExpiry, GetKeyInfo, SetWebhook, GetWebhook, GetWebhookDlq, ReplayWebhookDlq,
        PurgeWebhookDlq, SetIdentityWebhook, SetExternalId, GetIdentity,
        ValidateToken, GetAuditLog, GetAuditProof, GetAuditTrail, SetAuditExport, GetAuditExport, SetIdpConfig,
        GetIdpConfig, ProvisionNetwork, ExportBlueprint, GetBlueprintDrift, GetProvisionStatus, DirectorySync,
        DirectoryStatus {
    /** All commands of this page. */
    static List<CommandType<?, ?>> types() {
        return List.of(InviteToNetwork.TYPE, PollInvites.TYPE, RespondInvite.TYPE, KickMember.TYPE, PromoteMember.TYPE,
                DemoteMember.TYPE, TransferOwnership.TYPE, GetMemberRole.TYPE, SetNetworkPolicy.TYPE,
                SetNetworkToken.TYPE,
                GetNetworkPolicy.TYPE, SetKeyExpiry.TYPE, GetKeyInfo.TYPE, SetWebhook.TYPE, GetWebhook.TYPE,
                GetWebhookDlq.TYPE, ReplayWebhookDlq.TYPE, PurgeWebhookDlq.TYPE, SetIdentityWebhook.TYPE,
                SetExternalId.TYPE, GetIdentity.TYPE, ValidateToken.TYPE,
                GetAuditLog.TYPE, GetAuditProof.TYPE, GetAuditTrail.TYPE, SetAuditExport.TYPE, GetAuditExport.TYPE,
                SetIdpConfig.TYPE, GetIdpConfig.TYPE, ProvisionNetwork.TYPE, ExportBlueprint.TYPE,
                GetBlueprintDrift.TYPE, GetProvisionStatus.TYPE, DirectorySync.TYPE, DirectoryStatus.TYPE);
    }
}
