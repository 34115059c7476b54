package io.pilothouse.kernel.model;

import static io.pilothouse.kernel.model.AuditAction.flag;
import static io.pilothouse.kernel.model.AuditAction.number;
import static io.pilothouse.kernel.model.AuditAction.text;
import static io.pilothouse.kernel.model.AuditAction.texts;

import io.pilothouse.kernel.model.AuditAction.Attribute;
import io.pilothouse.kernel.model.AuditAction.Group;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every action that this registry records, with its attributes: what {@code distribution/docs/events.md} tells its readers, and
 * what tests hold every event to. The registry at work does not need it, so it is not loaded there. What an import or R1's
 * primary tells of its own past is recorded in that one's words and stands not here.
 */
public final class AuditActions {
    private static final Attribute NODE = number("node_id");
    private static final Attribute NETWORK = number("network_id");
    private static final Attribute TARGET = number("target_node_id");
    private static final Attribute EXTERNAL_ID = text("external_id");
    private static final Attribute ROLE = text("role");
    private static final Attribute OLD_ROLE = text("old_role");
    private static final Attribute NEW_ROLE = text("new_role");
    private static final Attribute TYPE = text("type");
    private static final Attribute URL = text("url");
    private static final Attribute OLD_TYPE = text("old_type").ifAny();
    private static final Attribute OLD_URL = text("old_url").ifAny();
    private static final Attribute OLD_TAGS = texts("old_tags").ifAny();
    private static final Attribute OLD_DIGEST = text("old_digest").ifAny();
    private static final Attribute SINK = text("sink");
    private static final Attribute PLUGIN = text("id");
    private static final Attribute VERSION = text("version");
    private static final Attribute DIGEST = text("digest").ifAny();
    private static final Attribute SIGNER = text("signer").ifAny();
    private static final Attribute CAPABILITIES = text("capabilities").ifAny();
    private static final Attribute HOSTS = text("hosts").ifAny();
    private static final Attribute REASON = text("reason");

    private AuditActions() {}

    /** All of them, group by group. */
    public static List<AuditAction> all() {
        return Stream.of(nodes(), trust(), networks(), membership(), identity(), sinks(), plugins(), registry())
                .flatMap(List::stream).toList();
    }

