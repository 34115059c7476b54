package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A contract that every component passes is none: components with one thing wrong each are found. */
class ContractsFindFaultsTest {
    private static final Pattern METHOD = Pattern.compile("\\[(?:method|test-factory):(\\w+)\\(");

    @AfterAll
    static void letGo() {
        BrokenProviders.KeepsAThread.OVER.countDown();
    }

    /** Names of the contract's tests that failed. */
    private static Set<String> failures(Class<?> contract) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract))
                .execute();
        assertTrue(results.testEvents().started().count() > 5, "the contract ran");
        Set<String> failed = new TreeSet<>();
        results.allEvents().failed().stream().forEach(event -> {
            Matcher matcher = METHOD.matcher(event.getTestDescriptor().getUniqueId().toString());
            failed.add(matcher.find() ? matcher.group(1) : event.getTestDescriptor().getDisplayName());
        });
        return failed;
    }

    private static void finds(Class<?> contract, String... tests) {
        Set<String> failed = failures(contract);
        for (String test : tests) {
            assertTrue(failed.contains(test), () -> contract.getSimpleName() + " is not found by " + test + " but by "
                    + failed);
        }
    }

    @Test
    void aRightComponentPasses() {
        assertEquals(Set.of(), failures(BrokenProviders.Right.class));
        assertEquals(Set.of(), failures(BrokenExporters.Right.class));
    }

    @Test
    void aProviderThatLetsInTooMany() {
        finds(BrokenProviders.LetsEverybodyIn.class, "contractBadCredentialsAreNot",
                "contractWhatIsNoTokenIsDeniedWithoutAThrow", "contractManyCallersGetEachTheirOwnAnswer");
        finds(BrokenProviders.FailsOpen.class, "contractNobodyIsLetInByAFailingSystem");
    }

    @Test
    void aProviderThatGivesNoVerdict() {
        finds(BrokenProviders.SaysNothing.class, "contractAGoodCredentialIsVerified", "contractBadCredentialsAreNot");
        finds(BrokenProviders.Throws.class, "contractWhatIsNoTokenIsDeniedWithoutAThrow");
        finds(BrokenProviders.IgnoresInterrupts.class, "contractAnInterruptEndsAVerification");
    }

    @Test
    void aProviderThatLeavesSomethingBehind() {
        finds(BrokenProviders.ClosesOnce.class, "contractClosingTwiceIsHarmless");
        finds(BrokenProviders.KeepsAThread.class, "contractNoThreadIsLeftAfterClosing");
    }

    @Test
    void anExporterThatLosesEvents() {
        finds(BrokenExporters.SaysDelivered.class, "contractAFaultIsATryAgain", "contractARedirectIsNotFollowed",
                "contractWhatIsRefusedForEverIsSaidToBe");
        finds(BrokenExporters.LosesTheEndOfABatch.class, "contractTheLongestBatchIsDeliveredWholeAndInOrder");
        finds(BrokenExporters.ShortensTexts.class, "contractTextsOfOthersArriveWhole");
        finds(BrokenExporters.TriesRefusalsAgain.class, "contractWhatIsRefusedForEverIsSaidToBe");
    }

    @Test
    void aStoreThatForgets() {
        finds(BrokenStores.Forgetful.class, "contractNothingStoredIsLostWhenTheProcessIsKilled",
                "contractRecordsComeBackInOrderAlsoAfterReopening", "contractASnapshotIsListedOnlyWhenComplete");
    }
}
