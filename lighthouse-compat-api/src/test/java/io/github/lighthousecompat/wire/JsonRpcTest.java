package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.Bodies.decode;
import static io.github.lighthousecompat.wire.Bodies.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcTest {
    @Test
    void encode_hasTheMembersInTheUsualOrder() {
        byte[] body = JsonRpc.encode(17, "eth_chainId", EngineParams.NONE);

        assertThat(new String(body, StandardCharsets.US_ASCII))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"eth_chainId\",\"params\":[],\"id\":17}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 999_999_999_999L, Long.MAX_VALUE})
    void encode_writesTheId(long id) {
        assertThat(new String(JsonRpc.encode(id, "m", EngineParams.NONE), StandardCharsets.US_ASCII))
                .endsWith("\"id\":" + id + "}");
    }

    @Test
    void encode_refusesANegativeId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonRpc.encode(-1, "m", EngineParams.NONE))
                .withMessageContaining("-1");
    }

    @Test
    void encode_refusesWhatNoArrayCanHold() {
        Params endless = out -> {
            byte[] part = new byte[1 << 20];
            for (int i = 0; i < 1 << 11; i++) {
                out.literal(part);
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonRpc.encode(1, "m", endless))
                .withMessageContaining("2^31");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'jsonrpc':'2.0','id':1,'result':'0x5'}",
                "{'id':1,'result':'0x5','jsonrpc':'2.0'}",
                "{'result':'0x5','error':null,'jsonrpc':'2.0','id':1}",
                " \t\r\n{ 'id' : 1 , 'extra' : {'id':[2]} , 'jsonrpc':'2.0','result': '0x5' } \n",
                "{'\\u0069d':1,'jsonrpc':'2\\u002e0','result':'0x5'}",
            })
    void decode_takesMembersInAnyOrder(String body) {
        assertThat(decode(body, EngineAnswers.QUANTITY)).isEqualTo(UInt64.of(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'jsonrpc':'2.0','id':1,'error':{'code':-38005,'message':'Unsupported fork'}}",
                "{'jsonrpc':'2.0','id':1,'result':null,'error':{'code':-38005,'message':'Unsupported fork','data':{}}}",
                "{'jsonrpc':'2.0','id':1,'result':{'odd':[1]},'error':{'message':'Unsupported fork','code':-38005}}",
                "{'jsonrpc':'2.0','id':1,'error':{'code':-38005,'message':'Unsupported fork'},'result':'0x5'}",
                "{'jsonrpc':'2.0','id':null,'error':{'code':-38005,'message':'Unsupported fork'}}",
            })
    void decode_letsAnErrorWinOverAResult(String body) {
        RpcFailure failure = catchThrowableOfType(RpcFailure.class, () -> decode(body, EngineAnswers.QUANTITY));

        assertThat(failure.code()).isEqualTo(-38005);
        assertThat(failure.text()).isEqualTo("Unsupported fork");
        assertThat(failure).hasMessage("-38005: Unsupported fork");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'code':-32000}", "{'code':-32000,'message':null}"})
    void decode_takesAnErrorWithoutMessage(String error) {
        RpcFailure failure = catchThrowableOfType(
                RpcFailure.class, () -> decode("{'jsonrpc':'2.0','id':1,'error':" + error + "}", EngineAnswers.RAW));

        assertThat(failure.code()).isEqualTo(-32000);
        assertThat(failure.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'jsonrpc':'2.0','id':2,'result':'0x5'}            | $.id            | is 2, not 1",
                "{'jsonrpc':'2.0','id':-1,'result':'0x5'}           | $.id            | is -1, not 1",
                "{'jsonrpc':'2.0','id':'1','result':'0x5'}          | $.id            | expected a number, found text",
                "{'jsonrpc':'2.0','id':1.0,'result':'0x5'}          | $.id            | is not an integer",
                "{'jsonrpc':'2.0','id':1e0,'result':'0x5'}          | $.id            | is not an integer",
                "{'jsonrpc':'2.0','id':9223372036854775808,'result':'0x5'}  | $.id    | is not an integer",
                "{'jsonrpc':'2.0','id':18446744073709551617,'result':'0x5'} | $.id    | is not an integer",
                "{'jsonrpc':'2.0','id':null,'result':'0x5'}         | $.id            | is null, not 1",
                "{'jsonrpc':'2.0','result':'0x5'}                   | $.id            | is missing",
                "{'id':1,'result':'0x5'}                            | $.jsonrpc       | is missing",
                "{'jsonrpc':'1.0','id':1,'result':'0x5'}            | $.jsonrpc       | is not 2.0",
                "{'jsonrpc':2.0,'id':1,'result':'0x5'}              | $.jsonrpc       | expected text, found a number",
                "{'jsonrpc':'2.0','id':1}                           | $.result        | is missing",
                "{'jsonrpc':'2.0','id':1,'result':null}             | $.result        | found null",
                "{'jsonrpc':'2.0','id':1,'result':5,'error':null}   | $.result        | found a number",
                "{'jsonrpc':'2.0','id':1,'result':'0x5','id':1}     | $.id            | is there twice",
                "{'jsonrpc':'2.0','id':1,'result':'0x5','result':'0x5'} | $.result    | is there twice",
                "{'jsonrpc':'2.0','id':1,'error':'no'}              | $.error         | expected an object, found text",
                "{'jsonrpc':'2.0','id':1,'error':{}}                | $.error.code    | is missing",
                "{'jsonrpc':'2.0','id':1,'error':{'code':'5'}}      | $.error.code    | expected a number",
                "{'jsonrpc':'2.0','id':1,'error':{'code':4294967296}} | $.error.code  | is not an integer of 32 bits",
                "{'jsonrpc':'2.0','id':1,'error':{'code':1,'message':7}} | $.error.message | expected text",
                "{'jsonrpc':'2.0','id':1,'result':'0x5'}}           | $               | has more after its end",
                "{'jsonrpc':'2.0','id':1,'result':'0x5'} {}         | $               | has more after its end",
                "[{'jsonrpc':'2.0','id':1,'result':'0x5'}]          | $               | expected an object, found an array",
                "<!DOCTYPE html><html></html>                       | $               | found '<', as in a web page",
                "Unauthorized                                       | $               | found 'U'",
                "null                                               | $               | found null",
                "{                                                  | $               | the body ends here",
                "{'jsonrpc'                                         | $.jsonrpc       | the body ends here",
                "{'jsonrpc':'2.                                     | $.jsonrpc       | does not end",
                "{'jsonrpc':'2.0','id':1,'result':'0x5'             | $               | the body ends here",
            })
    void decode_namesThePathOfABadEnvelope(String body, String path, String problem) {
        DecodeFailure failure = failure(body, EngineAnswers.QUANTITY);

        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure.problem()).contains(problem);
        assertThat(failure).hasMessage(failure.path() + ": " + failure.problem());
    }

    @Test
    void decode_refusesAnEmptyBody() {
        DecodeFailure failure = failure("", EngineAnswers.QUANTITY);

        assertThat(failure.path()).isEqualTo("$");
        assertThat(failure.problem()).isEqualTo("the body ends here");
    }

    /** Where a body is malformed after a result that can't be read, the first problem is the one that is told. */
    @Test
    void decode_tellsTheFirstOfTwoProblems() {
        DecodeFailure failure =
                failure("{'jsonrpc':'2.0','id':1,'result':{'status':7, oops", EngineAnswers.PAYLOAD_STATUS);

        assertThat(failure.path()).isEqualTo("$.result.status");
    }

    @Test
    void decode_takesNoResultForNullWhereThatIsAnAnswer() {
        assertThat(decode("{'jsonrpc':'2.0','id':1}", EngineAnswers.BLOCK)).isEmpty();
        assertThat(decode("{'jsonrpc':'2.0','id':1}", EngineAnswers.RAW)).isEqualTo("null");
    }

    @Test
    void decode_worksAfterAFailure() {
        String bodies = "{'jsonrpc':'2.0','id':1,'result':[{'transactions':['0x0102','0x03%s'],'withdrawals':null}]}";

        assertThat(failure(bodies.formatted("z"), EngineAnswers.PAYLOAD_BODIES).path())
                .isEqualTo("$.result[0].transactions[1]");
        assertThat(decode(bodies.formatted(""), EngineAnswers.PAYLOAD_BODIES)
                        .get(0)
                        .orElseThrow()
                        .transactions())
                .satisfies(transactions -> assertThat(transactions.size()).isEqualTo(2))
                .satisfies(transactions -> assertThat(transactions.totalBytes()).isEqualTo(3));
    }

    @Test
    void decode_canBeUsedInsideAReader() {
        byte[] inner = Bodies.answer("'0x7'");
        ResultReader<List<UInt64>> reader =
                json -> List.of(JsonRpc.decode(inner, inner.length, 1, EngineAnswers.QUANTITY), json.uint64());

        assertThat(Bodies.read("'0x8'", reader)).containsExactly(UInt64.of(7), UInt64.of(8));
    }
}
