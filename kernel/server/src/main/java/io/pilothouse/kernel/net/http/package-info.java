/** The HTTP front door ({@code http.md}): a second port beside the protocol's, for people, monitoring and plugins' endpoints. */
package io.pilothouse.kernel.net.http;
