package io.pilothouse.identity.oidc;

/** Words of strangers in texts for people: short, on one line, and as they are between quotation marks. Threads: any. */
final class Quoted {
    private static final int LONGEST = 256;

    private Quoted() {}

    static String of(String text) {
        return "\"" + plain(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The same without the marks, where R1 has none. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(each -> {
            if (Character.isISOControl(each) || Character.getType(each) == Character.FORMAT
                    || Character.getType(each) == Character.SURROGATE || !Character.isDefined(each)) {
                out.append(String.format("\\u%04x", each));
            } else {
                out.appendCodePoint(each);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? out + "…" : out.toString();
    }
}
