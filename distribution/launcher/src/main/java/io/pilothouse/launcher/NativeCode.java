package io.pilothouse.launcher;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

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
            Class<?> modules = Class.forName("jdk.internal.module.ModuleBootstrap");
            Class<?> modes = Class.forName("jdk.internal.module.ModuleBootstrap$IllegalNativeAccess");
            Unsafe memory = memory();
            set(memory, modules.getDeclaredField("ILLEGAL_NATIVE_ACCESS"), constant(memory, modes, "DENY"));
        } catch (ReflectiveOperationException | RuntimeException otherJava) {
            throw refusal(otherJava.toString());
        }
        if (!refused()) {
            throw refusal("it was told to, but does not");
        }
    }

    private static Unsafe memory() throws ReflectiveOperationException {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return (Unsafe) field.get(null);
    }

    // There is no other door to these two fields; what is deprecated is there in the Java that the bundle carries.
    @SuppressWarnings("removal")
    private static Object constant(Unsafe memory, Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        return memory.getObject(memory.staticFieldBase(field), memory.staticFieldOffset(field));
    }

    @SuppressWarnings("removal")
    private static void set(Unsafe memory, Field field, Object value) {
        memory.putObjectVolatile(memory.staticFieldBase(field), memory.staticFieldOffset(field), value);
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
