package io.crossdock.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.hub.policy.LagRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagSectionTest {

    @Test
    void nothing_and_false_hold_nothing_back_and_true_is_the_usual() {
        assertThat(ChannelText.stock("{safety: 2}").lagRule()).isNull();
        assertThat(ChannelText.stock("{lagAware: false}").lagRule()).isNull();
        assertThat(ChannelText.stock("{lagAware: true}").lagRule()).isEqualTo(LagRule.DEFAULT);
    }

    @Test
    void what_it_does_not_say_is_the_usual() {
        assertThat(ChannelText.stock("{lagAware: {most: 7, after: 5s, calm: 2m}}")
                        .lagRule())
                .isEqualTo(new LagRule(Duration.ofSeconds(5), 7, LagRule.DEFAULT.memory(), Duration.ofMinutes(2)));
    }

    @Test
    void mistakes_are_told_with_what_fits() {
        assertThatThrownBy(() -> ChannelText.stock("{lagAware: often}"))
                .hasMessageContaining("'often' does not fit")
                .hasMessageContaining("true, false, or {after: 2s}");
        assertThatThrownBy(() -> ChannelText.stock("{lagAware: {most: 0}}")).hasMessageContaining("1 to 1000000");
        assertThatThrownBy(() -> ChannelText.stock("{lagAware: {after: 2d}}")).hasMessageContaining("from 1s to 1h");
        assertThatThrownBy(() -> ChannelText.stock("{lagAware: {later: 2s}}")).hasMessageContaining("later");
    }
}
