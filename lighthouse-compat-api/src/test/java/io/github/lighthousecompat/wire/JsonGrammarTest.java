package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.Bodies.failure;
import static io.github.lighthousecompat.wire.Bodies.failureOfResult;
import static io.github.lighthousecompat.wire.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.json.DecodeFailure;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar, seen through a result that is passed on as it is. */
class JsonGrammarTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-12.50",
                "1e5",
                "1E+5",
                "10.01e-10",
                "''",
                "'\\'\\\\\\/\\b\\f\\n\\r\\t\\uABcd'",
                "'\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff'",
                "[]",
                "[ ]",
                "[1,[2,[]],{}]",
                "{}",
                "{ }",
                "{'a':1,'a':2,'':{}}",
                "{'a' : [ 1 , 2 ] , 'b' : null}",
            })
    void skip_takesEveryValue(String json) {
        assertThat(read(json, EngineAnswers.RAW)).isEqualTo(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nul                | $.result         | is not a JSON value",
                "True               | $.result         | expected a JSON value, found 'T'",
                "+1                 | $.result         | expected a JSON value, found '+'",
                "-                  | $.result         | is not a number",
                "-a                 | $.result         | is not a number",
                "01                 | $                | expected a comma or }, found a number",
                "1.                 | $.result         | is not a number",
                ".5                 | $.result         | expected a JSON value",
                "1e                 | $.result         | is not a number",
                "1e+                | $.result         | is not a number",
                "0x10               | $                | expected a comma or }",
                "[1,]               | $.result[1]      | expected a JSON value, found ']'",
                "[,1]               | $.result[0]      | expected a JSON value, found ','",
                "[1 2]              | $.result[0]      | expected a comma or ], found a number",
                "[1}                | $.result[0]      | expected a comma or ], found '}'",
                "{'a':1,}           | $.result         | expected the name of a member, found '}'",
                "{a:1}              | $.result         | expected the name of a member, found 'a'",
                "{'a'}              | $.result.a       | expected a colon, found '}'",
                "{'a' 1}            | $.result.a       | expected a colon, found a number",
                "{'a':}             | $.result.a       | expected a JSON value, found '}'",
                "{'a':1 'b':2}      | $.result         | expected a comma or }, found text",
                "{'a':{'b':[0,{'c':tru}]}} | $.result.a.b[1].c | is not a JSON value",
                "{'a':[[1],2],'b':[{'x':'}]'},{'\\u0063':-}]} | $.result.b[1].\\u0063 | is not a number",
                "'\\x'              | $.result         | has an escape that is none",
                "'\\u12g4'          | $.result         | has an escape that is none",
                "'a\u0001'          | $.result         | has a control character",
                "'open              | $.result         | does not end",
            })
    void skip_refusesWhatIsNone(String json, String path, String problem) {
        DecodeFailure failure = failureOfResult(json, EngineAnswers.RAW);

        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure.problem()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\u00", "1", "-", "1.5e", "tr", "[1,", "{'a':", "'a"})
    void skip_refusesAValueThatIsCutOff(String json) {
        DecodeFailure failure = failure("{'jsonrpc':'2.0','id':1,'result':['" + "'," + json, EngineAnswers.RAW);

        assertThat(failure.path()).startsWith("$.result[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0 80",
                "c1 bf",
                "c3",
                "c3 28",
                "e0 9f 80",
                "ed a0 80",
                "e2 82",
                "e2 28 a1",
                "e2 82 28",
                "f0 8f bf bf",
                "f4 90 80 80",
                "f5 80 80 80",
                "f0 9f 98",
                "f0 9f 98 22",
                "ff",
            })
    void skip_refusesTextThatIsNotUtf8(String hex) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(Bodies.bytes("{'jsonrpc':'2.0','id':1,'result':['"));
        body.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex));
        body.writeBytes(Bodies.bytes("']}"));

        DecodeFailure failure = failure(body.toByteArray(), EngineAnswers.CAPABILITIES);

        assertThat(failure.path()).isEqualTo("$.result[0]");
        assertThat(failure.problem()).isEqualTo("is not UTF-8");
    }

    @Test
    void text_decodesEscapes() {
        assertThat(read(
                        "['\\'\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\u20ac\\ud83D\\uDE00 a']",
                        EngineAnswers.CAPABILITIES))
                .containsExactly("\"\\/\b\f\n\r\tA\u00e9\u20ac\ud83d\ude00 a");
    }

    @Test
    void halfOfASurrogatePair_isTextWhereverItStands_asForAnotherLibrary() {
        String body = "{'jsonrpc':'2.0','a\\udbebd':{'\\udc00':0},'id':1,'result':['\\ud83d-\\ude00']}";

        assertThat(Bodies.decode(body, EngineAnswers.CAPABILITIES))
                .containsExactly("\ud83d-\ude00")
                .containsExactly(
                        Oracle.parse(Bodies.bytes(body)).get("result").get(0).asString());
    }

    @Test
    void skip_takes32LevelsAndNoMore() {
        // the answer itself is the first
        assertThat(read("[".repeat(31) + "]".repeat(31), EngineAnswers.RAW)).hasSize(62);

        DecodeFailure failure = failureOfResult("[".repeat(32) + "]".repeat(32), EngineAnswers.RAW);

        assertThat(failure.path()).isEqualTo("$.result" + "[0]".repeat(31));
        assertThat(failure.problem()).isEqualTo("is nested more than 32 levels deep");
    }

    @Test
    void path_shortensALongName() {
        String name = "n".repeat(41);

        assertThat(failureOfResult("{'" + name + "':x}", EngineAnswers.RAW).path())
                .isEqualTo("$.result." + "n".repeat(40) + "..");
    }

    @Test
    void failure_showsAByteThatIsNotPrintable() {
        assertThat(failureOfResult("\u0007", EngineAnswers.RAW).problem()).endsWith("found byte 0x7");
    }
}
