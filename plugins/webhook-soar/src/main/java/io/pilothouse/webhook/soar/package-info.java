/** Tells a SOAR platform of the events that its rules name. */
package io.pilothouse.webhook.soar;
