package io.pilothouse.audit.elastic;

import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.PilothousePlugin;
import java.util.List;

/** Sends audit events to a data stream of Elasticsearch or OpenSearch. */
public final class ElasticPlugin implements PilothousePlugin {
    @Override
    public List<ComponentFactory<?>> factories() {
        return List.of(new ElasticFactory("elastic", Authorization.APIKEY),
                new ElasticFactory("opensearch", Authorization.BASIC));
    }
}
