package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The log is lost there by a binlog that begins anew. */
@OnBackbone({Part.KAFKA, Part.MARIADB})
class ResyncOnMariaDbTest extends ResyncStories {

    ResyncOnMariaDbTest(Backbone backbone) {
        super(backbone, new CapturedMariaDb(backbone.mariaDb()));
    }

    /** Whoever is connected then hears nothing more, and is not told so. */
    @Test
    void a_binlog_that_begins_anew_while_it_is_read_is_gone_on_with_after_a_resync() throws Exception {
        // given
        captured.sql("reset master");
        captured.erp().setLevel("A-00001", "H1", BigDecimal.valueOf(99));

        // when
        Ran ran = resync("--all");

        // then
        assertThat(ran.status()).isZero();
        captured.erp().setLevel("A-00002", "L1", BigDecimal.valueOf(98));
        eventually(captured::assertKafkaHasWhatTheErpHas);
    }
}
