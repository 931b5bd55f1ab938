package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@OnBackbone({Part.POSTGRES, Part.KAFKA})
class ErpCaptureTest extends CaptureStories<PostgresErp> {

    private final Backbone backbone;

    ErpCaptureTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @Override
    PostgresErp makeErp() throws SQLException {
        return PostgresErp.on(backbone.postgres());
    }

    @Override
    String kafkaServers() {
        return backbone.kafka().bootstrapServers();
    }

    @Test
    void a_publication_that_would_make_the_erps_own_updates_fail_is_refused() throws Exception {
        // given
        sample.sql("create table ohnekey (a integer)");
        sample.sql("alter publication crossdock_legacy add table ohnekey");

        // when
        try (Capturing capturing = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(capturing.capture.state().reason())
                    .endsWith("makes the ERP's own updates fail on tables without a primary key: public.ohnekey"));
        }
    }

    @Test
    void a_table_that_the_publication_does_not_name_is_told() throws Exception {
        // given
        sample.sql("alter publication crossdock_legacy drop table prslst");

        // when
        try (Capturing capturing = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(capturing.capture.state().reason()).endsWith("does not name public.prslst"));
        }
    }
}
