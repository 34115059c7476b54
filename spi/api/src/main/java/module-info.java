/** The plugin contract of Pilothouse: interfaces that a plugin implements and the records that cross the border. */
module io.pilothouse.spi {
    // An endpoint answers with the JDK's own HTTP types.
    requires transitive jdk.httpserver;

    exports io.pilothouse.spi;
}
