package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.blueprint.Expectation.ExpectJoin;
import io.pilothouse.protocol.blueprint.Expectation.ExpectMaxMembers;
import io.pilothouse.protocol.blueprint.Expectation.ExpectMember;
import io.pilothouse.protocol.blueprint.Expectation.ExpectOwner;
import io.pilothouse.protocol.blueprint.Expectation.ExpectPort;
import io.pilothouse.protocol.blueprint.Expectation.ExpectRole;
import io.pilothouse.protocol.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The member {@code tests}. Unlike elsewhere in a document, a member that is not known is refused: an assertion that is
 * misspelt must not pass for one that holds.
 */
final class BlueprintTests {
    private static final String NAME = "tests";

    private final Findings findings;
    private final Set<String> names = new HashSet<>();

    private BlueprintTests(Findings findings) {
        this.findings = findings;
    }

    static List<BlueprintTest> read(Fields fields, Findings findings) {
        BlueprintTests reader = new BlueprintTests(findings);
        List<?> list = fields.list(NAME, Expected.TESTS).orElse(List.of());
        List<BlueprintTest> tests = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Place place = fields.place(NAME).element(i);
            if (list.get(i) instanceof JsonObject object) {
                reader.test(new Strict(object, Section.TEST, place, findings)).ifPresent(tests::add);
            } else {
                fields.wrongType(place, Expected.TEST, list.get(i));
            }
        }
        return tests;
    }

    private Optional<BlueprintTest> test(Strict test) {
        String name = test.text("name");
        if (name.isEmpty()) {
            test.refuse("name", "is required");
        } else if (!names.add(name)) {
            test.refuse("name", "must be unique, but " + Quoted.text(name) + " was there already (invalid duplicate)");
        }
        List<String> expectations = Section.TEST.names().stream()
                .filter(member -> !member.equals("name") && test.has(member)).toList();
        if (expectations.size() != 1) {
            findings.invalidAt(Stage.TESTS, test.place(), "exactly one expectation is required ("
                    + String.join(", ", Section.TEST.names().stream().skip(1).toList()) + ")");
            return Optional.empty();
        }
        return expectation(expectations.getFirst(), test).map(expectation -> new BlueprintTest(name, expectation));
    }

    private static Optional<Expectation> expectation(String kind, Strict test) {
        return switch (kind) {
            case "expect_role" -> test.inner(kind, Section.EXPECT_ROLE).flatMap(BlueprintTests::role);
            case "expect_member" -> test.inner(kind, Section.EXPECT_MEMBER).flatMap(BlueprintTests::member);
            case "expect_join" -> test.inner(kind, Section.EXPECT_JOIN).flatMap(BlueprintTests::join);
            case "expect_port" -> test.inner(kind, Section.EXPECT_PORT).flatMap(BlueprintTests::port);
            case "expect_max_members" -> test.inner(kind, Section.EXPECT_MAX_MEMBERS).flatMap(BlueprintTests::members);
            case "expect_owner" -> test.inner(kind, Section.EXPECT_OWNER)
                    .flatMap(owner -> subject(owner, true).map(ExpectOwner::new));
            default -> throw new IllegalStateException("no expectation " + kind);
        };
    }

    private static Optional<Expectation> role(Strict in) {
        Optional<Subject> subject = subject(in, true);
        Optional<Role> role = Role.parse(in.text("role"));
        if (role.isEmpty()) {
            in.refuse("role", "is required: owner, admin or member");
        }
        return subject.flatMap(who -> role.map(what -> new ExpectRole(who, what)));
    }

    private static Optional<Expectation> member(Strict in) {
        Optional<NodeId> node = in.node("node_id", true);
        Optional<Boolean> member = in.flag("member");
        return node.flatMap(who -> member.map(is -> new ExpectMember(who, is)));
    }

    private static Optional<Expectation> join(Strict in) {
        Optional<Subject> subject = subject(in, false);
        String token = in.text("token");
        String outcome = in.text("outcome");
        if (!outcome.equals("allowed") && !outcome.equals("refused")) {
            in.refuse("outcome", "is required: allowed or refused");
            return Optional.empty();
        }
        return Optional.of(new ExpectJoin(subject, token, outcome.equals("allowed")));
    }

    private static Optional<Expectation> port(Strict in) {
        OptionalInt port = in.whole("port", 1, 65_535, true);
        Optional<Boolean> allowed = in.flag("allowed");
        return port.isPresent() ? allowed.map(is -> new ExpectPort(port.getAsInt(), is)) : Optional.empty();
    }

    private static Optional<Expectation> members(Strict in) {
        OptionalInt least = in.whole("at_least", 1, 10_000, false);
        OptionalInt most = in.whole("at_most", 1, 10_000, false);
        if (!in.has("at_least") && !in.has("at_most")) {
            in.refuse("at_least", "or at_most is required");
            return Optional.empty();
        }
        if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
            in.refuse("at_most", "is invalid below at_least");
        }
        return Optional.of(new ExpectMaxMembers(least, most));
    }

    private static Optional<Subject> subject(Strict in, boolean required) {
        Optional<NodeId> node = in.node("node_id", false);
        String identity = in.text("external_id");
        if (in.has("node_id") && in.has("external_id")) {
            in.refuse("external_id", "is invalid beside node_id: give one of them");
            return Optional.empty();
        }
        if (required && !in.has("node_id") && identity.isEmpty()) {
            in.refuse("node_id", "or external_id is required");
        }
        return identity.isEmpty()
                ? node.map(Subject.ByNode::new)
                : Optional.of(new Subject.ByExternalId(identity));
    }
}
