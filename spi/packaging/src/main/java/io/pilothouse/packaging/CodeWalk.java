package io.pilothouse.packaging;

import io.pilothouse.packaging.Finding.Use;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the calls from a plugin's own methods into its libraries, and notes what the platform is asked for on the way. So a
 * JSON library that could read files counts as reading files only if the plugin calls what does it.
 *
 * <p>A virtual call is followed into every class that is made anywhere on the way; a class whose name stands in a constant
 * counts as made, with all its methods. What is called by a computed name is not seen.
 *
 * <p>Threads: one.
 */
final class CodeWalk {
    private static final String CONSTRUCTOR = "<init>";
    private static final int LONGEST_WAY = 6;

    private final ClassIndex index;
    private final ClassTree tree;
    private final Map<Method, Optional<Method>> reached = new LinkedHashMap<>();
    private final Deque<Method> open = new ArrayDeque<>();
    private final Set<String> touched = new HashSet<>();
    private final Set<String> made = new LinkedHashSet<>();
    /** Signatures of virtual calls, and the classes on which they are called. */
    private final Map<String, Map<String, Method>> called = new HashMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    /** Whether the method at hand asks a class loader for a resource: then a URL that it opens is taken for that one. */
    private boolean resources;

    private record Method(String owner, String name, String descriptor) {
        String signature() {
            return name + descriptor;
        }

        String text() {
            return owner.replace('/', '.') + "." + name;
        }
    }

    CodeWalk(ClassIndex index) {
        this.index = index;
        tree = new ClassTree(index);
    }

    /** All methods of a class are where the walk begins. */
    void beginWith(ClassOutline type) {
        make(type.name(), null);
        type.methods().values().forEach(each -> reach(method(type, each), null));
    }

    /** An instance is made by the platform, which then calls what it knows of it. */
    void beginWithInstanceOf(ClassOutline type) {
        make(type.name(), null);
        type.methods().values().stream().filter(each -> each.methodName().equalsString(CONSTRUCTOR)
                || each.methodName().equalsString("provider")).forEach(each -> reach(method(type, each), null));
    }

    /** Walks to the end. */
    List<Finding> walk() throws UnfitPluginException {
        while (!open.isEmpty()) {
            Method method = open.poll();
            ClassOutline type = index.own(method.owner()).orElseThrow();
            MethodModel model = type.methods().get(method.signature());
            if (model.flags().has(AccessFlag.NATIVE)) {
                found(method, Use.NATIVE, "a native method");
            }
            try {
                Optional<CodeModel> code = model.code();
                if (code.isPresent()) {
                    resources = code.orElseThrow().elementStream().anyMatch(CodeWalk::asksForResource);
                    for (CodeElement element : code.orElseThrow()) {
                        follow(method, element);
                    }
                }
            } catch (IllegalArgumentException damaged) {
                throw new UnfitPluginException("the code of " + method.text() + " in " + type.jar() + " is damaged: "
                        + damaged.getMessage(), damaged);
            }
        }
        return List.copyOf(findings.values());
    }

    private static boolean asksForResource(CodeElement element) {
        return element instanceof InvokeInstruction call && call.name().stringValue().startsWith("getResource")
                && Set.of("java/lang/Class", "java/lang/ClassLoader").contains(call.owner().asInternalName());
    }

    private void follow(Method from, CodeElement element) {
        switch (element) {
            case InvokeInstruction call -> call(from, new Method(call.owner().asInternalName(),
                    call.name().stringValue(), call.type().stringValue()),
                    call.opcode() == Opcode.INVOKEVIRTUAL
                            || call.opcode() == Opcode.INVOKEINTERFACE);
            case InvokeDynamicInstruction dynamic -> {
                constant(from, dynamic.bootstrapMethod());
                dynamic.bootstrapArgs().forEach(each -> constant(from, each));
            }
            case NewObjectInstruction creation -> make(creation.className().asInternalName(), from);
            case FieldInstruction field -> touch(field.owner().asInternalName(), from);
            case ConstantInstruction.LoadConstantInstruction load -> constant(from, load.constantValue());
            default -> {
            }
        }
    }

    private void constant(Method from, ConstantDesc constant) {
        switch (constant) {
            case DirectMethodHandleDesc handle -> {
                if (handle.owner().isClassOrInterface() && !isField(handle)) {
                    Method target = new Method(internal(handle.owner()), handle.methodName(),
                            handle.lookupDescriptor());
                    if (target.name().equals(CONSTRUCTOR)) {
                        make(target.owner(), from);
                    }
                    call(from, target, handle.kind() == DirectMethodHandleDesc.Kind.VIRTUAL
                            || handle.kind() == DirectMethodHandleDesc.Kind.INTERFACE_VIRTUAL);
                }
            }
            case ClassDesc named when named.isClassOrInterface() -> make(internal(named), from);
            case String text -> named(from, text);
            default -> {
            }
        }
    }

