package io.crossdock.hub.erp;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;

/** The log is lost there by a binlog that begins anew. */
@OnBackbone({Part.KAFKA, Part.MARIADB})
class ResyncOnMariaDbTest extends ResyncStories {

    ResyncOnMariaDbTest(Backbone backbone) {
        super(backbone, new CapturedMariaDb(backbone.mariaDb()));
    }
}
