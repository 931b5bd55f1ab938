package io.crossdock.hub.erp;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;

@OnBackbone({Part.KAFKA, Part.POSTGRES})
class ResyncTest extends ResyncStories {

    ResyncTest(Backbone backbone) {
        super(backbone, CapturedPostgres.on(backbone.postgres(), "erp_resync"));
    }
}
