/**
 * Documents that describe a network ({@code blueprint.md}): model, reader of both dialects, rules that need no registry,
 * canonical text and schema.
 */
package io.pilothouse.protocol.blueprint;
