package io.pilothouse.protocol.blueprint;

/**
 * An assertion inside a document, which must hold before anything is applied.
 *
 * @param name unique in the document, shown when it fails
 * @param expectation what is demanded
 */
public record BlueprintTest(String name, Expectation expectation) {
    BlueprintTest withoutSecrets() {
        return expectation instanceof Expectation.ExpectJoin join
                ? new BlueprintTest(name, new Expectation.ExpectJoin(join.subject(), "", join.allowed()))
                : this;
    }
}
