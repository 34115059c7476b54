package io.pilothouse.protocol.expression;

import io.pilothouse.protocol.GoDuration;
import io.pilothouse.protocol.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The functions that take values; those that take a predicate are {@link Predicates}. */
final class Functions {
    /** Name, parameters ({@code ?} may be left out, {@code *} any number), result. */
    private static final String TABLE = """
            has_tag texts string : bool
            duration string : float
            since number : float
            len sized : int
            type any : string
            abs number : same
            ceil number : float
            floor number : float
            round number : float
            int numeric : int
            float numeric : float
            string any : string
            trim string string? : string
            trimPrefix string string? : string
            trimSuffix string string? : string
            upper string : string
            lower string : string
            split string string int? : texts
            splitAfter string string int? : texts
            replace string string string int? : string
            repeat string int : string
            join texts string? : string
            indexOf string string : int
            lastIndexOf string string : int
            hasPrefix string string : bool
            hasSuffix string string : bool
            max numbers numbers* : largest
            min numbers numbers* : largest
            mean numbers numbers* : float
            median numbers numbers* : float
            toJSON any : string
            fromJSON string : any
            toBase64 string : string
            fromBase64 string : string
            now any? : time
            date any string? string? : time
            timezone string : any
            first list : element
            last list : element
            get any any : any
            take list int : same
            keys map : list
            values map : list
            toPairs map : list
            fromPairs list : map
            reverse list : same
            uniq list : same
            concat list list* : list
            flatten list : list
            sort list string? : same
            bitand int int : int
            bitor int int : int
            bitxor int int : int
            bitnand int int : int
            bitnot int : int
            bitshl int int : int
            bitshr int int : int
            bitushr int int : int
            """;
    private static final Map<String, Signature> SIGNATURES = new HashMap<>();
    private static final Set<String> NAMES = new TreeSet<>(Predicates.NAMES);

    static {
        TABLE.lines().map(Functions::signature).forEach(each -> SIGNATURES.put(each.name, each));
        NAMES.addAll(SIGNATURES.keySet());
    }

    private Functions() {}

    private record Signature(String name, List<Parameter> parameters, int least, boolean endless, String result) {
        Parameter parameter(int index) {
            return parameters.get(Math.min(index, parameters.size() - 1));
        }
    }

    private static Signature signature(String line) {
        String[] words = line.split(" ", -1);
        List<Parameter> parameters = new ArrayList<>();
        int least = 0;
        boolean endless = false;
        for (int i = 1; i < words.length - 2; i++) {
            boolean optional = words[i].endsWith("?") || words[i].endsWith("*");
            endless = words[i].endsWith("*");
            least += optional ? 0 : 1;
            parameters.add(Parameter.of(optional ? words[i].substring(0, words[i].length() - 1) : words[i]));
        }
        return new Signature(words[0], List.copyOf(parameters), least, endless, words[words.length - 1]);
    }

    static boolean known(String name) {
        return NAMES.contains(name);
    }

    /** The type of a call. */
    static Type call(Token name, List<Operand> arguments) throws ExpressionException {
        Signature signature = SIGNATURES.get(name.text());
        if (signature == null) {
            throw new ExpressionException(name.offset(),
                    "unknown function " + name.shown() + NearestName.hint(name.text(), NAMES)
                            + ", expected one of those of the expression language, has_tag, duration or since");
        }
        int most = signature.endless ? Integer.MAX_VALUE : signature.parameters.size();
        if (arguments.size() < signature.least || arguments.size() > most) {
            throw new ExpressionException(name.offset(), name.text() + " has " + arguments.size()
                    + " arguments, expected " + count(signature.least, most));
        }
        for (int i = 0; i < arguments.size(); i++) {
            Parameter wanted = signature.parameter(i);
            Operand argument = arguments.get(i);
            if (!wanted.takes(argument.type())) {
                throw new ExpressionException(argument.offset(), "argument " + (i + 1) + " of " + name.text() + " is "
                        + argument.type() + ", expected " + wanted.words());
            }
        }
        if (name.text().equals("duration")) {
            checkSpan(arguments.getFirst());
        }
        return result(signature.result, arguments);
    }

    private static String count(int least, int most) {
        if (most == Integer.MAX_VALUE) {
            return "at least " + least;
        }
        return least == most ? String.valueOf(least) : least + " to " + most;
    }

    /** Daemons find out when they evaluate; such a rule would never work. */
    private static void checkSpan(Operand argument) throws ExpressionException {
        if (argument.text() != null) {
            try {
                GoDuration.parse(argument.text());
            } catch (IllegalArgumentException wrong) {
                throw new ExpressionException(argument.offset(),
                        wrong.getMessage() + ", expected for example \"1h30m\"");
            }
        }
    }

    private static Type result(String word, List<Operand> arguments) {
        return switch (word) {
            case "bool" -> Type.BOOL;
            case "int" -> Type.INT;
            case "float" -> Type.FLOAT;
            case "string" -> Type.STRING;
            case "time" -> Type.TIME;
            case "map" -> Type.MAP;
            case "list" -> Type.LIST;
            case "texts" -> Type.TEXTS;
            case "same" -> arguments.getFirst().type();
            case "element" -> arguments.getFirst().type().elements();
            case "largest" -> arguments.stream().map(Operand::type)
                    .map(type -> type.kind() == Type.Kind.LIST ? type.element() : type).reduce(Functions::larger)
                    .orElse(Type.ANY);
            default -> Type.ANY;
        };
    }

    private static Type larger(Type one, Type other) {
        return one.equals(other) ? one : Type.ANY;
    }
}
