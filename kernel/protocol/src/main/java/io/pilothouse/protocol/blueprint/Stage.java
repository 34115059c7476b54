package io.pilothouse.protocol.blueprint;

/** The order in which the reference checks ({@code blueprint.md} 3), then our own checks (10.3). */
enum Stage {
    PARSE("parse blueprint: "), NAME, JOIN_RULE, JOIN_TOKEN, ROLES, IDENTITY, WEBHOOKS, EXPORT, EXPR_POLICY, NETWORK_NAME(
            "provision network: "), LIMITS, ENTERPRISE, DUPLICATES, SCOPE, TESTS;

    private final String prefix;

    Stage() {
        this("invalid blueprint: ");
    }

    Stage(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
