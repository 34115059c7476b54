package io.pilothouse.packaging;

import io.pilothouse.packaging.Finding.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which methods of the JDK and the SPI come to which use. Names are as in class files. */
final class Sinks {
    private static final String ANY = "*";
    private static final Map<String, List<Sink>> OF_CLASS = new HashMap<>();
    private static final Map<String, Use> OF_PACKAGE = Map.of("com/sun/net/httpserver/", Use.NETWORK, "javax/naming/",
            Use.NETWORK, "java/rmi/", Use.NETWORK, "javax/management/remote/", Use.NETWORK, "sun/misc/", Use.NATIVE,
            "com/sun/tools/attach/", Use.FORBIDDEN, "java/lang/instrument/", Use.FORBIDDEN);

    /** A constant text that is the name of a class, a bean or a property which is only of use for this. */
    private static final Map<String, Use> NAMES = Map.of("sun.misc.Unsafe", Use.NATIVE, "jdk.internal.misc.Unsafe",
            Use.NATIVE, "sun.security.jgss.lib", Use.NATIVE, "sun.security.jgss.native", Use.NATIVE,
            "com.sun.management:type=DiagnosticCommand", Use.FORBIDDEN);

    /**
     * What well-known libraries do on nobody's behalf that would have to be declared for it: class (with its package, however
     * the library is called) and method. Jackson resolves a host name for a member of type {@code InetAddress}.
     */
    private static final List<String> USUAL = List.of(
            "(com\\.fasterxml|tools)\\.jackson\\.databind\\.deser\\..*FromStringDeserializer\\$Std\\._deserialize"
                    + " java\\.net\\.InetAddress\\.getByName",
            "(com\\.fasterxml|tools)\\.jackson\\.databind\\..*NioPath(Deserializer|Serializer)\\..* java\\.nio\\.file\\..*");

    private static final String[] ASYNC = {"supplyAsync", "runAsync", "completeAsync", "delayedExecutor",
        "thenApplyAsync",
        "thenAcceptAsync", "thenRunAsync", "thenCombineAsync", "thenAcceptBothAsync", "runAfterBothAsync",
        "applyToEitherAsync", "acceptEitherAsync", "runAfterEitherAsync", "thenComposeAsync", "whenCompleteAsync",
        "handleAsync", "exceptionallyAsync", "exceptionallyComposeAsync", "orTimeout", "completeOnTimeout"};

    private record Sink(Set<String> methods, String descriptors, boolean except, Use use) {
        boolean holds(String method, String descriptor) {
            return (methods.contains(ANY) || methods.contains(method) != except)
                    && (descriptors.isEmpty() || descriptor.matches(descriptors));
        }
    }

    private Sinks() {}

    static {
        network();
        files();
        threads();
        add(Use.PROCESSES, "java/lang/ProcessBuilder");
        add(Use.PROCESSES, "java/lang/Runtime", "exec");
        add(Use.PROCESSES, "java/lang/ProcessHandle", "of", "allProcesses", "destroy", "destroyForcibly", "parent",
                "children", "descendants");
        natives();
        management();
        add(Use.FORBIDDEN, "java/lang/System", "exit", "setSecurityManager");
        add(Use.FORBIDDEN, "java/lang/Runtime", "exit", "halt");
        add(Use.FORBIDDEN, "java/security/Security", "addProvider", "insertProviderAt", "removeProvider",
                "setProperty");
        add(Use.NOTED, "java/lang/reflect/AccessibleObject", "setAccessible", "trySetAccessible");
        for (String reflected : List.of("Field", "Method", "Constructor")) {
            add(Use.NOTED, "java/lang/reflect/" + reflected, "setAccessible", "trySetAccessible");
        }
        add(Use.NOTED, "java/lang/invoke/MethodHandles", "privateLookupIn");
        add(Use.NOTED, "java/lang/invoke/MethodHandles$Lookup", "defineClass", "defineHiddenClass",
                "defineHiddenClassWithClassData");
        add(Use.NOTED, "java/lang/ClassLoader", "defineClass", "<init>");
        add(Use.NOTED, "java/net/URLClassLoader");
        add(Use.NOTED, "java/lang/System", "setProperty", "setProperties", "clearProperty", "setOut", "setErr",
                "setIn");
        add(Use.NOTED, "java/util/Locale", "setDefault");
        add(Use.NOTED, "java/util/TimeZone", "setDefault");
        add(Use.NOTED, "java/lang/Thread", "setDefaultUncaughtExceptionHandler");
        add(Use.NOTED, "java/sql/DriverManager", "registerDriver");
        add(Use.NOTED, "java/io/ObjectInputStream", "<init>");
    }

