package io.pilothouse.kernel.model;

import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;

/**
 * A network without its members ({@code commands-core.md} 1.6); those are {@link Membership}s.
 *
 * @param id its number
 * @param name its name
 * @param joinRule how nodes get in
 * @param token what a joiner must know under {@link JoinRule#TOKEN}, or none
 * @param adminToken the network's own admin token, or none
 * @param policy its limits
 * @param rules JSON text of a managed network's rules, or empty
 * @param exprPolicy JSON text of the policy document for daemons, or empty
 * @param enterprise whether roles and the other enterprise features work in it
 * @param created milliseconds since 1970 UTC
 * @param sealedOnly whether commands about it need a sealed signature or a token
 */
public record Network(NetworkId id, NetworkName name, JoinRule joinRule, SealedSecret token, SealedSecret adminToken,
        NetworkPolicy policy, String rules, String exprPolicy, boolean enterprise, long created, boolean sealedOnly) {
    public Network {
        joinRule = joinRule == null ? JoinRule.OPEN : joinRule;
        token = token == null ? SealedSecret.NONE : token;
        adminToken = adminToken == null ? SealedSecret.NONE : adminToken;
        policy = policy == null ? NetworkPolicy.NONE : policy;
        rules = rules == null ? "" : rules;
        exprPolicy = exprPolicy == null ? "" : exprPolicy;
    }

    /** Network 0 of a new registry. */
    public static Network backbone(long now) {
        return new Network(NetworkId.BACKBONE, NetworkName.BACKBONE, JoinRule.OPEN, SealedSecret.NONE,
                SealedSecret.NONE, NetworkPolicy.NONE, "", "",
                false, now, false);
    }

    /** The same network under another name. */
    public Network renamed(NetworkName other) {
        return new Network(id, other, joinRule, token, adminToken, policy, rules, exprPolicy, enterprise, created,
                sealedOnly);
    }

    /** The same network with other limits. */
    public Network withPolicy(NetworkPolicy other) {
        return new Network(id, name, joinRule, token, adminToken, other, rules, exprPolicy, enterprise, created,
                sealedOnly);
    }

    /** The same network with another policy document. */
    public Network withExprPolicy(String other) {
        return new Network(id, name, joinRule, token, adminToken, policy, rules, other, enterprise, created,
                sealedOnly);
    }

    /** The same network with the enterprise features switched. */
    public Network withEnterprise(boolean other) {
        return new Network(id, name, joinRule, token, adminToken, policy, rules, exprPolicy, other, created,
                sealedOnly);
    }

    /** The same network with sealed signatures demanded or not. */
    public Network withSealedOnly(boolean other) {
        return new Network(id, name, joinRule, token, adminToken, policy, rules, exprPolicy, enterprise, created,
                other);
    }

    /** The same network with another rule for getting in. */
    public Network withJoinRule(JoinRule other) {
        return new Network(id, name, other, token, adminToken, policy, rules, exprPolicy, enterprise, created,
                sealedOnly);
    }

    /** The same network with other secrets. */
    public Network withTokens(SealedSecret join, SealedSecret admin) {
        return new Network(id, name, joinRule, join, admin, policy, rules, exprPolicy, enterprise, created,
                sealedOnly);
    }

    /** For what {@link #token} is sealed. */
    public String tokenPurpose() {
        return "network:" + id + ":token";
    }

    /** For what {@link #adminToken} is sealed. */
    public String adminTokenPurpose() {
        return "network:" + id + ":admin-token";
    }

    /** Tokens are secrets and stay out of logs. */
    @Override
    public String toString() {
        return "Network[" + id + ", " + name + ", " + joinRule + (enterprise ? ", enterprise]" : "]");
    }
}
