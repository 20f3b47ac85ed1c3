package io.github.lighthousecompat.wire;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An execution layer that knows one chain of one block: what it answers to each method can be changed one by one. */
final class EngineScript implements LoopbackServer.Script {
    private final Map<String, LoopbackServer.Script> methods = new ConcurrentHashMap<>();

    EngineScript() {
        String moved = "{\"payloadStatus\":" + Payloads.valid(Payloads.HEAD) + ",\"payloadId\":\"0x0000000000000005\"}";
        on(EngineMethods.EXCHANGE_CAPABILITIES, names(TestDialect.METHODS));
        on(EngineMethods.NEW_PAYLOAD_V2, Payloads.valid(Payloads.CAPELLA.blockHash()));
        on(EngineMethods.NEW_PAYLOAD_V3, Payloads.valid(Payloads.DENEB.blockHash()));
        on(EngineMethods.FORKCHOICE_UPDATED_V2, moved);
        on(EngineMethods.FORKCHOICE_UPDATED_V3, moved);
        on(EngineMethods.GET_PAYLOAD_V2, Payloads.capellaResult(Payloads.CAPELLA));
        on(EngineMethods.GET_PAYLOAD_V3, Payloads.denebResult(Payloads.DENEB));
        on(EngineMethods.GET_PAYLOAD_BODIES_BY_HASH, "[null]");
        on(EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE, "[{\"transactions\":[\"0x02\"],\"withdrawals\":[]}]");
        on(
                EngineMethods.GET_CLIENT_VERSION,
                "[{\"code\":\"GE\",\"name\":\"geth\",\"version\":\"1\",\"commit\":\"0x0a0b0c0d\"}]");
        on(EngineMethods.SYNCING, "false");
        on(EngineMethods.CHAIN_ID, "\"0x539\"");
        on(EngineMethods.BLOCK_NUMBER, "\"0x7\"");
        on(EngineMethods.GET_BLOCK_BY_NUMBER, "null");
        on(EngineMethods.GET_BLOCK_BY_HASH, "null");
        on("web3_clientVersion", "\"geth\"");
    }

    EngineScript on(String method, String result) {
        return on(method, (request, answer) -> answer.result(result));
    }

    EngineScript on(String method, LoopbackServer.Script script) {
        methods.put(method, script);
        return this;
    }

    @Override
    public void answer(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        LoopbackServer.Script script = methods.get(request.method());
        if (script == null) {
            answer.error(-32601, "the method does not exist");
        } else {
            script.answer(request, answer);
        }
    }

    static String names(Iterable<String> methods) {
        StringBuilder names = new StringBuilder("[");
        for (String method : methods) {
            names.append(names.length() == 1 ? "\"" : ",\"").append(method).append('"');
        }
        return names.append(']').toString();
    }
}
