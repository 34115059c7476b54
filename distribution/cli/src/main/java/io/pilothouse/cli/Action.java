package io.pilothouse.cli;

import io.pilothouse.client.Ed25519Signer;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.Reply;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.wire.JsonMessages;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a registry one thing and prints the reply. */
@CommandLine.Command(sortOptions = false, showDefaultValues = false)
public abstract class Action implements Callable<Integer> {
    @Mixin
    private Printing printing = new Printing();

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Spec
    private CommandSpec spec;

    /** Does it. */
    protected abstract void perform();

    @Override
    public Integer call() {
        perform();
        return 0;
    }

    /** Sends a command and prints the members of the reply. */
    protected <C extends Command, R extends Reply> void ask(CommandType<C, R> type, C command) {
        printing.facts(written(type, reply(type, command)), out());
    }

    /** Sends a command and prints a part of the reply. */
    protected <C extends Command, R extends Reply> void ask(CommandType<C, R> type, C command,
            UnaryOperator<JsonObject> part) {
        printing.facts(written(type, reply(type, command)), part, out());
    }

    /**
     * Sends a command and prints its reply in a form of its own.
     *
     * @param view the text for people
     */
    protected <C extends Command, R extends Reply> R show(CommandType<C, R> type, C command, Function<R, String> view) {
        R reply = reply(type, command);
        printing.text(written(type, reply), () -> view.apply(reply), out());
        return reply;
    }

    /** Sends a command and prints the objects in one member of the reply as a table. */
    protected <C extends Command, R extends Reply> void list(CommandType<C, R> type, C command, String member,
            String... columns) {
        printing.table(written(type, reply(type, command)), member, List.of(columns), out());
    }

    /** The node of {@code --node}; without one the command cannot be. */
    protected NodeId self() {
        if (registry.node().none()) {
            throw usage("this command acts for a node: give --node NODE or set PILOTHOUSE_NODE");
        }
        return registry.node();
    }

    /** The node of {@code --node}, or none. */
    protected NodeId selfIfAny() {
        return registry.node();
    }

    /** The node that asks, where it is good to say so and it can be proved. */
    protected NodeId requester() {
        return registry.hasKey() ? registry.node() : NodeId.NONE;
    }

    /** The key of {@code --key}; without one the command cannot be. */
    protected Ed25519Signer ownKey() {
        if (!registry.hasKey()) {
            throw usage("this command needs the private key: give --key FILE or set PILOTHOUSE_KEY");
        }
        return key(registry.keyFile());
    }

    /** The key in another file. */
    protected Ed25519Signer key(KeyFile file) {
        try {
            return file.read(NodeId.NONE, errors());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** Ends with exit code 2 and this text. */
    protected ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    /** Prints a reply that was put together from several. */
    protected <C extends Command, R extends Reply> void list(CommandType<C, R> type, R reply, String member,
            String... columns) {
        printing.table(written(type, reply), member, List.of(columns), out());
    }

    /** Prints the members of an object. */
    protected void show(JsonWriter object) {
        printing.facts(object, out());
    }

    /** Prints a line on standard error, where it is no part of the result. Part of it may come from a registry. */
    protected void remark(String line) {
        errors().println("pilothouse: " + View.printable(line));
    }

    /** Prints text as it is. */
    protected void print(String text) {
        out().print(text);
        out().flush();
    }

    private <C extends Command, R extends Reply> R reply(CommandType<C, R> type, C command) {
        return talk(client -> client.call(type, command));
    }

    /** Several questions to one registry. */
    protected <T> T talk(Function<RegistryClient, T> dialogue) {
        RegistryClient client;
        try {
            client = registry.open(((Words) spec.root().userObject()).environment(), errors());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        try (client) {
            return dialogue.apply(client);
        }
    }

    private static JsonWriter written(CommandType<?, ?> type, Reply reply) {
        JsonWriter out = new JsonWriter();
        JsonMessages.write(type, reply, out);
        return out;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter errors() {
        return spec.commandLine().getErr();
    }
}
