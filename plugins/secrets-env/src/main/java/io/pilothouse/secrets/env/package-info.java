/** Secrets in environment variables. */
package io.pilothouse.secrets.env;