    /** The one of this name. */
    public static Optional<AuditAction> find(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static List<AuditAction> nodes() {
        Rows rows = new Rows(Group.NODES);
        return List.of(
                rows.first("node.registered", "A key registers that the registry does not know.",
                        NODE, text("mode", "new_node")),
                rows.first("node.re_registered",
                        "A known key registers again; with `reclaimed_identity` its node had been reaped or had signed off.",
                        NODE, text("mode", "existing_identity", "reclaimed_identity")),
                rows.first("node.deregistered", "A node is signed off; `networks` says of how many it was a member.",
                        NODE, number("networks")),
                rows.first("node.reaped",
                        "A node was not heard of for five minutes; `last_seen_ago` is a text such as `5m12.3s`.",
                        NODE, text("reason", "stale_heartbeat"), text("last_seen_ago"), number("networks")),
                rows.first("key.rotated", "A node has another key.",
                        NODE, text("old_public_key").ifAny(), text("new_public_key").ifAny()),
                rows.first("key.expiry_set", "A node's key is to expire at a time.",
                        NODE, text("expires_at"), text("old_expires_at").ifAny()),
                rows.first("key.expiry_cleared", "A node's key is not to expire.",
                        NODE, text("old_expires_at").ifAny()),
                rows.first("key.expired_heartbeat_blocked",
                        "A heartbeat was refused, because the key has expired; of many, some are recorded.", NODE),
                rows.first("hostname.changed",
                        "A node's name was set, by command, by a registration of a known node or by a directory's list.",
                        NODE, text("old_hostname"), text("new_hostname")),
                rows.first("visibility.changed", "It was set whether a node is shown to everybody.",
                        NODE, flag("old_public"), flag("new_public")),
                rows.first("tags.changed", "The tags of a node were set.",
                        NODE, number("old_tags_count"), number("new_tags_count"), OLD_TAGS, texts("new_tags").ifAny()),
                rows.first("task_exec.changed", "It was set whether a node takes tasks.",
                        NODE, flag("old_enabled"), flag("new_enabled")),
                rows.first("polo_score.updated", "Something was added to the score of a node.",
                        NODE, number("delta"), number("new_score")),
                rows.first("polo_score.set", "The score of a node was set.", NODE, number("polo_score")),
                rows.first("beacon.registered", "A beacon is new, or at another address.",
                        number("beacon_id"), text("addr")));
    }

    private static List<AuditAction> trust() {
        Rows rows = new Rows(Group.TRUST);
        return List.of(
                rows.first("trust.created",
                        "A node reported that it trusts another one, or accepted a handshake of one that it did not trust.",
                        number("node_a"), number("node_b")),
                rows.first("trust.revoked", "The trust between two nodes ended.", number("node_a"), number("node_b")),
                rows.first("handshake.relayed", "A node asked another one for its trust.",
                        number("from_node_id"), number("to_node_id")),
                rows.first("handshake.responded", "A node answered such a request.",
                        NODE, number("peer_id"), flag("accept")));
    }

    private static List<AuditAction> networks() {
        Rows rows = new Rows(Group.NETWORKS);
        return List.of(
                rows.first("network.created", "There is a new network, by command or by a blueprint.",
                        NETWORK, text("name"), text("join_rule"), number("creator_node_id"), flag("enterprise"),
                        flag("managed")),
                rows.first("network.deleted", "A network is gone; `members` says how many it had.",
                        NETWORK, text("name"), number("members"), flag("enterprise")),
                rows.first("network.renamed", "The name of a network was set.",
                        NETWORK, text("old_name"), text("new_name")),
                rows.first("network.enterprise_changed",
                        "It was set whether a network has the enterprise features; `members` says how many it has.",
                        NETWORK, flag("enterprise"), number("members")),
                rows.own("network.join_rule_changed", "A blueprint gave a network another join rule.",
                        NETWORK, text("old_join_rule"), text("new_join_rule")),
                rows.own("network.token_changed", "A network's join token or admin token was set or taken away.",
                        NETWORK, text("kind", "join", "admin"), text("status", "set", "cleared")),
                rows.first("network.policy_changed",
                        "The limits of a network were set; behind the counts, with `sealed_only`, stands what else changed.",
                        NETWORK, number("old_max_members"), number("new_max_members"),
                        number("old_allowed_ports_count"), number("new_allowed_ports_count"),
                        flag("sealed_only").ifAny(), texts("old_allowed_ports").ifAny(),
                        texts("new_allowed_ports").ifAny(), text("old_description").ifAny(),
                        text("new_description").ifAny()),
                rows.first("network.expr_policy_set",
                        "A network has a policy of rules, of `size` bytes; the digests are the SHA-256 of what is kept.",
                        NETWORK, number("size"), OLD_DIGEST, text("new_digest").ifAny()),
                rows.first("network.expr_policy_cleared", "A network's policy of rules was taken away.",
                        NETWORK, OLD_DIGEST),
                rows.own("network.pre_assignments_changed",
                        "A blueprint changed which roles wait for identities; the counts are of the whole list.",
                        NETWORK, number("old_count"), number("new_count")),
                rows.first("network.provisioned",
                        "A blueprint was applied; `actions` counts what its reply lists, and events before this one tell of it.",
                        NETWORK, text("name"), flag("enterprise"), number("actions")));
    }

    private static List<AuditAction> membership() {
        Rows rows = new Rows(Group.MEMBERSHIP);
        return List.of(
                rows.first("network.joined", "A node joined a network, by itself or by accepting an invitation.", NODE,
                        NETWORK),
                rows.first("network.left", "A node left a network by itself.", NODE, NETWORK),
                rows.first("network.owner_lost", "The owner of a network signed off, while others remain in it.",
                        NETWORK, number("former_owner")),
                rows.first("network.ownership_transferred",
                        "A network has another owner; the former one is an admin from now on.",
                        NETWORK, number("old_owner"), number("new_owner"), text("new_owner_old_role")),
                rows.first("member.promoted", "A member became an admin.", TARGET, NETWORK, OLD_ROLE, NEW_ROLE),
                rows.first("member.demoted", "An admin became an ordinary member.",
                        TARGET, NETWORK, OLD_ROLE, NEW_ROLE),
                rows.first("member.kicked",
                        "A member was removed; with a cascade, `cause` says whose removal took it along and `admitted_by` who let it in.",
                        TARGET, NETWORK, ROLE, number("cause").ifAny(), number("admitted_by").ifAny()),
                rows.own("member.role_preassigned", "A member got the role that waited for its identity.",
                        NETWORK, NODE, EXTERNAL_ID, OLD_ROLE, NEW_ROLE),
                rows.own("member.role_assigned", "A blueprint gave a node a role.", NETWORK, NODE, OLD_ROLE, NEW_ROLE),
                rows.first("member_tags.changed", "The labels of a member were set; in network 0, those of a node.",
                        NETWORK, number("target_node"), texts("tags"), OLD_TAGS),
                rows.first("invite.created", "A node was invited to a network.",
                        NETWORK, number("inviter_id"), TARGET),
                rows.first("invite.responded", "A node answered an invitation; with `accepted` it is a member now.",
                        NODE, NETWORK, flag("accepted")),
                rows.first("invite.expired_cleanup", "Invitations to a node had expired and were dropped.",
                        NODE, number("expired_count")));
    }

    private static List<AuditAction> identity() {
        Rows rows = new Rows(Group.IDENTITY);
        return List.of(
                rows.first("identity.external_id_set",
                        "The external id of a node was set, by command or by a registration with an identity token.",
                        NODE, text("old_external_id"), text("new_external_id")),
                rows.first("idp.configured",
                        "An identity provider is configured, by command or by a network's blueprint.",
                        TYPE, URL, NETWORK.ifAny(), OLD_TYPE, OLD_URL),
                rows.own("idp.disabled", "An identity provider is no longer asked.",
                        NETWORK.ifAny(), URL.ifAny(), OLD_TYPE, OLD_URL),
                rows.own("identity_webhook.configured", "An identity webhook is configured.",
                        TYPE.ifAny(), URL, NETWORK.ifAny(), OLD_TYPE, OLD_URL),
                rows.own("identity_webhook.disabled", "An identity webhook is no longer asked.",
                        NETWORK.ifAny(), URL.ifAny(), OLD_TYPE, OLD_URL),
                rows.first("directory.synced",
                        "A directory's list was compared with a network; told after what followed from it.",
                        NETWORK, number("mapped"), number("updated"), number("disabled"), number("unmapped")),
                rows.own("directory.role_changed", "A directory's list gave a member another role.",
                        NETWORK, TARGET, EXTERNAL_ID, OLD_ROLE, NEW_ROLE),
                rows.own("directory.member_disabled", "A member was removed, because a directory's list disables it.",
                        NETWORK, TARGET, EXTERNAL_ID, ROLE),
                rows.own("directory.member_removed", "A member was removed, because a directory's list lacks it.",
                        NETWORK, TARGET, EXTERNAL_ID, ROLE),
                rows.own("directory.owner_kept",
                        "An owner whom a directory's list disables or lacks stays, because the list names no other owner.",
                        NETWORK, TARGET, EXTERNAL_ID));
    }

    private static List<AuditAction> sinks() {
        Rows rows = new Rows(Group.SINKS);
        return List.of(
                rows.own("webhook.configured", "A webhook is configured, by command or by a network's blueprint.",
                        TYPE, URL, NETWORK.ifAny(), OLD_TYPE, OLD_URL),
                rows.own("webhook.disabled", "A webhook was taken away.",
                        NETWORK.ifAny(), URL.ifAny(), OLD_TYPE, OLD_URL),
                rows.first("audit_export.configured",
                        "An export is configured, by command or by a network's blueprint.",
                        text("format"), text("endpoint"), NETWORK.ifAny(), OLD_TYPE, OLD_URL),
                rows.own("audit_export.disabled", "An export was taken away.",
                        NETWORK.ifAny(), URL.ifAny(), OLD_TYPE, OLD_URL),
                rows.own("dead_letters.replayed", "The dead letters of a sink are offered again.",
                        SINK, number("count")),
                rows.own("dead_letters.purged", "The dead letters of a sink were thrown away.", SINK, number("count")),
                rows.own("delivery.overtaken",
                        "A sink was away for longer than the trail is kept: so many events are lost to it.",
                        SINK, number("events")));
    }

    private static List<AuditAction> plugins() {
        Rows rows = new Rows(Group.PLUGINS);
        return List.of(
                rows.own("plugin.loaded",
                        "A plugin was added and works; it declares these `capabilities`, and with `network` these `hosts`, or any.",
                        PLUGIN, VERSION, DIGEST, SIGNER, CAPABILITIES, HOSTS),
                rows.own("plugin.replaced",
                        "A plugin came in the place of version `previous`; `changes` says what it declares beyond that.",
                        PLUGIN, VERSION, text("previous"), DIGEST, SIGNER, text("changes").ifAny(), CAPABILITIES,
                        HOSTS),
                rows.own("plugin.removed", "A plugin is gone.", PLUGIN, VERSION, DIGEST, SIGNER),
                rows.own("plugin.refused", "A plugin was not let in, or a command about it was refused.",
                        PLUGIN, REASON),
                rows.own("plugin.disabled", "A plugin rests until it is enabled.", PLUGIN, VERSION, DIGEST, SIGNER),
                rows.own("plugin.enabled", "A plugin works again.", PLUGIN, VERSION, DIGEST, SIGNER),
                rows.own("plugin.stopped", "A call in a plugin did not end or took too much memory, and was ended.",
                        PLUGIN, VERSION, DIGEST, SIGNER, REASON));
    }

    private static List<AuditAction> registry() {
        Rows rows = new Rows(Group.REGISTRY);
        return List.of(
                rows.own("auth.denied",
                        "A request was refused for want of proof or right; `suppressed` more since the last are not recorded.",
                        text("command"), text("code", "unauthenticated", "forbidden"), REASON, NODE.ifAny(),
                        NETWORK.ifAny(), number("suppressed").ifAny()),
                rows.own("server.started",
                        "The registry began its work; without `server.stopped` before it, it was killed or it crashed.",
                        VERSION),
                rows.own("server.stopped", "The registry was stopped; sinks get this after the next start.",
                        number("uptime_seconds")),
                rows.own("registry.admin_token_changed",
                        "Another admin token is in force; the old one stays valid for `old_valid_seconds`.",
                        number("old_valid_seconds")),
                rows.own("registry.imported", "The data of a Go registry was imported; its own entries stand before.",
                        text("file")),
                rows.own("secrets.encrypted", "Secrets were encrypted with the key in force, at so many places.",
                        number("places")));
    }

    /** Makes the rows of a group. */
    private record Rows(Group group) {
        AuditAction first(String name, String when, Attribute... attributes) {
            return new AuditAction(name, group, true, when, List.of(attributes));
        }

        AuditAction own(String name, String when, Attribute... attributes) {
            return new AuditAction(name, group, false, when, List.of(attributes));
        }
    }
}
