/** What makes a folder a plugin that a registry lets in: its lock file, its signature, and what its classes are seen to do. */
module io.pilothouse.packaging {
    requires com.fasterxml.jackson.core;
    requires com.github.zafarkhaja.semver;

    exports io.pilothouse.packaging;
}
