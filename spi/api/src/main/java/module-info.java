/** The plugin contract of Pilothouse: interfaces that a plugin implements and the records that cross the border. */
module io.pilothouse.spi {
    exports io.pilothouse.spi;
}
