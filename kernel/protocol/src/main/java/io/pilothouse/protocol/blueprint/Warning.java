package io.pilothouse.protocol.blueprint;

/**
 * Something that does not stop a document but is probably not meant.
 *
 * @param path where in the document
 * @param text what, and what would be right
 */
public record Warning(String path, String text) {}