    private static boolean isField(DirectMethodHandleDesc handle) {
        return switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> true;
            default -> false;
        };
    }

    private void named(Method from, String text) {
        Sinks.ofName(text).ifPresent(use -> found(from, use, text));
        index.own(text.replace('.', '/')).ifPresent(type -> {
            make(type.name(), from);
            type.methods().values().forEach(each -> reach(method(type, each), from));
        });
    }

    private static String internal(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private void call(Method from, Method target, boolean virtual) {
        if (index.own(target.owner()).isEmpty()) {
            asked(from, target.owner(), target);
            return;
        }
        touch(target.owner(), from);
        Optional<ClassOutline> declaring = tree.declaring(target.owner(), target.signature());
        declaring.ifPresent(type -> reach(new Method(type.name(), target.name(), target.descriptor()), from));
        if (declaring.isEmpty()) {
            // Inherited from the platform: a Thread of its own is started like any other.
            tree.upward(target.owner()).stream().filter(each -> index.own(each).isEmpty())
                    .forEach(each -> asked(from, each, target));
        }
        if (virtual && called.computeIfAbsent(target.signature(), any -> new HashMap<>())
                .putIfAbsent(target.owner(), from) == null) {
            made.stream().filter(each -> tree.inherits(each, target.owner())).toList()
                    .forEach(each -> reachOn(each, target.signature(), from));
        }
    }

    private void reachOn(String type, String signature, Method from) {
        tree.declaring(type, signature).ifPresent(found -> reach(method(found, found.methods().get(signature)), from));
    }

    private void asked(Method from, String owner, Method target) {
        for (String each : target.name().equals(CONSTRUCTOR) ? List.of(owner) : tree.upward(owner)) {
            Optional<Use> use = Sinks.of(each, target.name(), target.descriptor());
            if (use.isPresent()) {
                boolean resource = resources && each.equals("java/net/URL");
                found(from, resource ? Use.NOTED : use.orElseThrow(), target.name().equals(CONSTRUCTOR)
                        ? "new " + owner.replace('/', '.')
                        : owner.replace('/', '.') + "." + target.name());
                return;
            }
        }
    }

    private void touch(String name, Method from) {
        if (!touched.add(name)) {
            return;
        }
        index.own(name).ifPresent(type -> {
            MethodModel initializer = type.methods().get("<clinit>()V");
            if (initializer != null) {
                reach(method(type, initializer), from);
            }
            type.parents().forEach(each -> touch(each, from));
        });
    }

    private void make(String name, Method from) {
        Optional<ClassOutline> type = index.own(name);
        if (type.isEmpty() || !made.add(name)) {
            return;
        }
        touch(name, from);
        for (String each : tree.upward(name)) {
            index.own(each).ifPresent(owner -> owner.methods().forEach((signature, model) -> {
                if (tree.calledFromOutside(name, signature)) {
                    reachOn(name, signature, from);
                }
                called.getOrDefault(signature, Map.of()).forEach((on, caller) -> {
                    if (tree.inherits(name, on)) {
                        reachOn(name, signature, caller);
                    }
                });
            }));
        }
    }

    private static Method method(ClassOutline type, MethodModel model) {
        return new Method(type.name(), model.methodName().stringValue(), model.methodType().stringValue());
    }

    private void reach(Method method, Method from) {
        if (!reached.containsKey(method)) {
            reached.put(method, Optional.ofNullable(from));
            open.add(method);
        }
    }

    private void found(Method at, Use use, String what) {
        Use counted = Sinks.usual(at.text(), what) ? Use.NOTED : use;
        findings.computeIfAbsent(counted + at.text() + what,
                any -> new Finding(counted, index.own(at.owner()).orElseThrow().jar(), at.text(), what, way(at)));
    }

    /** From the plugin's own method to the last one before the finding. */
    private List<String> way(Method to) {
        List<String> way = new ArrayList<>();
        Optional<Method> each = reached.getOrDefault(to, Optional.empty());
        while (each.isPresent()) {
            way.add(each.orElseThrow().text());
            each = reached.get(each.orElseThrow());
        }
        Collections.reverse(way);
        return way.size() <= LONGEST_WAY
                ? way
                : List.copyOf(concat(way.subList(0, 2), way.subList(way.size() - 3, way.size())));
    }

    private static List<String> concat(List<String> first, List<String> last) {
        List<String> all = new ArrayList<>(first);
        all.add("…");
        all.addAll(last);
        return all;
    }
}
