package io.crossdock.bench.normalize;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The first thing that anybody writes: one exchange a record, one ack a record; commits by Camel's default. */
final class PlainRoute extends RouteBuilder {

    private final Work work;
    private final String group;

    private PlainRoute(Work work, String group) {
        this.work = work;
        this.group = group;
    }

    static Contender.Running start(Work work) {
        return new CamelRival(new PlainRoute(work, Contender.PLAIN_ROUTE.group(work)));
    }

    @Override
    public void configure() {
        from(CamelRival.from(work, group, "autoCommitIntervalMs=500"))
                .bean(new Translate(new SameWork(work)))
                .to(CamelRival.to(work, ""));
    }

    /** The bean. */
    public static final class Translate {

        private final SameWork work;

        Translate(SameWork work) {
            this.work = work;
        }

        public void translate(Exchange exchange) {
            CamelRival.translate(exchange, work);
        }
    }
}
