/** Badges and audit lines of Harbour, for Pilothouse. */
module com.example.harbour {
    requires com.fasterxml.jackson.core;
    requires io.pilothouse.spi;

    provides io.pilothouse.spi.PilothousePlugin with com.example.harbour.HarbourPlugin;
}
