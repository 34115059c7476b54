package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code get_provision_status}: what is provisioned ({@code commands-enterprise.md} 8.2).
 *
 * @param network only this network; the backbone for all
 */
public record GetProvisionStatus(NetworkId network) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetProvisionStatus, Ok> TYPE = new CommandType<>("get_provision_status",
            GetProvisionStatus.class, GetProvisionStatus::read, Ok::read);

    static GetProvisionStatus read(JsonObject in) {
        return new GetProvisionStatus(in.network("network_id"));
    }

    @Override
    public CommandType<GetProvisionStatus, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.networkIfAny("network_id", network);
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param networks the networks except the backbone
     * @param idpType kind of identity provider, or empty
     * @param auditExport format of the audit export, or empty
     * @param webhookEnabled whether events are sent
     */
    public record Ok(List<Network> networks, String idpType, String auditExport,
            boolean webhookEnabled) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "networks", Network::read), in.text("idp_type"), in.text("audit_export"),
                    in.flag("webhook_enabled"));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("networks", networks, Network::write).textIfAny("idp_type", idpType)
                    .textIfAny("audit_export", auditExport).flagIfSet("webhook_enabled", webhookEnabled);
        }
    }

    /**
     * One network ({@code blueprint.md} 11).
     *
     * @param network the network
     * @param name its name
     * @param enterprise whether the enterprise commands apply to it
     * @param members how many members it has
     * @param joinRule how nodes get in
     * @param maxMembers how many members it may have, if that is limited
     * @param allowedPorts the ports, empty for all
     * @param preAssignments how many roles are assigned in advance, if any list exists
     * @param description what it is for, or empty
     * @param hasExprPolicy whether it has a policy document
     * @param owner its owner, if it has one
     */
    public record Network(NetworkId network, String name, boolean enterprise, long members, String joinRule,
            OptionalLong maxMembers, List<Integer> allowedPorts, OptionalLong preAssignments, String description,
            boolean hasExprPolicy, NodeId owner) {
        static Network read(JsonObject in) {
            return new Network(in.network("network_id"), in.text("name"), in.flag("enterprise"), in.whole("members"),
                    in.text("join_rule"), Wire.whole(in, "max_members"), Wire.ports(in, "allowed_ports"),
                    Wire.whole(in, "rbac_pre_assignments"), in.text("description"), in.flag("has_expr_policy"),
                    in.node("owner"));
        }

        void write(JsonWriter out) {
            out.network("network_id", network).text("name", name).flag("enterprise", enterprise)
                    .number("members", members).text("join_rule", joinRule).numberIfPresent("max_members", maxMembers)
                    .numbersIfAny("allowed_ports", allowedPorts).numberIfPresent("rbac_pre_assignments", preAssignments)
                    .textIfAny("description", description).flagIfSet("has_expr_policy", hasExprPolicy)
                    .nodeIfAny("owner", owner);
        }
    }
}
