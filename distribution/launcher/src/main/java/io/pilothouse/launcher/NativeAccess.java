package io.pilothouse.launcher;

import java.util.Set;

/**
 * Which modules above the base layer may load and call native code. {@code --enable-native-access} reaches modules of the
 * boot layer only, and the process runs with {@code --illegal-native-access=deny}, so that whatever is not listed here
 * is refused. The same permission for a plugin is the kernel's matter.
 */
final class NativeAccess {
    /** By the module's name: Netty's transports and its memory access, and the Ed25519 provider. */
    private static final Set<String> TRUSTED = Set.of(
            "io.netty.common",
            "io.netty.buffer",
            "io.netty.transport.unix.common",
            "io.netty.transport.classes.epoll",
            "io.netty.transport.classes.io_uring",
            "io.netty.transport.epoll.linux.x86_64",
            "io.netty.transport.io_uring.linux.x86_64",
            "com.amazon.corretto.crypto.provider",
            // The plugin shelf passes the permission on to the plugins that were granted it.
            "io.pilothouse.kernel");

    private NativeAccess() {}

    // Granting is what this class is for; the launcher itself is granted by bin/pilothouse.
    @SuppressWarnings("restricted")
    static void grant(ModuleLayer.Controller controller) {
        for (Module module : controller.layer().modules()) {
            if (TRUSTED.contains(module.getName())) {
                controller.enableNativeAccess(module);
            }
        }
    }
}
