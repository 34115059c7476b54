/** Many nodes and many connections. */
package io.pilothouse.acceptance.scale;
