/** Tells a webhook of every event over HTTP. */
package io.pilothouse.webhook.http;
