package io.crossdock.hub.ingest;

import io.crossdock.spi.signature.Challenge;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a GET of a webhook's URL is answered: 405, or the proof that the channel's system asks for before it sends. */
final class ChallengeAnswer {

    private ChallengeAnswer() {}

    /** @param secrets the hub's own, as the channel has it, comes first */
    static void to(Exchange exchange, Optional<Challenge> challenge, List<String> secrets, String registeredUrl) {
        Message message = exchange.getMessage();
        Optional<String> json = challenge.flatMap(
                asked -> message.getHeader(asked.parameter()) instanceof String code && !secrets.isEmpty()
                        ? asked.answer(code, secrets.get(0), registeredUrl)
                        : Optional.empty());
        if (json.isPresent()) {
            WebhookAnswer.status(message, 200);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(json.get());
        } else if (challenge.isPresent()) {
            WebhookAnswer.status(message, 400);
        } else {
            WebhookAnswer.status(message, 405);
            message.setHeader("Allow", "POST");
        }
        exchange.setRouteStop(true);
    }
}
