/** Secrets in environment variables. */
module io.pilothouse.secrets.env {
    requires io.pilothouse.spi;

    provides io.pilothouse.spi.PilothousePlugin with
            io.pilothouse.secrets.env.EnvironmentSecretsPlugin;
}
