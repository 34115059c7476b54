package io.pilothouse.kernel.command.policy;

/** JSON text without white space. */
final class CompactJson {
    private CompactJson() {}

    /** Valid JSON text without the white space between its tokens; numbers and escapes stay as they were written. */
    static String withoutBlanks(String json) {
        StringBuilder compact = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char symbol = json.charAt(i);
            if (quoted && symbol == '\\') {
                compact.append(symbol).append(json.charAt(++i));
                continue;
            }
            if (symbol == '"') {
                quoted = !quoted;
            }
            if (quoted || symbol > ' ') {
                compact.append(symbol);
            }
        }
        return compact.toString();
    }
}
