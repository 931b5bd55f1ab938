package io.crossdock.sandbox.webhook;

import java.time.Instant;
import java.util.Map;

/** What a system puts into the headers of a delivery to say what it is and who sent it. */
public interface Signing {

    /**
     * @param registeredUrl the receiver's URL as it was registered
     * @param sentAt now, or an hour ago for {@link Flaw#STALE}
     * @param secretIsRight false makes a signature that nobody should accept
     * @return all headers of the delivery besides the content type
     */
    Map<String, String> headers(Webhook webhook, String registeredUrl, Instant sentAt, boolean secretIsRight);

    /** The header that {@link Flaw#UNSIGNED} leaves out. */
    String signatureHeader();
}
