package io.github.lighthousecompat.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallOptionsTest {
    @Test
    void defaultOptions_haveNothing() {
        assertThat(CallOptions.DEFAULT.session()).isEmpty();
        assertThat(CallOptions.DEFAULT.unit()).isEmpty();
        assertThat(CallOptions.DEFAULT.deadline()).isEmpty();
        assertThat(CallOptions.DEFAULT.site()).isEmpty();
    }

    @Test
    void at_andWithin_changeOneThing() {
        CallOptions options = CallOptions.builder().session("s").unit("u").build();
        CallSite site = CallSite.of("client");

        assertThat(options.at(site).within(Duration.ofSeconds(3)))
                .isEqualTo(CallOptions.builder()
                        .session("s")
                        .unit("u")
                        .site(site)
                        .deadline(Duration.ofSeconds(3))
                        .build());
    }

    @Test
    void within_noTime_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.DEFAULT.within(Duration.ZERO))
                .withMessage("deadline must be more than zero, is PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> CallOptions.DEFAULT.within(Duration.ofMillis(-1)));
    }
}
