package io.pilothouse.protocol.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All commands by name. */
public final class CommandTypes {
    private static final Map<String, CommandType<?, ?>> BY_NAME = Stream
            .of(CoreCommand.types(), EnterpriseCommand.types(), PluginCommand.types()).flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(CommandType::name, Function.identity()));

    private CommandTypes() {}

    /** The command with this value of {@code type}. */
    public static Optional<CommandType<?, ?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All commands, in no particular order. */
    public static Collection<CommandType<?, ?>> all() {
        return BY_NAME.values();
    }
}
