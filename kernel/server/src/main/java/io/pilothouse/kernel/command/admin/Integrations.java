package io.pilothouse.kernel.command.admin;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.blueprint.OutboundUrl;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What commands and blueprints configure: how an integration is put together, replaced and taken away. */
public final class Integrations {
    private Integrations() {}

    /**
     * An integration under construction: what is empty is left out, addresses lose what is secret in them.
     *
     * <p>Threads: one.
     */
    public static final class Builder {
        private final Integration.Place place;
        private final SecretBox box;
        private final Map<String, String> settings = new TreeMap<>();
        private final Map<String, SealedSecret> secrets = new TreeMap<>();

        /** Begins one. */
        public Builder(Integration.Place place, SecretBox box) {
            this.place = place;
            this.box = box;
        }

        /** A setting that everybody may see. */
        public Builder setting(String name, String value) {
            if (!value.isEmpty()) {
                settings.put(name, value);
            }
            return this;
        }

        /** A setting that nobody may see. */
        public Builder secret(String name, String value) {
            if (!value.isEmpty()) {
                secrets.put(name, box.seal(value, place.purpose(name)));
            }
            return this;
        }

        /** The address: with user and query it is a secret, and what is shown goes without them. */
        public Builder url(String url) {
            String shown = OutboundUrl.withoutCredentials(url);
            setting(Integration.URL, shown);
            return shown.equals(url) ? this : secret(Integration.URL, url);
        }

        /**
         * What its component is given besides. Only the component knows what of it is secret, so nobody may see any.
         *
         * @param command what a refusal begins with
         * @throws Refusal if a setting has a problem or is there already
         */
        public Builder given(ComponentSettings given, String command) {
            given.problems().stream().findFirst().ifPresent(problem -> {
                throw new Refusal(Refusal.Code.INVALID, command + ": " + problem);
            });
            given.texts().forEach((name, value) -> {
                String field = name.replace('-', '_');
                if (settings.containsKey(field) || secrets.containsKey(field)) {
                    throw new Refusal(Refusal.Code.INVALID, command + ": settings." + name
                            + " is given as a field of its own too; leave one of them out");
                }
            });
            given.texts().forEach((name, value) -> secret(Integration.GIVEN + name, value));
            return this;
        }

        /** It, configured for a network's blueprint or, with the backbone, by command. */
        public Integration build(String type, NetworkId origin, long now) {
            return new Integration(place, type, settings, secrets, origin, now);
        }
    }

    /** The decision with an integration, unless it is there as it is: then what runs with it runs on undisturbed. */
    public static Decision put(Decision decision, StateView state, Integration wanted, AuditEvent event) {
        Optional<Integration> before = state.integration(wanted.place());
        return before.filter(wanted::sameAs).isPresent()
                ? decision
                : decision.change(new Change.IntegrationPut(wanted)).event(replacing(before, event));
    }

    /** The decision without an integration, if it is there. */
    public static Decision remove(Decision decision, StateView state, Integration.Place place, AuditEvent event) {
        Optional<Integration> before = state.integration(place);
        return before.isEmpty()
                ? decision
                : decision.change(new Change.IntegrationRemoved(place)).event(replacing(before, event));
    }

    /** The event of an integration's place with what stood there before; its address is shown without credentials. */
    public static AuditEvent replacing(Optional<Integration> before, AuditEvent event) {
        return before.map(old -> event.and("old_type", old.type()).and("old_url", old.url())).orElse(event);
    }

    /**
     * An address for HTTP that may be connected to ({@code commands-enterprise.md} 18).
     *
     * @param command what a refusal begins with
     */
    static String http(String url, String command) {
        OutboundUrl.problem(url, OutboundUrl.WEB).ifPresent(problem -> {
            throw new Refusal(Refusal.Code.INVALID, command + ": " + problem);
        });
        return url;
    }

    /** The first one of a kind for the whole registry: a blueprint that took others away leaves it where it is. */
    static Optional<Integration> global(StateView state, Integration.Kind kind) {
        return state.integrations().filter(one -> one.place().kind() == kind && one.place().scope().backbone())
                .min(Comparator.comparing(Integration::place));
    }

    /** Where the first one of a kind for the whole registry is, or would be. */
    static Integration.Place firstPlace(StateView state, Integration.Kind kind) {
        return global(state, kind).map(Integration::place).orElse(Integration.Place.global(kind));
    }
}
