/** What exporters and webhooks have in common. Every plugin has its own copy. */
package io.pilothouse.sinks;
