package io.pilothouse.packaging;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of PEM (RFC 7468). */
final class Pem {
    /** The label of a public key. */
    static final String PUBLIC = "PUBLIC KEY";
    /** The label of a private key in PKCS #8. */
    static final String PRIVATE = "PRIVATE KEY";

    private static final Pattern BLOCK = Pattern.compile(
            "\\s*-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]*?)-----END \\1-----\\s*");

    private Pem() {}

    static String of(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /** What is inside the only block; the text of a refusal never shows the content. */
    static byte[] read(String text, String label) throws UnfitPluginException {
        Matcher block = BLOCK.matcher(text);
        String wanted = "expected one block -----BEGIN " + label + "-----";
        if (!block.matches()) {
            throw new UnfitPluginException(wanted + ", found "
                    + (text.isBlank()
                            ? "nothing"
                            : text.contains("-----BEGIN ") ? "a malformed or further one" : "none"));
        }
        if (!block.group(1).equals(label)) {
            throw new UnfitPluginException(wanted + ", found -----BEGIN " + block.group(1) + "-----");
        }
        try {
            return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new UnfitPluginException("the block " + label + " is no base64", e);
        }
    }
}
