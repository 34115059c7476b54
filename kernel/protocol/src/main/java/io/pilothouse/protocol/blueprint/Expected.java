package io.pilothouse.protocol.blueprint;

/** A type that a value must have. */
enum Expected {
    TEXT("string", "a string"), FLAG("bool", "true or false"), WHOLE("int", "an integer"), PORT("uint16",
            "an integer 0-65535"), NODE("uint32",
                    "an integer 0-4294967295"), PORTS("[]uint16", "an array of integers"), TEXTS("[]string",
                            "an array of strings"), POLICY("registry.BlueprintPolicy", "an object"), IDENTITY_PROVIDER(
                                    "registry.BlueprintIdentityProvider",
                                    "an object"), WEBHOOKS("registry.BlueprintWebhooks",
                                            "an object or an array of objects"), WEBHOOK_LIST(
                                                    "[]registry.BlueprintWebhook",
                                                    "an array of objects"), WEBHOOK("registry.BlueprintWebhook",
                                                            "an object"), AUDIT_EXPORT("registry.BlueprintAuditExport",
                                                                    "an object or an array of objects"), ROLES(
                                                                            "[]registry.BlueprintRole",
                                                                            "an array of objects, or an object of node ids and roles"), ROLE(
                                                                                    "registry.BlueprintRole",
                                                                                    "an object"), TESTS(
                                                                                            "[]registry.BlueprintTest",
                                                                                            "an array of objects"), TEST(
                                                                                                    "registry.BlueprintTest",
                                                                                                    "an object");

    private final String type;
    private final String words;

    Expected(String type, String words) {
        this.type = type;
        this.words = words;
    }

    /** The type as the reference names it. */
    String type() {
        return type;
    }

    /** The type for people. */
    String words() {
        return words;
    }

    /** Whether the reference prints a number that does not fit. */
    boolean numeric() {
        return this == WHOLE || this == PORT || this == NODE;
    }
}
