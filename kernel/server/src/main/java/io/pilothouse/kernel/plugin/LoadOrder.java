package io.pilothouse.kernel.plugin;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pf4j.DefaultVersionManager;
import org.pf4j.DependencyResolver;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;

/** Puts plugins in order, each after those it depends on; leaves out those whose dependencies cannot be met. */
final class LoadOrder {
    private final Map<String, PluginDescriptor> remaining = new TreeMap<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();

    LoadOrder(Collection<? extends PluginDescriptor> descriptors) {
        descriptors.forEach(each -> remaining.put(each.getPluginId(), each));
    }

    /** Ids in the order of loading. */
    List<String> resolve() {
        while (!remaining.isEmpty()) {
            DependencyResolver resolver = new DependencyResolver(new DefaultVersionManager());
            DependencyResolver.Result result = resolver.resolve(List.copyOf(remaining.values()));
            if (result.isOK()) {
                return result.getSortedPlugins();
            }
            if (result.hasCyclicDependency()) {
                List<String> cycle = remaining.keySet().stream().filter(this::reachesItself).toList();
                cycle.forEach(id -> refuse(id, "it is part of a cycle of dependencies: " + String.join(", ", cycle)));
            }
            for (String missing : result.getNotFoundDependencies()) {
                resolver.getDependents(missing)
                        .forEach(id -> refuse(id,
                                "it depends on the plugin " + missing + ", which is not there or was refused"));
            }
            for (DependencyResolver.WrongDependencyVersion wrong : result.getWrongVersionDependencies()) {
                refuse(wrong.getDependentId(), "it depends on the plugin " + wrong.getDependencyId() + " in version "
                        + wrong.getRequiredVersion() + ", but version " + wrong.getExistingVersion() + " is there");
            }
        }
        return List.of();
    }

    /** Reasons by id, after {@link #resolve}. */
    Map<String, String> refusals() {
        return refusals;
    }

    private void refuse(String id, String reason) {
        if (remaining.remove(id) != null) {
            refusals.put(id, reason);
        }
    }

    private boolean reachesItself(String start) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            PluginDescriptor descriptor = remaining.get(open.pop());
            for (PluginDependency dependency : descriptor == null
                    ? List.<PluginDependency>of()
                    : descriptor.getDependencies()) {
                if (dependency.getPluginId().equals(start)) {
                    return true;
                }
                if (!dependency.isOptional() && seen.add(dependency.getPluginId())) {
                    open.push(dependency.getPluginId());
                }
            }
        }
        return false;
    }
}
