/** Secrets in files. */
module io.pilothouse.secrets.file {
    requires io.pilothouse.spi;
    requires org.slf4j;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.secrets.file.FileSecretsPlugin;
}
