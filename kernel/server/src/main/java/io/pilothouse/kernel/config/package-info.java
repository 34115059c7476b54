/** From what the operator wrote to checked, typed settings. */
package io.pilothouse.kernel.config;
