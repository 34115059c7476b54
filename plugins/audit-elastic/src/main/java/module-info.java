/** Sends audit events to a data stream of Elasticsearch or OpenSearch. */
module io.pilothouse.audit.elastic {
    requires io.pilothouse.sinks;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.audit.elastic.ElasticPlugin;
}
