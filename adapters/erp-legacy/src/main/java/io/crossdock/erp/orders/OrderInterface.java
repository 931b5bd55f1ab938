package io.crossdock.erp.orders;

import java.util.Collection;
import java.util.Map;

/** The ERP's own way to take orders. For one thread. */
public interface OrderInterface extends AutoCloseable {

    /**
     * Enters an order. Returns once the ERP has it for sure; given the same entry again, it has no second effect.
     *
     * @throws io.crossdock.spi.Failure {@code REJECTED} or {@code UNMAPPABLE} when this order cannot be entered; any other
     *     kind when no order can be entered now
     */
    void enter(OrderEntry entry);

    /**
     * What the ERP would be told, for comparison: the same for two versions of an order that make no difference to it.
     *
     * @throws io.crossdock.spi.Failure {@code UNMAPPABLE} when it cannot be told
     */
    String content(OrderEntry entry);

    /**
     * What the ERP has rejected since, of orders that it took before.
     *
     * @param open the ones that are asked about
     * @return the ERP's messages; nothing for whatever it did not reject, or does not tell
     * @throws io.crossdock.spi.Failure when it cannot be asked now
     */
    Map<Entered, String> rejections(Collection<Entered> open);

    @Override
    void close();

    /** An order as it was entered. */
    record Entered(String order, long version, int attempt) {}
}
