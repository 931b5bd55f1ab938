package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * {@code InventoryCount}: how much of a variation is in one state at one location.
 *
 * @param quantity a decimal string, up to 5 digits after the point
 * @param isEstimated true for a composed variation, whose count Square works out from others
 */
@JsonNaming(SnakeCaseStrategy.class)
record SquareCount(
        String catalogObjectId,
        String state,
        String locationId,
        BigDecimal quantity,
        Instant calculatedAt,
        boolean isEstimated) {}
