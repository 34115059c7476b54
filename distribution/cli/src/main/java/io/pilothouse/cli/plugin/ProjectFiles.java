package io.pilothouse.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a new project. They are those of {@code plugin-template}, which the build packs into this program: with other names,
 * and without what the kind does not need. A template in which something is not found any more is a defect, which tests find.
 *
 * @param kind what the plugin is to be
 * @param name what it is called
 * @param sdk the repository with the SPI
 */
record ProjectFiles(ProjectKind kind, ProjectName name, URI sdk) {
    private static final String MAIN = "src/main/java/";
    private static final String TEST = "src/test/java/";
    private static final String HOME = "com/example/harbour/";
    private static final String LIBRARY = "    <!-- A library of this plugin's own";
    private static final String LIBRARY_END = "    </dependency>\n";

    /** Texts by their paths in the project. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "pom.xml", pom());
        put(texts, "README.md", replaced(resource("kinds/README.md"), "CONFIGURE", kind.configuration()));
        texts.put(".gitignore", "target/\n");
        put(texts, "src/main/plugin/plugin.properties", descriptor());
        put(texts, MAIN + "module-info.java", module());
        put(texts, MAIN + HOME + "package-info.java", replaced(template(MAIN + HOME + "package-info.java"),
                "A plugin for Pilothouse: asks a badge desk who somebody is, and posts the audit trail as lines.",
                "A plugin for Pilothouse. " + kind.summary() + "."));
        put(texts, MAIN + HOME + "HarbourPlugin.java", replaced(template(MAIN + HOME + "HarbourPlugin.java"),
                "new BadgeProviderFactory(), new LineExporterFactory()", "new " + kind.mould() + "Factory()"));
        if (kind.needs(ProjectKind.Need.NETWORK)) {
            put(texts, MAIN + HOME + "Addresses.java", template(MAIN + HOME + "Addresses.java"));
        }
        for (String file : new String[]{kind.mould() + ".java", kind.mould() + "Factory.java"}) {
            put(texts, MAIN + HOME + file, resource(kind.source(false) + file));
        }
        put(texts, TEST + HOME + kind.mould() + "Test.java", resource(kind.source(true) + kind.mould() + "Test.java"));
        put(texts, TEST + HOME + "HarbourPluginTest.java", template(TEST + HOME + "HarbourPluginTest.java"));
        return texts;
    }

    private void put(Map<String, String> texts, String path, String text) {
        String own = path.replace(HOME, name.path() + "/").replace(kind.mould(), name.prefix() + kind.suffix())
                .replace("HarbourPlugin", name.prefix() + "Plugin");
        String named = named(text);
        texts.put(own, path.equals("pom.xml")
                ? replaced(named, "file://${user.home}/pilothouse/sdk/repository", escaped(sdk.toString()))
                : named);
    }

    private String pom() {
        String pom = template("pom.xml");
        if (kind.needs(ProjectKind.Need.JSON)) {
            return pom;
        }
        int begin = found(pom, LIBRARY);
        return pom.substring(0, begin) + pom.substring(pom.indexOf(LIBRARY_END, begin) + LIBRARY_END.length());
    }

    private String descriptor() {
        String text = template("src/main/plugin/plugin.properties");
        text = replaced(text, "Badges and audit lines of Harbour", kind.summary());
        text = replaced(text, "identity.harbour, audit.harbour_lines", kind.word() + ".harbour");
        text = replaced(text, "plugin.provider=Example", "plugin.provider=com.example.harbour");
        return kind.needs(ProjectKind.Need.NETWORK)
                ? text
                : replaced(replaced(text, "plugin.capabilities=network\n", "plugin.capabilities=\n"),
                        "# Whom it talks to: nobody but those whom its settings name.\nplugin.network-hosts=configured\n",
                        "");
    }

    private String module() {
        String text = replaced(template(MAIN + "module-info.java"),
                "Badges and audit lines of Harbour, for Pilothouse.",
                kind.summary() + ", for Pilothouse.");
        return kind.needs(ProjectKind.Need.JSON)
                ? text
                : replaced(text, "    requires com.fasterxml.jackson.core;\n", "");
    }

    /** In one pass, so that what was put in is never taken for something to replace. */
    private String named(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("com.example.harbour", name.home());
        names.put("<groupId>com.example</groupId>", "<groupId>" + name.home() + "</groupId>");
        names.put(kind.mould(), name.prefix() + kind.suffix());
        names.put("harbour_lines", name.id());
        names.put("harbour", name.id());
        names.put("Harbour", name.prefix());
        Pattern any = Pattern.compile(String.join("|", names.keySet().stream().map(Pattern::quote).toList()));
        return any.matcher(text).replaceAll(each -> Matcher.quoteReplacement(names.get(each.group())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String replaced(String text, String old, String by) {
        int at = found(text, old);
        return text.substring(0, at) + by + text.substring(at + old.length());
    }

    private static int found(String text, String part) {
        int at = text.indexOf(part);
        if (at < 0 || text.indexOf(part, at + 1) >= 0) {
            throw new IllegalStateException("the template must hold once: " + part);
        }
        return at;
    }

    private static String template(String path) {
        return resource("template/" + path);
    }

    private static String resource(String path) {
        try (InputStream in = ProjectFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("this program holds no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
