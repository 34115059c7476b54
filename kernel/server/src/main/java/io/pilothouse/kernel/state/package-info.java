/** The registry's state: concurrent tables of immutable values, drafts over them, and how facts are applied. No rules. */
package io.pilothouse.kernel.state;
