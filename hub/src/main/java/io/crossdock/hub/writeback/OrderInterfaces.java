package io.crossdock.hub.writeback;

import io.crossdock.canonical.ChannelId;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.orders.FileTarget;
import io.crossdock.erp.orders.HttpOrders;
import io.crossdock.erp.orders.HttpTarget;
import io.crossdock.erp.orders.InterfaceTable;
import io.crossdock.erp.orders.OrderFiles;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.erp.orders.OrderTarget;
import io.crossdock.erp.orders.TableTarget;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Makes the interface that a mapping file names. */
public final class OrderInterfaces {

    private OrderInterfaces() {}

    /** It connects to nothing before the first order. */
    public static OrderInterface of(ErpConfig config, OrderTarget target, CamelContext context) {
        if (target instanceof TableTarget table) {
            return new InterfaceTable(config.name(), table);
        }
        if (target instanceof HttpTarget http) {
            return new HttpOrders(config.name(), http, api(config.name(), http, context));
        }
        return new OrderFiles(config.name(), (FileTarget) target, Clock.systemUTC());
    }

    private static Supplier<Api> api(String erp, HttpTarget target, CamelContext context) {
        AtomicReference<Api> made = new AtomicReference<>();
        Channel named = Channel.withoutSales(new ChannelId("erp-" + erp), erp);
        return () -> made.updateAndGet(
                api -> api == null ? ApiSettings.of(target.api()).api(context, named, Clock.systemUTC()) : api);
    }
}
