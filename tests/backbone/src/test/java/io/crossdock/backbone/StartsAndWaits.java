package io.crossdock.backbone;

import java.util.concurrent.CountDownLatch;

/** A process that starts a backbone, says where it is and never closes it. */
final class StartsAndWaits {

    private StartsAndWaits() {}

    public static void main(String[] args) throws InterruptedException {
        Backbone backbone = Backbone.start(Part.KAFKA, Part.POSTGRES);
        System.out.println(backbone.folder().path());
        new CountDownLatch(1).await();
    }
}
