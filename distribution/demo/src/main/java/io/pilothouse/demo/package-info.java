/**
 * Counterparts on loopback (an OpenID issuer, a Splunk collector, a webhook), the assembled bundle as a process, agents over the
 * wire, and the story of what happened. Every line of the story was seen to happen; what does not happen ends the story.
 */
package io.pilothouse.demo;
