/** Secrets in a folder of files, one for each key, as container platforms mount them. */
package io.pilothouse.secrets.file;
