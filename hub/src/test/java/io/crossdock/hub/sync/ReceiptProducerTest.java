package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** Sessions of several channels come and go, and write receipts by one producer. */
class ReceiptProducerTest {

    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private final ReceiptProducer receipts = new ReceiptProducer();

    @Test
    void all_sessions_have_one_which_is_closed_after_the_last() {
        // given
        ReceiptProducer.Share one = receipts.join(this::made);
        ReceiptProducer.Share other = receipts.join(this::made);
        // then
        assertThat(other.producer()).isSameAs(one.producer());
        // when
        one.close();
        // then
        assertThat(made.get(0).closed()).isFalse();
        // when
        other.close();
        // then
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made).hasSize(1);
    }

    @Test
    void whoever_comes_after_the_last_gets_a_new_one() {
        // given
        receipts.join(this::made).close();
        // when
        ReceiptProducer.Share next = receipts.join(this::made);
        // then
        assertThat(next.producer()).isSameAs(made.get(1));
        assertThat(made.get(1).closed()).isFalse();
    }

    @Test
    void a_session_that_failed_leaves_it_to_the_others_and_gets_a_new_one_itself() {
        // given
        ReceiptProducer.Share failing = receipts.join(this::made);
        ReceiptProducer.Share other = receipts.join(this::made);
        // when
        failing.failed();
        failing.close();
        ReceiptProducer.Share again = receipts.join(this::made);
        // then
        assertThat(again.producer()).isNotSameAs(other.producer());
        assertThat(made.get(0).closed()).isFalse();
        // when
        other.close();
        // then
        assertThat(made.get(0).closed()).isTrue();
        assertThat(receipts.join(this::made).producer()).isSameAs(again.producer());
    }

    @Test
    void a_failure_of_one_that_was_replaced_already_costs_nobody_a_producer() {
        // given
        ReceiptProducer.Share first = receipts.join(this::made);
        ReceiptProducer.Share second = receipts.join(this::made);
        first.failed();
        first.close();
        ReceiptProducer.Share again = receipts.join(this::made);
        // when
        second.failed();
        second.close();
        // then
        assertThat(receipts.join(this::made).producer()).isSameAs(again.producer());
        assertThat(made).hasSize(2);
    }

    private Producer<byte[], byte[]> made() {
        MockProducer<byte[], byte[]> next = new MockProducer<>();
        made.add(next);
        return next;
    }
}
