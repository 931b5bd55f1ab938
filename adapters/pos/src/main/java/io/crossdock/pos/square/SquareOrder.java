package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** {@code Order}: a sale, with what came back in it. */
@JsonNaming(SnakeCaseStrategy.class)
record SquareOrder(
        String id,
        String locationId,
        String state,
        List<Line> lineItems,
        List<Return> returns,
        Instant updatedAt,
        Instant closedAt) {

    SquareOrder {
        lineItems = lineItems == null ? List.of() : List.copyOf(lineItems);
        returns = returns == null ? List.of() : List.copyOf(returns);
    }

    /**
     * {@code OrderLineItem} or {@code OrderReturnLineItem}.
     *
     * @param uid unique within the order
     * @param catalogObjectId the variation; null for what the cashier typed in
     * @param itemType {@code ITEM} where left out
     * @param quantity a decimal string
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(String uid, String catalogObjectId, String itemType, BigDecimal quantity) {}

    /** {@code OrderReturn}: lines that come back, as a rule from another order. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Return(List<Line> returnLineItems) {

        Return {
            returnLineItems = returnLineItems == null ? List.of() : List.copyOf(returnLineItems);
        }
    }
}
