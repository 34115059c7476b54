package io.pilothouse.spi;

import java.util.List;

/**
 * Creates components of one kind and type.
 *
 * <p>Threads: one at a time. Order: {@link #type} and {@link #settings} are constant and may be asked at any time.
 *
 * @param <C> the kind of component
 */
public sealed interface ComponentFactory<C extends Component>
        permits AuditExporter.Factory, DirectorySource.Factory, HttpEndpoint.Factory, IdentityProvider.Factory,
        PersistenceBackend.Factory, SecretsProvider.Factory, WebhookSink.Factory {
    /** Name by which configuration chooses this factory, for example {@code sqlite}; unique within the kind. */
    String type();

    /** Every setting that {@link #create} reads. The kernel refuses any other key with a suggestion. */
    List<Setting<?>> settings();

    /**
     * Makes a working component.
     *
     * <p>Failure: {@link StartupException} with a text that tells the operator what to change.
     *
     * @param settings checked values of {@link #settings}
     * @param context what the kernel lends to this instance
     * @return a component that is ready for use
     * @throws StartupException when the component cannot work with these settings
     */
    C create(Settings settings, ComponentContext context) throws StartupException;
}
