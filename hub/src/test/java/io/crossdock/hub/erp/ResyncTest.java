package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.capture.CaptureState;
import org.junit.jupiter.api.Test;

@OnBackbone({Part.KAFKA, Part.POSTGRES})
class ResyncTest extends ResyncStories {

    ResyncTest(Backbone backbone) {
        super(backbone, CapturedPostgres.on(backbone.postgres(), "erp_resync"));
    }

    /** Somebody took from the role what the query of prices needs: neither changes nor turns get on. */
    @Test
    void one_for_everything_is_heard_while_others_are_held_up_and_a_later_one_takes_its_place() throws Exception {
        // given
        captured.sql("revoke select on prslst from " + captured.database().name());
        captured.sql("update prslst set preis = 4.95 where artnr = 'A-00001' and prlst = '01'");
        eventually(() -> assertThat(captured.state().phase()).isEqualTo(CaptureState.Phase.DOWN));
        String items = asked("A-00001");
        eventually(() -> assertThat(states(items)).contains(Resync.State.RUNNING));

        // when
        String first = asked("--all");
        // then
        eventually(() -> assertThat(states(first)).contains(Resync.State.RUNNING));

        // when
        String second = asked("--all");
        // then
        eventually(() -> assertThat(states(second)).contains(Resync.State.RUNNING));

        // when
        captured.sql("grant select on prslst to " + captured.database().name());
        // then
        eventually(() -> assertThat(states(items)).endsWith(Resync.State.DONE));
        assertThat(states(first)).endsWith(Resync.State.DONE);
        assertThat(states(second)).endsWith(Resync.State.DONE);
        eventually(captured::assertKafkaHasWhatTheErpHas);
    }
}
