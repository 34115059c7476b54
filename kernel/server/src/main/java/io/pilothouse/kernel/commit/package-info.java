/** The single writer: decides mutations on a draft, makes them durable, publishes them, answers. */
package io.pilothouse.kernel.commit;
