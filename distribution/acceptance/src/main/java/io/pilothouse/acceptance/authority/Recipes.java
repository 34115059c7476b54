package io.pilothouse.acceptance.authority;

import java.util.HashMap;
import java.util.Map;

/** How every command is made. */
public final class Recipes {
    private Recipes() {}

    /** By the name of the table's row. */
    public static Map<String, Recipe> all() {
        Map<String, Recipe> recipes = new HashMap<>(CoreRecipes.all());
        recipes.putAll(EnterpriseRecipes.all());
        return Map.copyOf(recipes);
    }
}
