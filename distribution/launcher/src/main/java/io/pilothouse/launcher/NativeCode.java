package io.pilothouse.launcher;

import java.lang.reflect.Field;

/**
 * Makes the virtual machine refuse native code to every module that was not granted it, as
 * {@code --illegal-native-access=deny} does.
 *
 * <p>The option itself cannot be given: Java 25 does without its prepared graph of modules as soon as it sees it, and a
 * start takes twice the time. So the launcher, before anything else runs, sets the value that the option would have set,
 * and then tries whether native code is refused. If it is not, nothing is started: a plugin could do what the operator did
 * not grant. The bundle carries its own Java, so this holds for the version that was tested with it.
 */
final class NativeCode {
    private NativeCode() {}

    /** Refuses native code from now on. */
    static void deny() throws ProgramException {
        try {
            Memory memory = Memory.open();
            Class<?> modes = Class.forName("jdk.internal.module.ModuleBootstrap$IllegalNativeAccess");
            Field setting = Class.forName("jdk.internal.module.ModuleBootstrap")
                    .getDeclaredField("ILLEGAL_NATIVE_ACCESS");
            memory.write(setting, memory.read(modes.getDeclaredField("DENY")));
        } catch (ReflectiveOperationException | RuntimeException otherJava) {
            throw refusal(otherJava.toString());
        }
        if (!refused()) {
            throw refusal("it was told to, but does not");
        }
    }

    /** The one door to these fields: {@code sun.misc.Unsafe}, by reflection because the compiler warns of its mere name. */
    private record Memory(Class<?> type, Object unsafe) {
        static Memory open() throws ReflectiveOperationException {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field only = type.getDeclaredField("theUnsafe");
            only.setAccessible(true);
            return new Memory(type, only.get(null));
        }

        private Object base(Field field) throws ReflectiveOperationException {
            return type.getMethod("staticFieldBase", Field.class).invoke(unsafe, field);
        }

        private Object offset(Field field) throws ReflectiveOperationException {
            return type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, field);
        }

        Object read(Field field) throws ReflectiveOperationException {
            return type.getMethod("getObject", Object.class, long.class).invoke(unsafe, base(field), offset(field));
        }

        void write(Field field, Object value) throws ReflectiveOperationException {
            type.getMethod("putObjectVolatile", Object.class, long.class, Object.class).invoke(unsafe, base(field),
                    offset(field), value);
        }
    }

    /** The launcher was not granted native code; a file of this name is nowhere. */
    @SuppressWarnings("restricted")
    private static boolean refused() {
        try {
            System.load("/pilothouse/asks/whether/it/may");
            return false;
        } catch (IllegalCallerException no) {
            return true;
        } catch (UnsatisfiedLinkError itMay) {
            return false;
        }
    }

    private static ProgramException refusal(String why) {
        return new ProgramException(1,
                "this Java (" + Runtime.version() + ") does not refuse native code to modules that"
                        + " were not granted it: " + why
                        + "; use the Java in runtime/, which the bundle was made with");
    }
}
