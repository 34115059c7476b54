package io.pilothouse.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be used, in words: the JDK's exceptions say only its name. */
public final class Reason {
    private Reason() {}

    /** The words. */
    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "you may not read it";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
