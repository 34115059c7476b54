package io.pilothouse.client;

/** The registry answered with an error. The connection lives; sending the same again brings the same. */
public final class RegistryRefusal extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final String command;
    private final String text;

    RegistryRefusal(String command, String text, Throwable cause) {
        super("registry refused " + command + ": " + text, cause);
        this.command = command;
        this.text = text;
    }

    /** Name of the refused command. */
    public String command() {
        return command;
    }

    /** What the registry said. */
    public String text() {
        return text;
    }

    @Override
    RegistryException rethrown() {
        return new RegistryRefusal(command, text, this);
    }
}
