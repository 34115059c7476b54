package io.pilothouse.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({"0,0", "-0,0", "+0,0", "0s,0", "24h,86400000000000", "1h30m,5400000000000", "1.5h,5400000000000",
        "5s,5000000000", ".5s,500000000", "5.s,5000000000", "+5s,5000000000", "-5.5s,-5500000000", "1ns,1",
        "11us,11000", "12µs,12000", "12μs,12000", "13ms,13000000", "1m0.5s,60500000000", "0.9ns,0",
        "39h9m14.425s,140954425000000", "0.3333333333333333333h,1200000000000", "0.100000000000000000000h,360000000000",
        "0.9007199254740993s,900719925", "9007199254740993ns,9007199254740993",
        "9223372036854775807ns,9223372036854775807", "-9223372036854775808ns,-9223372036854775808",
        "-9223372036854775.808us,-9223372036854775808", "9223372036s854ms775us807ns,9223372036854775807"})
    void parses(String text, long nanos) {
        assertEquals(new GoDuration(nanos), GoDuration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", "s", ".", "-.", ".s", "+.s", "x", "abc", "1s.s", "--5s", " 5s", "٣s",
        "3000000h", "9223372036854775808ns", "-9223372036854775809ns", "9223372036854775.808us",
        "9223372036854ms775us808ns", "-9223372036854775808ns9223372036854775808ns",
        "99999999999999999999999999ns"})
    void refuses(String text) {
        assertEquals("time: invalid duration " + Quoted.text(text),
                assertThrows(IllegalArgumentException.class, () -> GoDuration.parse(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"5|time: missing unit in duration \"5\"",
        "1h5|time: missing unit in duration \"1h5\"", "1.|time: missing unit in duration \"1.\"",
        "1d|time: unknown unit \"d\" in duration \"1d\"", "1 h|time: unknown unit \" h\" in duration \"1 h\"",
        "5S|time: unknown unit \"S\" in duration \"5S\"", "1h-5m|time: unknown unit \"h-\" in duration \"1h-5m\""})
    void namesTheUnit(String text, String message) {
        assertEquals(message,
                assertThrows(IllegalArgumentException.class, () -> GoDuration.parse(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "1,1ns", "1100,1.1µs", "2200000,2.2ms", "3300000000,3.3s", "245000000000,4m5s",
        "245001000000,4m5.001s", "18367001000000,5h6m7.001s", "480000000001,8m0.000000001s", "5400000000000,1h30m0s",
        "312300000000,5m12.3s", "-1000000,-1ms", "9223372036854775807,2562047h47m16.854775807s",
        "-9223372036854775808,-2562047h47m16.854775808s", "86400000000000,24h0m0s", "999999999,999.999999ms"})
    void formats(long nanos, String text) {
        assertEquals(text, new GoDuration(nanos).toString());
    }

    @Property
    void whatIsFormattedIsParsed(@ForAll long nanos) {
        GoDuration duration = new GoDuration(nanos);
        assertEquals(duration, GoDuration.parse(duration.toString()));
        assertEquals(duration, GoDuration.of(duration.toDuration()));
    }

    @Test
    void longDurationsAreClamped() {
        assertEquals(new GoDuration(Long.MAX_VALUE), GoDuration.of(Duration.ofDays(1_000_000)));
        assertEquals(new GoDuration(Long.MIN_VALUE), GoDuration.of(Duration.ofDays(-1_000_000)));
    }
}
