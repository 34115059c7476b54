/** Sends audit events as OpenTelemetry logs by OTLP/HTTP. */
package io.pilothouse.audit.otlp;
