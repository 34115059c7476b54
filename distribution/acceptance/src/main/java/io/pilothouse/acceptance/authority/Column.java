package io.pilothouse.acceptance.authority;

/** The kinds of proof, in the order of the table's columns. */
public enum Column {
    /** The one who may, by name, without signature or token. */
    NO_PROOF("no proof"),
    /** The one who may, by name, signed by a stranger's key. */
    WRONG_SIGNATURE("wrong signature"),
    /** What the one who may has sealed, sent a second time. */
    REPLAYED_SEAL("replayed seal"),
    /** An ordinary member of the network. */
    MEMBER("member"),
    /** An admin of the network. */
    ADMIN("admin"),
    /** The owner of the network. */
    OWNER("owner"),
    /** The owner of another network. */
    OTHER_OWNER("other network's owner"),
    /** The network's own admin token. */
    NETWORK_TOKEN("network token"),
    /** The registry's admin token. */
    GLOBAL_TOKEN("global token");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    /** As in the heading of the table. */
    public String title() {
        return title;
    }
}
