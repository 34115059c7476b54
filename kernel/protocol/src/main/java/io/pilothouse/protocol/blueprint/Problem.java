package io.pilothouse.protocol.blueprint;

/**
 * Why a document is refused.
 *
 * @param path where in the document, as {@code policy.allowed_ports[1]}; empty for the whole
 * @param text what is wrong, and what would be right
 * @param refusal the whole text that a registry answers with ({@code blueprint.md} 3)
 */
public record Problem(String path, String text, String refusal) {}
