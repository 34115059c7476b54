package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The calls go into whatever a compiler has made: here into all of a large library, which the virtual machine then verifies. */
class CheckedClassesTest {
    private static final String LIBRARY = "com.fasterxml.jackson.databind";

    /** Loads the library with the calls in it, and all else from the test's own loader. */
    private static final class Checked extends ClassLoader {
        private final CheckedClasses classes = CheckedClasses.in(LIBRARY);
        private final Set<String> changed = new HashSet<>();

        private Checked() {
            super(CheckedClassesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(LIBRARY)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try {
                byte[] bytes;
                if (file.equals(classes.file())) {
                    bytes = classes.copy();
                } else {
                    try (InputStream in = ObjectMapper.class.getResourceAsStream("/" + file)) {
                        if (in == null) {
                            throw new ClassNotFoundException(name);
                        }
                        byte[] original = in.readAllBytes();
                        bytes = classes.checked(name, original);
                        if (bytes != original) {
                            changed.add(name);
                        }
                    }
                }
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    @Test
    void aLibraryWithTheCallsIsVerifiedAndWorks() throws Exception {
        Checked loader = new Checked();
        List<String> wrong = new ArrayList<>();
        int linked = 0;
        File jar = new File(URI.create(
                ObjectMapper.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        try (ZipFile zip = new ZipFile(jar)) {
            for (String file : zip.stream().map(Object::toString)
                    .filter(name -> name.startsWith(LIBRARY.replace('.', '/')) && name.endsWith(".class")).toList()) {
                try {
                    Class.forName(file.substring(0, file.length() - 6).replace('/', '.'), true, loader);
                    linked++;
                } catch (VerifyError | ClassFormatError | ClassNotFoundException broken) {
                    wrong.add(file + ": " + broken);
                } catch (LinkageError optional) {
                    // Needs a library that is not there.
                    assertTrue(optional.getMessage() != null, optional::toString);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(linked > 500 && loader.changed.size() > 500,
                linked + " linked, " + loader.changed.size() + " changed");
        Object mapper = loader.loadClass(LIBRARY + ".ObjectMapper").getConstructor().newInstance();
        assertEquals("[1,2]",
                mapper.getClass().getMethod("writeValueAsString", Object.class).invoke(mapper, List.of(1, 2)));
    }

    @Test
    void theJudgeIsAskedAndEndsALoop() throws Exception {
        Checked loader = new Checked();
        Object mapper = loader.loadClass(LIBRARY + ".ObjectMapper").getConstructor().newInstance();
        loader.loadClass(LIBRARY + ".PilothouseStopCheck").getField("judge").set(null, (Runnable) () -> {
            throw new StoppedCallError("enough");
        });
        try {
            mapper.getClass().getMethod("writeValueAsString", Object.class).invoke(mapper, List.of(1, 2));
        } catch (java.lang.reflect.InvocationTargetException stopped) {
            assertEquals("enough", stopped.getCause().getMessage());
            return;
        }
        throw new AssertionError("it went on");
    }
}
