package io.pilothouse.packaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who inherits from whom, among a plugin's classes and those of the platform above them. */
final class ClassTree {
    private final ClassIndex index;
    private final Map<String, Set<String>> parents = new HashMap<>();

    ClassTree(ClassIndex index) {
        this.index = index;
    }

    /** A class and all above it, the nearest first. */
    Set<String> upward(String name) {
        Set<String> known = parents.get(name);
        if (known == null) {
            known = collect(name);
            parents.put(name, known);
        }
        return known;
    }

    private Set<String> collect(String name) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(name));
        while (!open.isEmpty()) {
            String each = open.poll();
            if (all.add(each)) {
                index.own(each).or(() -> index.platform(each)).ifPresent(type -> open.addAll(type.parents()));
            }
        }
        return all;
    }

    boolean inherits(String name, String from) {
        return upward(name).contains(from);
    }

    /** The plugin's class in which a method is found that is called on another one. */
    Optional<ClassOutline> declaring(String name, String signature) {
        return upward(name).stream().flatMap(each -> index.own(each).stream())
                .filter(type -> type.methods().containsKey(signature)).findFirst();
    }

    /** Whether the platform, or a library that is not there, may call a method of a class, because it knows it from above. */
    boolean calledFromOutside(String name, String signature) {
        for (String each : upward(name)) {
            if (index.own(each).isEmpty()) {
                Optional<ClassOutline> outside = index.platform(each);
                if (outside.isEmpty() || outside.orElseThrow().methods().containsKey(signature)) {
                    return true;
                }
            }
        }
        return false;
    }
}
