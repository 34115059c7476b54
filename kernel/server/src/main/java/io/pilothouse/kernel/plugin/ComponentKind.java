package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Component;
import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.DirectorySource;
import io.pilothouse.spi.HttpEndpoint;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.WebhookSink;

/**
 * A kind of component, as configuration names it.
 *
 * @param name for example {@code persistence}
 * @param factory the SPI's factory of that kind
 * @param component what it creates
 * @param <C> the type of the component
 */
public record ComponentKind<C extends Component>(String name, Class<? extends ComponentFactory<C>> factory,
        Class<C> component) {
    /** Where journal and snapshots live. */
    public static final ComponentKind<PersistenceBackend> PERSISTENCE = new ComponentKind<>("persistence",
            PersistenceBackend.Factory.class, PersistenceBackend.class);

    /** Who says who the holder of a credential is. */
    public static final ComponentKind<IdentityProvider> IDENTITY = new ComponentKind<>("identity",
            IdentityProvider.Factory.class, IdentityProvider.class);

    /** What knows secrets by their keys. */
    public static final ComponentKind<SecretsProvider> SECRETS = new ComponentKind<>("secrets",
            SecretsProvider.Factory.class, SecretsProvider.class);

    /** What takes the audit trail elsewhere. */
    public static final ComponentKind<AuditExporter> AUDIT = new ComponentKind<>("audit",
            AuditExporter.Factory.class, AuditExporter.class);

    /** What is told of events. */
    public static final ComponentKind<WebhookSink> WEBHOOK = new ComponentKind<>("webhook", WebhookSink.Factory.class,
            WebhookSink.class);

    /** Who lists the people of a directory. */
    public static final ComponentKind<DirectorySource> DIRECTORY = new ComponentKind<>("directory",
            DirectorySource.Factory.class, DirectorySource.class);

    /** What answers HTTP requests at the front door. */
    public static final ComponentKind<HttpEndpoint> ENDPOINT = new ComponentKind<>("endpoint",
            HttpEndpoint.Factory.class, HttpEndpoint.class);

    /** The kind of a factory; the SPI is sealed, so there is one. */
    static ComponentKind<?> of(ComponentFactory<?> factory) {
        return switch (factory) {
            case AuditExporter.Factory ignored -> AUDIT;
            case DirectorySource.Factory ignored -> DIRECTORY;
            case HttpEndpoint.Factory ignored -> ENDPOINT;
            case IdentityProvider.Factory ignored -> IDENTITY;
            case PersistenceBackend.Factory ignored -> PERSISTENCE;
            case SecretsProvider.Factory ignored -> SECRETS;
            case WebhookSink.Factory ignored -> WEBHOOK;
        };
    }
}
