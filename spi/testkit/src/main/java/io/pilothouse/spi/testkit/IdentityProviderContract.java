package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every identity provider keeps: nobody is let in without a clear yes, whatever the other system does. */
public abstract class IdentityProviderContract extends ComponentContract<IdentityProvider> {
    private static final int CALLERS = 64;

    /** For extending it. */
    protected IdentityProviderContract() {}

    @Override
    protected abstract IdentityProvider.Factory factory();

    /** Makes the other system say yes to a credential, which is returned, and to no other. */
    protected abstract Credential good(Receiver system) throws Exception;

    /**
     * Credentials that look right and are not: expired, for somebody else, signed by another, unknown to the system. Asked for
     * after {@link #good}, which must stay good.
     */
    protected abstract List<Credential> bad(Receiver system) throws Exception;

    /**
     * Whether it follows redirects because its protocol wants that, each hop by the way out that it was given; false unless
     * overridden. Then a redirect to the system's answer must let a good credential in, instead of nobody.
     */
    protected boolean followsRedirects() {
        return false;
    }

    @Override
    protected void use(IdentityProvider component) throws Exception {
        component.verify(good(receiver()));
    }

    @Test
    final void contractAGoodCredentialIsVerified() throws Exception {
        IdentityProvider provider = component();
        Credential good = good(receiver());
        assertInstanceOf(Verdict.Verified.class, within(DEADLINE, () -> provider.verify(good)));
        assertInstanceOf(Verdict.Verified.class, within(DEADLINE, () -> provider.verify(good)), "a second time");
    }

    @Test
    final void contractBadCredentialsAreNot() throws Exception {
        Credential good = good(receiver());
        List<Credential> bad = bad(receiver());
        assertFalse(bad.isEmpty(), "name at least one credential that is refused");
        IdentityProvider provider = component();
        for (Credential one : bad) {
            denied(within(DEADLINE, () -> provider.verify(one)));
        }
        assertInstanceOf(Verdict.Verified.class, within(DEADLINE, () -> provider.verify(good)),
                "a bad one changes nothing");
    }

    @Test
    final void contractWhatIsNoTokenIsDeniedWithoutAThrow() throws Exception {
        IdentityProvider provider = component();
        good(receiver());
        receiver().fails(Fault.BROKEN);
        for (String token : HostileTexts.TOKENS) {
            denied(within(DEADLINE, () -> provider.verify(new Credential(token, ""))));
            denied(within(DEADLINE, () -> provider.verify(new Credential(token, "\u0000 no key"))));
        }
    }

    @TestFactory
    final List<DynamicTest> contractNobodyIsLetInByAFailingSystem() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            tests.add(DynamicTest.dynamicTest(fault.name(), () -> {
                Credential good = good(receiver());
                receiver().fails(fault);
                IdentityProvider fresh = component();
                try {
                    Verdict verdict = within(DEADLINE, () -> fresh.verify(good));
                    if (fault == Fault.REDIRECTS && followsRedirects()) {
                        assertInstanceOf(Verdict.Verified.class, verdict, "it follows redirects");
                    } else {
                        denied(verdict);
                    }
                } finally {
                    receiver().recovers();
                }
            }));
        }
        return tests;
    }

    @Test
    final void contractItRecoversWithItsSystem() throws Exception {
        IdentityProvider provider = component();
        Credential good = good(receiver());
        receiver().fails(Fault.BROKEN);
        Verdict without = within(DEADLINE, () -> provider.verify(good));
        denied(without);
        receiver().recovers();
        // What was fetched in vain may be left alone for a while.
        clock().turn(Duration.ofMinutes(10));
        Credential again = good(receiver());
        assertInstanceOf(Verdict.Verified.class, within(DEADLINE, () -> provider.verify(again)));
    }

    @Test
    final void contractManyCallersGetEachTheirOwnAnswer() throws Exception {
        Credential good = good(receiver());
        List<Credential> bad = bad(receiver());
        IdentityProvider provider = component();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Verdict>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Credential asked = caller % 2 == 0 ? good : bad.get(caller / 2 % bad.size());
                calls.add(() -> provider.verify(asked));
            }
            List<Future<Verdict>> verdicts = callers.invokeAll(calls);
            for (int caller = 0; caller < CALLERS; caller++) {
                Verdict verdict = verdicts.get(caller).get();
                assertEquals(caller % 2 == 0, verdict instanceof Verdict.Verified, "caller " + caller + ": " + verdict);
            }
        }
    }

    @Test
    final void contractAnInterruptEndsAVerification() throws Exception {
        IdentityProvider provider = component();
        Credential good = good(receiver());
        receiver().fails(Fault.SILENT);
        endsWhenInterrupted(() -> provider.verify(good));
    }

    private static void denied(Verdict verdict) {
        assertNotNull(verdict, "a verdict is never null");
        assertFalse(verdict instanceof Verdict.Verified, () -> "let in: " + verdict);
        String text = verdict.toString();
        assertFalse(text.contains("Exception"), () -> "a text for the client, no Java class: " + text);
    }
}
