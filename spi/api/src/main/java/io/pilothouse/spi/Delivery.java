package io.pilothouse.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What became of events that were handed to somebody else's system. The kernel acts on it; a plugin never tries again itself. */
public sealed interface Delivery {
    /**
     * What the status of an HTTP answer means for what was sent.
     *
     * <ul><li>2xx: delivered.<li>408, 425, 429 and 5xx: to be tried again, after the time that {@code Retry-After} names.<li>3xx:
     * refused, because a redirect is not followed.<li>Everything else: refused.</ul>
     *
     * @param answer of the receiver; its body is not looked at
     * @param now for a {@code Retry-After} that is a date
     * @param mendable further statuses that are to be tried again, for a receiver where somebody can mend what they complain of
     *     without losing events: 401, 403 and 407, when credentials are wrong
     */
    static Delivery of(OutboundHttp.Response answer, Instant now, int... mendable) {
        int status = answer.status();
        String text = "answered " + status;
        if (status >= 200 && status < 300) {
            return new Delivered();
        }
        if (status >= 500 || status == 408 || status == 425 || status == 429
                || Arrays.stream(mendable).anyMatch(each -> each == status)) {
            return new Retry(text, answer.retryAfter(now));
        }
        return new Refused(status >= 300 && status < 400
                ? text + ": redirects are not followed, configure the address it leads to"
                : text);
    }

    /**
     * The receiver has them, and keeps them.
     *
     * @param refused ids of events that it will never take, with its reasons; they become dead letters. Empty is the usual case
     */
    record Delivered(Map<Long, String> refused) implements Delivery {
        public Delivered {
            refused = copy(refused);
        }

        /** It has them all. */
        public Delivered() {
            this(Map.of());
        }

        /** Copies each id and text by itself: whoever reads a delivery must not come upon an object of the receiver's plugin. */
        private static Map<Long, String> copy(Map<Long, String> refused) {
            Map<Long, String> copy = new HashMap<>();
            refused.forEach((Long id, String reason) -> copy.put(id, reason));
            return Map.copyOf(copy);
        }
    }

    /**
     * It has none of them, or nobody knows: the same events are sent again later, before any newer ones.
     *
     * @param reason for the operator; nothing secret
     * @param after how long the receiver wants to be left alone; the kernel chooses when it does not say
     */
    record Retry(String reason, Optional<Duration> after) implements Delivery {
        public Retry {
            Objects.requireNonNull(reason, "reason");
            if (after.filter(Duration::isNegative).isPresent()) {
                throw new IllegalArgumentException("a pause cannot be negative but is " + after.get());
            }
        }

        /** Without a wish of the receiver. */
        public Retry(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * It will never take this. Of several events it is not known which one is to blame: the kernel sends smaller batches, until
     * single events are refused; those become dead letters.
     *
     * @param reason for the operator; nothing secret
     */
    record Refused(String reason) implements Delivery {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
