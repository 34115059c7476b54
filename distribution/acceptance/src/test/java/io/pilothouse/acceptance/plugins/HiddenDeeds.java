package io.pilothouse.acceptance.plugins;

/** What a plugin does when it is asked, by reflection and computed names, so that no scan of its classes shows it. */
final class HiddenDeeds {
    /** Asks the virtual machine's diagnostic commands for an agent, which is native code; answers with what it was told. */
    static final String AGENT = """
            Class<?> name = Class.forName("javax.manage".concat("ment.ObjectName"));
            Object server = Class.forName("java.lang.manage".concat("ment.ManagementFactory"))
                    .getMethod("getPlatform".concat("MBeanServer")).invoke(null);
            Object said = Class.forName("javax.manage".concat("ment.MBeanServer"))
                    .getMethod("invoke", name, String.class, Object[].class, String[].class)
                    .invoke(server, name.getConstructor(String.class)
                            .newInstance("com.sun.management:".concat("type=DiagnosticCommand")),
                            "jvmtiAgentLoad", new Object[] { new String[] { "/nowhere/agent.so" } },
                            new String[] { String[].class.getName() });
            return new Verdict.Verified(said.toString().strip());
            """;

    /** Ends the registry on threads that are not the plugin's: a virtual one, and one of the pool that all share. */
    static final String EXITS_ELSEWHERE = """
            java.lang.reflect.Method exit = Class.forName("java.la".concat("ng.System"))
                    .getMethod("ex".concat("it"), int.class);
            Runnable end = () -> {
                try {
                    exit.invoke(null, 3);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
            Thread.startVirtualThread(end);
            java.util.concurrent.CompletableFuture.runAsync(end);
            return new Verdict.Verified("still here");
            """;

    private HiddenDeeds() {}
}
