package io.pilothouse.packaging;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A class without the code of its methods.
 *
 * @param jar the file it is in; empty for one of the platform
 * @param model the class file
 * @param methods by name and descriptor
 */
record ClassOutline(String jar, ClassModel model, Map<String, MethodModel> methods) {
    static ClassOutline of(ClassModel model, String jar) {
        Map<String, MethodModel> methods = new LinkedHashMap<>();
        for (MethodModel method : model.methods()) {
            methods.put(method.methodName().stringValue() + method.methodType().stringValue(), method);
        }
        return new ClassOutline(jar, model, methods);
    }

    /** As in class files, with slashes. */
    String name() {
        return model.thisClass().asInternalName();
    }

    /** Superclass and interfaces. */
    List<String> parents() {
        List<String> all = new ArrayList<>();
        model.superclass().ifPresent(each -> all.add(each.asInternalName()));
        model.interfaces().forEach(each -> all.add(each.asInternalName()));
        return all;
    }
}
