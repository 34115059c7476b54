package io.pilothouse.cli.plugin;

import java.util.List;
import java.util.Locale;

/** What {@code plugin init} can write a project for. A store is left out: one that is worth having is no small example. */
enum ProjectKind {
    /** The template's own provider. */
    IDENTITY("BadgeProvider", "Provider", false, List.of(Need.NETWORK), "Asks a badge desk who somebody is",
            """
                    Configure it with the command `set_idp_config`: `idp_type` is `harbour`, `url` is where the badge desk is. The timeout is
                    `identity.harbour.timeout` in `conf/pilothouse.properties`."""),

    /** The template's own exporter. */
    AUDIT("LineExporter", "Exporter", false, List.of(Need.NETWORK, Need.JSON), "Posts the audit trail as lines",
            """
                    Configure it with the command `set_audit_export`: `format` is `harbour`, `endpoint` is where lines are posted, `token` is
                    optional."""),

    /** Posts single events. */
    WEBHOOK("ChangeSink", "Sink", true, List.of(Need.NETWORK, Need.JSON), "Posts each event as it happens",
            """
                    Configure it with the command `set_webhook`: `webhook_type` is `harbour`, `url` is where events are posted, `settings` may
                    hold `actions`. In a blueprint its type is `plugin:harbour`."""),

    /** Asks a store by HTTP. */
    SECRETS("StoreSecrets", "Secrets", true, List.of(Need.NETWORK), "Asks a store of secrets",
            """
                    Configure it in `conf/pilothouse.properties`: `secrets.harbour.url` and `secrets.harbour.token`. Wherever a setting is a
                    secret, `secret:harbour:KEY` asks the store for KEY; it is loaded when a setting does so."""),

    /** Fetches a list by HTTP. */
    DIRECTORY("PeopleSource", "Source", true, List.of(Need.NETWORK), "Lists the people of a directory",
            """
                    Its type is `harbour`, its setting is `url`. Registry 1.0 has the kind in its SPI, but no setting that makes one."""),

    /** Answers a GET. */
    ENDPOINT("StatusEndpoint", "Endpoint", true, List.of(), "Answers at the front door how long it is there",
            """
                    Its type is `harbour`, so its path is `/plugins/harbour/`; it has no settings. Registry 1.0 has the kind in its
                    SPI, but no setting that makes one.""");

    /** What a project needs beyond the SPI. */
    enum Need {
        /** The way out for HTTP. */
        NETWORK,
        /** A library for JSON. */
        JSON
    }

    private final String mould;
    private final String suffix;
    private final boolean own;
    private final List<Need> needs;
    private final String summary;
    private final String configuration;

    ProjectKind(String mould, String suffix, boolean own, List<Need> needs, String summary, String configuration) {
        this.mould = mould;
        this.suffix = suffix;
        this.own = own;
        this.needs = List.copyOf(needs);
        this.summary = summary;
        this.configuration = configuration;
    }

    /** As the SPI and {@code plugin.offers} name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the class that a project of this kind is moulded from. */
    String mould() {
        return mould;
    }

    /** End of the name of that class in a project. */
    String suffix() {
        return suffix;
    }

    /** Where the sources of the class lie, as the name of a resource. */
    String source(boolean test) {
        return own
                ? "kinds/" + word() + (test ? "/test/" : "/main/")
                : "template/src/" + (test ? "test" : "main") + "/java/com/example/harbour/";
    }

    @Override
    public String toString() {
        return word();
    }

    boolean needs(Need need) {
        return needs.contains(need);
    }

    /** What it does, in a few words. */
    String summary() {
        return summary;
    }

    /** How an operator configures it, for the read-me. */
    String configuration() {
        return configuration;
    }
}
