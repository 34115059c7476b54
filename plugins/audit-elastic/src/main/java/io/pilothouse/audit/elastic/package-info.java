/** Sends audit events to a data stream of Elasticsearch or OpenSearch. */
package io.pilothouse.audit.elastic;
