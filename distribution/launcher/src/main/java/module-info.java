/**
 * Starts the programs of a bundle and writes log lines.
 *
 * <p>What is required here is what a plugin may require: Java SE as a whole, a few modules of the JDK beside it, the
 * plugin contract and the logging front. A module of the JDK that is missing here cannot be resolved by a plugin.
 */
module io.pilothouse.launcher {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires io.pilothouse.spi;
    requires java.se;
    requires jdk.httpserver;
    requires jdk.jfr;
    requires jdk.management;
    requires jdk.net;
    requires jdk.unsupported;
    requires jdk.zipfs;
    requires org.slf4j;

    exports io.pilothouse.launcher;
    exports io.pilothouse.launcher.logging;

    uses io.pilothouse.launcher.ProgramSet;

    provides ch.qos.logback.classic.spi.Configurator with io.pilothouse.launcher.logging.QuietStart;
}
