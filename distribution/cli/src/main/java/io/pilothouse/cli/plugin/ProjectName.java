package io.pilothouse.cli.plugin;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a new plugin and its classes are called.
 *
 * @param id of the plugin, also the type of its component
 * @param home the package of its classes, which is the name of its module as well
 */
record ProjectName(String id, String home) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern HOME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
    private static final int LONGEST = 60;

    ProjectName {
        if (id.length() > LONGEST || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a plugin is called by lower case words and digits joined by -, at most "
                    + LONGEST + " characters, such as acme-badges; not \"" + id + "\"");
        }
        if (home.length() > 2 * LONGEST || !HOME.matcher(home).matches() || !SourceVersion.isName(home)) {
            throw new IllegalArgumentException(
                    "a package is lower case words joined by dots, at least two, none of them"
                            + " a word of Java, such as com.acme.badges; not \"" + home + "\"");
        }
        for (String taken : new String[]{"java.", "javax.", "jdk.", "io.pilothouse.", "com.fasterxml.jackson.core."}) {
            if ((home + ".").startsWith(taken)) {
                throw new IllegalArgumentException(
                        "the package " + home + " belongs to somebody else; take one of your own,"
                                + " such as com.acme.badges");
            }
        }
    }

    /** A name in a package for examples. */
    static ProjectName of(String id) {
        return new ProjectName(id, "com.example." + id.replace("-", ""));
    }

    /** Beginning of the names of its classes. */
    String prefix() {
        return Arrays.stream(id.split("-")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The folder of its package. */
    String path() {
        return home.replace('.', '/');
    }
}
