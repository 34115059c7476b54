/**
 * Compiles the expressions of rules documents ({@code commands-enterprise.md} 15.5): words, grammar and types in one pass,
 * bounded in length, nesting and size. Nothing is evaluated; daemons do that.
 */
package io.pilothouse.protocol.expression;