    private static void network() {
        for (String type : List.of("Socket", "ServerSocket", "DatagramSocket", "MulticastSocket", "HttpURLConnection",
                "NetworkInterface")) {
            add(Use.NETWORK, "java/net/" + type);
        }
        add(Use.NETWORK, "java/net/URL", "openConnection", "openStream", "getContent", "setURLStreamHandlerFactory");
        add(Use.NETWORK, "java/net/InetAddress", "getByName", "getAllByName", "isReachable", "getLocalHost",
                "getCanonicalHostName", "getHostName");
        addFor(Use.NETWORK, "java/net/InetSocketAddress", "\\(Ljava/lang/String;I\\)V", "<init>");
        add(Use.NETWORK, "java/net/ProxySelector", "setDefault");
        add(Use.NETWORK, "java/net/http/HttpClient");
        add(Use.NETWORK, "java/net/http/HttpClient$Builder", "build");
        for (String type : List.of("SocketChannel", "ServerSocketChannel", "DatagramChannel",
                "AsynchronousSocketChannel",
                "AsynchronousServerSocketChannel")) {
            add(Use.NETWORK, "java/nio/channels/" + type, "open", "connect", "bind", "send");
        }
        add(Use.NETWORK, "javax/net/SocketFactory", "createSocket");
        add(Use.NETWORK, "javax/net/ssl/SSLSocketFactory", "createSocket");
        add(Use.NETWORK, "javax/net/ServerSocketFactory", "createServerSocket");
        add(Use.NETWORK, "java/util/logging/SocketHandler", "<init>");
        add(Use.NETWORK, "io/pilothouse/spi/OutboundHttp", "exchange");
        // Given as a text, a document is a URL, and a parser opens it.
        for (String parser : List.of("javax/xml/parsers/DocumentBuilder", "javax/xml/parsers/SAXParser",
                "org/xml/sax/XMLReader", "org/xml/sax/Parser")) {
            addFor(Use.NETWORK, parser, "\\(Ljava/lang/String;.*", "parse");
            addFor(Use.FILES, parser, "\\(Ljava/io/File;.*", "parse");
        }
        for (String end : List.of("StreamSource", "StreamResult")) {
            addFor(Use.NETWORK, "javax/xml/transform/stream/" + end, "\\(Ljava/lang/String;\\).*", "<init>");
            addFor(Use.FILES, "javax/xml/transform/stream/" + end, "\\(Ljava/io/File;\\).*", "<init>");
        }
        addFor(Use.NETWORK, "org/xml/sax/InputSource", "\\(Ljava/lang/String;\\).*", "<init>");
        addFor(Use.NETWORK, "javax/xml/validation/SchemaFactory", "\\(Ljava/net/URL;\\).*", "newSchema");
        addFor(Use.FILES, "javax/xml/validation/SchemaFactory", "\\(Ljava/io/File;\\).*", "newSchema");
    }

    private static void files() {
        for (String type : List.of("FileInputStream", "FileOutputStream", "RandomAccessFile", "FileReader",
                "FileWriter")) {
            add(Use.FILES, "java/io/" + type, "<init>");
        }
        String named = "\\(Ljava/(lang/String|io/File|nio/file/Path);.*";
        addFor(Use.FILES, "java/io/PrintWriter", named, "<init>");
        addFor(Use.FILES, "java/io/PrintStream", named, "<init>");
        addFor(Use.FILES, "java/util/Formatter", named, "<init>");
        addFor(Use.FILES, "java/util/Scanner", "\\(Ljava/(io/File|nio/file/Path);.*", "<init>");
        // A path in itself opens nothing.
        OF_CLASS.computeIfAbsent("java/io/File", any -> new ArrayList<>())
                .add(new Sink(Set.of("<init>", "getName", "getPath", "getParent", "getParentFile", "toString", "toPath",
                        "toURI", "toURL", "equals", "hashCode", "compareTo", "getAbsolutePath", "getAbsoluteFile",
                        "isAbsolute", "listRoots"), "", true, Use.FILES));
        add(Use.FILES, "java/nio/file/Files");
        add(Use.FILES, "java/nio/file/spi/FileSystemProvider");
        add(Use.FILES, "java/nio/file/FileSystems", "newFileSystem");
        add(Use.FILES, "java/nio/file/FileSystem", "newWatchService", "getFileStores", "getRootDirectories");
        add(Use.FILES, "java/nio/file/Path", "toRealPath", "register");
        add(Use.FILES, "java/nio/channels/FileChannel", "open");
        add(Use.FILES, "java/nio/channels/AsynchronousFileChannel", "open");
        add(Use.FILES, "java/util/zip/ZipFile", "<init>");
        add(Use.FILES, "java/util/jar/JarFile", "<init>");
        add(Use.FILES, "java/util/logging/FileHandler", "<init>");
        add(Use.FILES, "jdk/jfr/Recording", "dump", "setDestination");
        addFor(Use.FILES, "java/security/KeyStore", "\\(Ljava/io/File;.*", "getInstance");
    }

