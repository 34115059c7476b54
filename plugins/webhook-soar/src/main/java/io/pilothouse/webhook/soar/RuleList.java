package io.pilothouse.webhook.soar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the setting {@code rules}. Every refusal names the rule and tells what would be right. */
final class RuleList {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> MEMBERS = new TreeSet<>(
            Set.of("name", "query", "condition", "times", "within"));
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final int MOST_RULES = 200;
    private static final int MOST_TIMES = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final int SHOWN = 80;

    private RuleList() {}

    static List<Rule> parse(String text) throws StartupException {
        List<Map<String, Object>> objects = new ArrayList<>();
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new StartupException("setting rules must be a JSON array of objects, as in "
                        + "[{\"name\":\"kicks\",\"query\":\"member.kicked\",\"condition\":\"status == 200\"}]");
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                objects.add(members(in, objects.size() + 1));
            }
            if (in.currentToken() != JsonToken.END_ARRAY || in.nextToken() != null) {
                throw new StartupException(
                        "setting rules must be one JSON array of objects; after rule " + objects.size()
                                + " there is something else");
            }
        } catch (JsonProcessingException malformed) {
            throw new StartupException("setting rules is no JSON: " + malformed.getOriginalMessage() + " at character "
                    + malformed.getLocation().getCharOffset(), malformed);
        } catch (IOException impossible) {
            throw new StartupException("setting rules cannot be read: " + impossible.getMessage(), impossible);
        }
        return rules(objects);
    }

    private static Map<String, Object> members(JsonParser in, int number) throws IOException, StartupException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (!MEMBERS.contains(name)) {
                throw new StartupException("setting rules: rule " + number + " has a member " + shortened(name)
                        + "; a rule has " + String.join(", ", MEMBERS));
            }
            members.put(name, switch (in.nextToken()) {
                case VALUE_STRING -> in.getText();
                case VALUE_NUMBER_INT -> in.getNumberType() == JsonParser.NumberType.INT
                        ? (Object) in.getIntValue()
                        : Integer.MAX_VALUE;
                default -> throw new StartupException("setting rules: rule " + number + ": " + name
                        + " must be a text, or for times a number");
            });
        }
        return members;
    }

    private static List<Rule> rules(List<Map<String, Object>> objects) throws StartupException {
        if (objects.isEmpty() || objects.size() > MOST_RULES) {
            throw new StartupException(
                    "setting rules must have 1 to " + MOST_RULES + " rules; it has " + objects.size());
        }
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Map<String, Object> object : objects) {
            String which = "rule " + (rules.size() + 1) + (object.get("name") instanceof String name
                    ? " (" + shortened(name) + ")"
                    : "");
            try {
                Rule rule = rule(object);
                if (!names.add(rule.name())) {
                    throw new IllegalArgumentException("another rule has this name");
                }
                rules.add(rule);
            } catch (IllegalArgumentException wrong) {
                throw new StartupException("setting rules: " + which + ": " + wrong.getMessage(), wrong);
            }
        }
        return List.copyOf(rules);
    }

    private static Rule rule(Map<String, Object> object) {
        String name = text(object, "name");
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name must have at most " + LONGEST_NAME + " characters");
        }
        Glob query = Glob.parse(text(object, "query"));
        Condition condition = Condition.parse(text(object, "condition"));
        if (object.containsKey("times") != object.containsKey("within")) {
            throw new IllegalArgumentException("times and within belong together: give both or none");
        }
        if (!object.containsKey("times")) {
            return new Rule(name, query, condition, 1, Duration.ZERO);
        }
        if (!(object.get("times") instanceof Integer times) || times < 2 || times > MOST_TIMES) {
            throw new IllegalArgumentException("times must be a number from 2 to " + MOST_TIMES + "; it is "
                    + object.get("times"));
        }
        return new Rule(name, query, condition, times, time(text(object, "within")));
    }

    private static String text(Map<String, Object> object, String name) {
        if (object.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a text and must not be empty");
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("within must be a number and ms, s, m, h or d, as in 60s; it is \""
                    + shortened(text) + "\"");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Of somebody's text, as much as a message bears. */
    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
