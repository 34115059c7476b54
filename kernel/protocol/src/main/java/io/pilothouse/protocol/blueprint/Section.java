package io.pilothouse.protocol.blueprint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of objects in a document and the members that each may have. The schema and the manual are held to it. */
public enum Section {
    /** The document itself. */
    BLUEPRINT("NetworkBlueprint", Member.of("name"), Member.of("join_rule"), Member.secret("join_token"),
            Member.of("enterprise"), Member.of("policy"), Member.of("expr_policy"), Member.of("roles"),
            Member.of("identity_provider"), Member.of("webhooks"), Member.of("audit_export"),
            Member.secret("network_admin_token"), Member.of("scope"), Member.of("tests"), Member.of("$schema")),
    /** The limits of the network. */
    POLICY("BlueprintPolicy", Member.of("max_members"), Member.of("allowed_ports"), Member.of("description")),
    /** An element of the roles. */
    ROLE("BlueprintRole", Member.of("external_id"), Member.of("node_id"), Member.of("role")),
    /** Who vouches for identities. */
    IDENTITY_PROVIDER("BlueprintIdentityProvider", Member.of("type", "idp_type", "provider_type"), Member.of("url"),
            Member.of("jwks_url"), Member.of("issuer"), Member.of("client_id"), Member.secret("client_secret"),
            Member.of("tenant_id"), Member.of("domain"), Member.secret("settings")),
    /** The webhooks of dialect A. */
    WEBHOOKS("BlueprintWebhooks", Member.of("audit_url"), Member.of("audit_sinks"), Member.of("identity_url")),
    /** One audit sink. */
    WEBHOOK("BlueprintWebhook", Member.of("url"), Member.of("events"), Member.secret("secret"), Member.of("type"),
            Member.secret("settings")),
    /** One export of the audit log. */
    AUDIT_EXPORT("BlueprintAuditExport", Member.of("format"), Member.of("endpoint"), Member.secret("token"),
            Member.of("index"), Member.of("source"), Member.secret("settings")),
    /** An assertion. */
    TEST("BlueprintTest", Member.of("name"), Member.of("expect_role"), Member.of("expect_member"),
            Member.of("expect_join"), Member.of("expect_port"), Member.of("expect_max_members"),
            Member.of("expect_owner")),
    /** Somebody has a role. */
    EXPECT_ROLE("BlueprintTest", Member.of("node_id"), Member.of("external_id"), Member.of("role")),
    /** A node is a member, or is none. */
    EXPECT_MEMBER("BlueprintTest", Member.of("node_id"), Member.of("member")),
    /** A join ends in some way. */
    EXPECT_JOIN("BlueprintTest", Member.of("node_id"), Member.of("external_id"), Member.secret("token"),
            Member.of("outcome")),
    /** A port is allowed, or is not. */
    EXPECT_PORT("BlueprintTest", Member.of("port"), Member.of("allowed")),
    /** Bounds of the limit of members. */
    EXPECT_MAX_MEMBERS("BlueprintTest", Member.of("at_least"), Member.of("at_most")),
    /** Somebody owns the network. */
    EXPECT_OWNER("BlueprintTest", Member.of("node_id"), Member.of("external_id"));

    private final String struct;
    private final List<Member> members;

    Section(String struct, Member... members) {
        this.struct = struct;
        this.members = List.of(members);
    }

    /**
     * A member.
     *
     * @param name its name in documents
     * @param secret whether the value must not be shown
     * @param aliases other names that are read as this one
     */
    public record Member(String name, boolean secret, List<String> aliases) {
        private static Member of(String name, String... aliases) {
            return new Member(name, false, Arrays.asList(aliases));
        }

        private static Member secret(String name) {
            return new Member(name, true, List.of());
        }
    }

    /** The members in the order of the manual. */
    public List<Member> members() {
        return members;
    }

    /** The names of the members, without aliases. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /** What the reference calls such an object; clients see it in error texts. */
    String struct() {
        return struct;
    }

    /** The member with this name or alias: exactly so, or else in other letters. */
    Optional<Member> member(String sent) {
        return members.stream().filter(member -> member.name().equals(sent)).findFirst()
                .or(() -> members.stream().filter(member -> member.name().equalsIgnoreCase(sent)
                        || member.aliases().stream().anyMatch(sent::equalsIgnoreCase)).findFirst());
    }
}