    private static void threads() {
        add(Use.THREADS, "java/lang/Thread", "<init>", "start", "startVirtualThread");
        for (String builder : List.of("Thread$Builder", "Thread$Builder$OfVirtual", "Thread$Builder$OfPlatform")) {
            add(Use.THREADS, "java/lang/" + builder, "start", "unstarted", "factory");
        }
        OF_CLASS.computeIfAbsent("java/util/concurrent/Executors", any -> new ArrayList<>())
                .add(new Sink(Set.of("callable", "unconfigurableExecutorService",
                        "unconfigurableScheduledExecutorService"), "", true, Use.THREADS));
        for (String pool : List.of("ThreadPoolExecutor", "ScheduledThreadPoolExecutor", "ForkJoinPool",
                "ForkJoinWorkerThread", "SubmissionPublisher")) {
            add(Use.THREADS, "java/util/concurrent/" + pool, "<init>", "commonPool");
        }
        for (String stage : List.of("CompletableFuture", "CompletionStage")) {
            // With an executor of the caller's it is that one's doing.
            addFor(Use.THREADS, "java/util/concurrent/" + stage,
                    "\\((?!.*Ljava/util/concurrent/Executor;\\)).*", ASYNC);
        }
        add(Use.THREADS, "java/util/concurrent/ForkJoinTask", "fork", "invokeAll");
        // With how many elements it becomes parallel.
        addFor(Use.THREADS, "java/util/concurrent/ConcurrentHashMap", "\\(JL.*", ANY);
        add(Use.THREADS, "java/util/stream/Gatherers", "mapConcurrent");
        add(Use.THREADS, "java/util/Timer", "<init>");
        add(Use.THREADS, "java/util/Collection", "parallelStream");
        for (String stream : List.of("Stream", "IntStream", "LongStream", "DoubleStream", "BaseStream")) {
            add(Use.THREADS, "java/util/stream/" + stream, "parallel");
        }
        add(Use.THREADS, "java/util/Arrays", "parallelSort", "parallelPrefix", "parallelSetAll");
        add(Use.THREADS, "java/lang/Runtime", "addShutdownHook");
        add(Use.THREADS, "java/lang/ref/Cleaner", "create");
    }

    private static void natives() {
        add(Use.NATIVE, "java/lang/System", "load", "loadLibrary");
        add(Use.NATIVE, "java/lang/Runtime", "load", "loadLibrary");
        add(Use.NATIVE, "java/lang/foreign/Linker");
        add(Use.NATIVE, "java/lang/foreign/SymbolLookup", "libraryLookup", "loaderLookup");
        add(Use.NATIVE, "java/lang/foreign/MemorySegment", "reinterpret");
        add(Use.NATIVE, "java/lang/foreign/AddressLayout", "withTargetLayout");
        add(Use.NATIVE, "java/lang/ModuleLayer$Controller", "enableNativeAccess");
    }

    /**
     * The virtual machine's beans load agents, write dumps and change its options for whoever asks. Figures that have a method
     * of their own, such as {@code getMemoryMXBean}, change nothing.
     */
    private static void management() {
        add(Use.FORBIDDEN, "java/lang/management/ManagementFactory", "getPlatformMBeanServer", "newPlatformMXBeanProxy",
                "getPlatformMXBean", "getPlatformMXBeans");
        add(Use.FORBIDDEN, "javax/management/MBeanServerFactory");
        add(Use.FORBIDDEN, "javax/management/MBeanServerConnection");
        add(Use.FORBIDDEN, "javax/management/MBeanServer");
        add(Use.FORBIDDEN, "javax/management/JMX", "newMBeanProxy", "newMXBeanProxy");
        add(Use.FORBIDDEN, "javax/management/MBeanServerInvocationHandler");
        add(Use.FORBIDDEN, "com/sun/management/HotSpotDiagnosticMXBean");
        add(Use.FORBIDDEN, "com/sun/management/DiagnosticCommandMBean");
    }

    private static void add(Use use, String type, String... methods) {
        addFor(use, type, "", methods);
    }

    private static void addFor(Use use, String type, String descriptors, String... methods) {
        OF_CLASS.computeIfAbsent(type, any -> new ArrayList<>())
                .add(new Sink(methods.length == 0 ? Set.of(ANY) : Set.of(methods), descriptors, false, use));
    }

    /** What a call of a method comes to. */
    static Optional<Use> of(String owner, String method, String descriptor) {
        for (Sink sink : OF_CLASS.getOrDefault(owner, List.of())) {
            if (sink.holds(method, descriptor)) {
                return Optional.of(sink.use());
            }
        }
        return OF_PACKAGE.entrySet().stream().filter(each -> owner.startsWith(each.getKey())).map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether a well-known library does that in passing; then it is noted instead. */
    static boolean usual(String method, String what) {
        String both = method + " " + what;
        return USUAL.stream().anyMatch(both::matches);
    }

    /** What a constant text comes to. */
    static Optional<Use> ofName(String text) {
        return Optional.ofNullable(NAMES.get(text));
    }
}
