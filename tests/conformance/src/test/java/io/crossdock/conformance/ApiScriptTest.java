package io.crossdock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiScriptTest {

    private static final Request LIST = Request.get("listItems", "/items", Map.of());
    private static final Request SET = Request.json("setItem", "POST", "/items", "{\"pieces\":2}".getBytes());

    @Test
    void answers_in_the_order_of_the_script_and_keeps_the_requests() {
        ApiScript api = ApiScript.inOrder().answers("listItems", "[]").answers("setItem", 422, "{}");

        assertThat(api.call(LIST).body()).asString().isEqualTo("[]");
        assertThat(api.call(SET).status()).isEqualTo(422);
        assertThat(api.requests("setItem")).containsExactly(SET);
        assertThat(ApiScript.json(api.requests().get(1)).at("/pieces").intValue())
                .isEqualTo(2);
        api.isDone();
    }

    @Test
    void a_request_out_of_order_fails_the_test() {
        ApiScript api = ApiScript.inOrder().answers("listItems", "[]").answers("setItem", "{}");

        assertThatThrownBy(() -> api.call(SET))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("setItem");
    }

    @Test
    void by_operation_the_order_is_free_and_what_never_came_is_told() {
        ApiScript api = ApiScript.byOperation().answers("listItems", "[]").answers("setItem", "{}");

        assertThat(api.call(SET).isSuccess()).isTrue();
        assertThatThrownBy(api::isDone).isInstanceOf(AssertionError.class).hasMessageContaining("listItems");
    }

    @Test
    void a_scripted_failure_is_thrown() {
        Failure away = Failure.unavailable("kiosk", "listItems", "no answer", null);
        ApiScript api = ApiScript.inOrder().fails("listItems", away);

        assertThatThrownBy(() -> api.call(LIST)).isSameAs(away);
    }
}
